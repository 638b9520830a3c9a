package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

import java.time.Clock;
import java.time.Instant;

/** A use case that asks the system for the time. */
final class AsksTheTime {

    Instant time() {
        return Instant.now(Clock.systemUTC());
    }
}
