package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

import org.safereturn.messaging.testkit.architecture.broken.ferry.events.FerryMessages;

/** A use case that knows an adapter. */
record KnowsItsAdapter(FerryMessages messages) {
}
