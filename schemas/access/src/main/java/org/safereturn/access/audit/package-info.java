/** Who handled whose data: records chained by their hashes, their store, their check, and the signed anchors beside it. */
@NullMarked
package org.safereturn.access.audit;

import org.jspecify.annotations.NullMarked;
