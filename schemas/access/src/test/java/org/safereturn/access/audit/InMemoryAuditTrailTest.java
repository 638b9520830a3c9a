package org.safereturn.access.audit;

import java.time.Clock;

import org.safereturn.access.testing.AuditTrailContract;
import org.safereturn.access.testing.InMemoryAuditTrail;

class InMemoryAuditTrailTest extends AuditTrailContract {

    private final AuditTrail trail = new InMemoryAuditTrail(CHAIN, Clock.systemUTC());

    @Override
    protected AuditTrail trail() {
        return trail;
    }
}
