/** One document per case holding state, handled messages and pending events, changed by one atomic update. */
@NullMarked
package org.safereturn.messaging.aggregate;

import org.jspecify.annotations.NullMarked;
