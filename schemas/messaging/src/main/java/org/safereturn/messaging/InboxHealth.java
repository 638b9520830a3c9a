package org.safereturn.messaging;

import org.safereturn.messaging.inbox.InboundPipeline;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Is degraded while received records cannot be handled and are delivered again and again. */
final class InboxHealth extends AbstractHealthIndicator {

    private final InboundPipeline pipeline;

    InboxHealth(InboundPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        pipeline.failingSince().ifPresentOrElse(
                since -> builder.status("DEGRADED").withDetail("failingSince", since.toString()), builder::up);
    }
}
