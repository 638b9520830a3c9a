package org.safereturn.access;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ArchitectureContract;

/** One class makes the clock that tokens are judged by. */
class AccessArchitectureTest extends ArchitectureContract {

    AccessArchitectureTest() {
        super(Architecture.ofKit("org.safereturn.access").mayAskTheSystem("AccessSecurity"));
    }
}
