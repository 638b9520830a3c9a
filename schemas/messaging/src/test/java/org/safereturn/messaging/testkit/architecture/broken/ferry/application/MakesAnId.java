package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

import java.util.UUID;

/** A use case that makes ids. */
final class MakesAnId {

    UUID id() {
        return UUID.randomUUID();
    }
}
