/** Tests of forms. */
@NullMarked
package org.safereturn.pages.form;

import org.jspecify.annotations.NullMarked;
