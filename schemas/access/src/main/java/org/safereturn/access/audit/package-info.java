/** The audit trail: records chained by their hashes, their store, their verification, and the signed anchors. */
@NullMarked
package org.safereturn.access.audit;

import org.jspecify.annotations.NullMarked;
