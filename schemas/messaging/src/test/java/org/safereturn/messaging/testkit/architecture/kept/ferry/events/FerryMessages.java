package org.safereturn.messaging.testkit.architecture.kept.ferry.events;

import org.safereturn.messaging.testkit.architecture.kept.ferry.application.Sail;

/** An event adapter that knows use cases only. */
record FerryMessages(Sail sail) {
}
