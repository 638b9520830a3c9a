package org.safereturn.caseservice.running;

import java.util.Set;

import org.safereturn.access.testing.ProtectionContract;
import org.springframework.context.ApplicationContext;

class CaseProtectionTest extends ProtectionContract {

    /** A crossing point is one of the profile or unknown. */
    @Override
    protected Set<String> harmlessTexts() {
        return Set.of("crossingPoint");
    }

    @Override
    protected ApplicationContext service() {
        return RunningService.of("KH");
    }
}
