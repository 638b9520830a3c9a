package org.safereturn.caseservice.architecture.samples.application;

import java.time.Clock;
import java.time.Instant;

/** A use case that asks the system for the time. */
public final class ReadsTheClock {

    /** The time. */
    public Instant time() {
        return Instant.now(Clock.systemUTC());
    }
}
