/** What a reader may know: levels, small cells, sums, and what earlier publications have told already. */
@NullMarked
package org.safereturn.monitoringservice.disclosure;

import org.jspecify.annotations.NullMarked;
