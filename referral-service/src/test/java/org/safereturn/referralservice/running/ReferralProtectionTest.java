package org.safereturn.referralservice.running;

import org.safereturn.access.testing.ProtectionContract;
import org.springframework.context.ApplicationContext;

class ReferralProtectionTest extends ProtectionContract {

    @Override
    protected ApplicationContext service() {
        return RunningService.of("KH").context();
    }
}
