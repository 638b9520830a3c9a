/** Which cases a caller sees, and the caller as a controller argument. */
@NullMarked
package org.safereturn.access.scope;

import org.jspecify.annotations.NullMarked;
