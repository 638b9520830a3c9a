package org.safereturn.referralservice;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ServiceArchitectureContract;

class ReferralArchitectureTest extends ServiceArchitectureContract {

    ReferralArchitectureTest() {
        super(Architecture.ofService("org.safereturn.referralservice"));
    }
}
