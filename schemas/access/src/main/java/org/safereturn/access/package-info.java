/** The HTTP edge of a service as one auto-configuration: security, guarded endpoints, checks and problems put together. */
@NullMarked
package org.safereturn.access;

import org.jspecify.annotations.NullMarked;
