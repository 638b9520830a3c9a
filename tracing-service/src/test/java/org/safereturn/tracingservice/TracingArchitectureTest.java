package org.safereturn.tracingservice;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ServiceArchitectureContract;

class TracingArchitectureTest extends ServiceArchitectureContract {

    TracingArchitectureTest() {
        super(Architecture.ofService("org.safereturn.tracingservice"));
    }
}
