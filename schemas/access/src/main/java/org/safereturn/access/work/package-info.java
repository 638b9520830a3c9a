/** What a ministry has to do: each service tells it, the case service keeps the lists. */
@NullMarked
package org.safereturn.access.work;

import org.jspecify.annotations.NullMarked;
