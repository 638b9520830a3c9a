package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

import java.util.logging.Logger;

/** A use case that logs past the logs of the service. */
final class LogsElsewhere {

    private static final Logger LOG = Logger.getLogger("ferry");

    void sail() {
        LOG.info("sails");
    }
}
