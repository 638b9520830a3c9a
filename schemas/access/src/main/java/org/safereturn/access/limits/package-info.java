/** Limits for one caller: requests, connections, time. */
@NullMarked
package org.safereturn.access.limits;

import org.jspecify.annotations.NullMarked;
