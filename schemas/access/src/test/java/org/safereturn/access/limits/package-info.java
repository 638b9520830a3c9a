/** Tests of the limits. */
@NullMarked
package org.safereturn.access.limits;

import org.jspecify.annotations.NullMarked;
