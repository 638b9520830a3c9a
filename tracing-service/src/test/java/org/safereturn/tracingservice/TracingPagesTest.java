package org.safereturn.tracingservice;

import org.safereturn.pages.testing.PagesContract;

class TracingPagesTest extends PagesContract {

    TracingPagesTest() {
        super("tracing-service");
    }
}
