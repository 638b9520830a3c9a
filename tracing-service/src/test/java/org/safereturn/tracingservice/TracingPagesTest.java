package org.safereturn.tracingservice;

import java.util.Map;

import org.safereturn.pages.testing.PagesContract;

class TracingPagesTest extends PagesContract {

    TracingPagesTest() {
        super("tracing-service");
    }

    @Override
    protected Map<String, String> withoutPage() {
        return Map.of("/dead-letters/redelivery", "it is for operators, whose pages are not there yet");
    }
}
