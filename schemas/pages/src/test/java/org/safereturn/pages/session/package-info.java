/** Tests of what a session lets through. */
@NullMarked
package org.safereturn.pages.session;

import org.jspecify.annotations.NullMarked;
