package org.safereturn.messaging.testkit.architecture.kept.ferry.web;

import org.safereturn.messaging.testkit.architecture.kept.ferry.application.Sail;

/** A controller that only its package sees. */
record FerryController(Sail sail) {
}
