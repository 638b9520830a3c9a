package org.safereturn.messaging;

import java.util.List;

import org.safereturn.messaging.outbox.OutboxRelay;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Is degraded while an event is parked or cannot be sent now; the details say how many and since when. */
final class OutboxHealth extends AbstractHealthIndicator {

    private static final int SHOWN = 20;

    private final OutboxRelay relay;

    OutboxHealth(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<OutboxRelay.Parked> parked = relay.parked();
        int backingOff = relay.backingOffCount();
        if (parked.isEmpty() && backingOff == 0 && relay.waiting().parked() == 0) {
            builder.up();
        } else {
            builder.status("DEGRADED");
        }
        builder.withDetail("pending", relay.pendingCount()).withDetail("backingOff", backingOff)
                .withDetail("oldestSeconds", relay.oldest().toSeconds()).withDetail("parked", parked.size())
                .withDetail("held", relay.waiting().held()).withDetail("casesParked", relay.waiting().parked())
                .withDetail("parkedFirst", parked.stream().limit(SHOWN)
                        .map(each -> each.collection() + "/" + each.id() + " " + each.topic() + " " + each.reason())
                        .toList());
    }
}
