package org.safereturn.access.audit;

import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Is degraded while the trail cannot be anchored; the details name the last anchored record. */
final class AuditHealth extends AbstractHealthIndicator {

    private final MongoAuditTrail trail;
    private final ObjectProvider<Anchoring> anchoring;

    AuditHealth(MongoAuditTrail trail, ObjectProvider<Anchoring> anchoring) {
        this.trail = trail;
        this.anchoring = anchoring;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Optional<Anchoring> anchors = Optional.ofNullable(anchoring.getIfAvailable());
        if (anchors.filter(Anchoring::failing).isPresent()) {
            builder.status("DEGRADED");
        } else {
            builder.up();
        }
        builder.withDetail("latest", trail.latest().map(AuditRecord::sequence).orElse(0L))
                .withDetail("anchored", anchors.map(each -> Long.toString(each.anchored())).orElse("without anchors"));
    }
}
