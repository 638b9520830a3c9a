/** Tests of the access module, with a small service to try it on. */
@NullMarked
package org.safereturn.access;

import org.jspecify.annotations.NullMarked;
