package org.safereturn.messaging.testkit.architecture.broken.ferry.events;

import org.safereturn.messaging.testkit.architecture.broken.ferry.web.FerryController;

/** An event adapter that knows the web adapter beside it. */
record KnowsWeb(FerryController controller) {
}
