/** Forms: what was entered, what is sent, what is shown again. */
@NullMarked
package org.safereturn.pages.form;

import org.jspecify.annotations.NullMarked;
