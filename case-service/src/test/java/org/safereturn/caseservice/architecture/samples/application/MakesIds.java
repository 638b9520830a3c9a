package org.safereturn.caseservice.architecture.samples.application;

import java.util.UUID;

/** A use case that makes ids itself. */
public final class MakesIds {

    /** An id. */
    public UUID id() {
        return UUID.randomUUID();
    }
}
