package org.safereturn.caseservice;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ServiceArchitectureContract;

class CaseArchitectureTest extends ServiceArchitectureContract {

    CaseArchitectureTest() {
        super(Architecture.ofService("org.safereturn.caseservice"));
    }
}
