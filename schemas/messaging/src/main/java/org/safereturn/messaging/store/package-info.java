/** What a service asks its document store, and the indexes for it. */
@NullMarked
package org.safereturn.messaging.store;

import org.jspecify.annotations.NullMarked;
