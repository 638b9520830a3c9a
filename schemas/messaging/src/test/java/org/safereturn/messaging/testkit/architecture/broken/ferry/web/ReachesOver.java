package org.safereturn.messaging.testkit.architecture.broken.ferry.web;

import org.safereturn.messaging.testkit.architecture.broken.harbour.events.HarbourMessages;

/** An adapter that knows one of another feature. */
record ReachesOver(HarbourMessages messages) {
}
