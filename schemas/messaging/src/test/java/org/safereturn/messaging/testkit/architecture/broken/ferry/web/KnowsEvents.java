package org.safereturn.messaging.testkit.architecture.broken.ferry.web;

import org.safereturn.messaging.testkit.architecture.broken.ferry.events.FerryMessages;

/** A web adapter that knows the event adapter beside it. */
record KnowsEvents(FerryMessages messages) {
}
