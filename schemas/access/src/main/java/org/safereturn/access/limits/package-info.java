/** How much one caller may ask: requests, connections, time. */
@NullMarked
package org.safereturn.access.limits;

import org.jspecify.annotations.NullMarked;
