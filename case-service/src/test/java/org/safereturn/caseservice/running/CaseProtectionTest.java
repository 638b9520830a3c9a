package org.safereturn.caseservice.running;

import org.safereturn.access.testing.ProtectionContract;
import org.springframework.context.ApplicationContext;

class CaseProtectionTest extends ProtectionContract {

    @Override
    protected ApplicationContext service() {
        return RunningService.of("KH");
    }
}
