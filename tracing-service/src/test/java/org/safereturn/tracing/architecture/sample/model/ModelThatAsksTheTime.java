package org.safereturn.tracing.architecture.sample.model;

import java.time.Instant;
import java.util.UUID;

class ModelThatAsksTheTime {

    String stamp() {
        return Instant.now() + " " + UUID.randomUUID();
    }
}
