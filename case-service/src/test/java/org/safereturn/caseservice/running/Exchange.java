package org.safereturn.caseservice.running;

import org.safereturn.messaging.testkit.EmbeddedExchange;

/** One exchange for all tests of this module: starting one takes longer than most tests. Ends with the process. */
final class Exchange {

    static final EmbeddedExchange SHARED = EmbeddedExchange.of("KH", "TH", "ZZ");

    private Exchange() {
    }
}
