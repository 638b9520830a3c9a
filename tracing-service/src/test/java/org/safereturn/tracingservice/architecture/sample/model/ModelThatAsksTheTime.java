package org.safereturn.tracingservice.architecture.sample.model;

import java.time.Instant;
import java.util.UUID;

class ModelThatAsksTheTime {

    String stamp() {
        return Instant.now() + " " + UUID.randomUUID();
    }
}
