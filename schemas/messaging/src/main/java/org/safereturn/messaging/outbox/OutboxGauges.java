package org.safereturn.messaging.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges of the relay. */
final class OutboxGauges {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final OutboxQueue queue;
    private final OutboxLeases leases;
    private final OutboxSender sender;
    private final OutboxTimer timer;
    private final Clock clock;

    OutboxGauges(OutboxQueue queue, OutboxLeases leases, OutboxSender sender, OutboxTimer timer, Clock clock) {
        this.queue = queue;
        this.leases = leases;
        this.sender = sender;
        this.timer = timer;
        this.clock = clock;
    }

    void publish(MeterRegistry registry) {
        Gauge.builder("safereturn.outbox.pending", this, OutboxGauges::pendingCount)
                .description("Events committed and not yet at the broker.").register(registry);
        Gauge.builder("safereturn.outbox.parked", this, gauges -> gauges.parked().size())
                .description("Aggregates whose next event can never be sent as it is.").register(registry);
        Gauge.builder("safereturn.outbox.oldest", this, gauges -> gauges.oldest().toMillis() / 1000.0)
                .baseUnit("seconds").description("Age of the oldest event not yet at the broker.").register(registry);
        Gauge.builder("safereturn.outbox.backing.off", this, OutboxGauges::backingOffCount)
                .description("Aggregates that wait after a failure.").register(registry);
        Gauge.builder("safereturn.inbox.held", leases, each -> each.waiting().held())
                .description("Aggregates with messages that wait for a predecessor, counted once a minute.")
                .register(registry);
        Gauge.builder("safereturn.inbox.parked", leases, each -> each.waiting().parked())
                .description("Aggregates that can keep no more messages for want of a predecessor, counted once a minute.")
                .register(registry);
        Counter sends = Counter.builder("safereturn.outbox.sent").register(registry);
        Counter failures = Counter.builder("safereturn.outbox.failures").register(registry);
        timer.every(SECOND, SECOND, () -> {
            sends.increment((double) sender.takeSent());
            failures.increment((double) sender.takeFailed());
        });
    }

    int pendingCount() {
        return queue.all().stream().mapToInt(each -> {
            synchronized (each) {
                return each.queue.size();
            }
        }).sum();
    }

    int backingOffCount() {
        return (int) queue.all().stream().filter(each -> {
            synchronized (each) {
                return each.state == Pending.State.WAITING;
            }
        }).count();
    }

    Duration oldest() {
        return queue.all().stream().map(each -> {
            synchronized (each) {
                return each.queue.isEmpty() ? Instant.MAX : each.since;
            }
        }).min(Comparator.naturalOrder()).filter(since -> since.isBefore(Instant.MAX))
                .map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO);
    }

    List<OutboxRelay.Unsent> unsent() {
        List<OutboxRelay.Unsent> unsent = new ArrayList<>();
        for (Pending each : queue.all()) {
            synchronized (each) {
                if (!each.queue.isEmpty()) {
                    unsent.add(new OutboxRelay.Unsent(each.place.id(), each.queue.getFirst().topic(), each.queue.size(),
                            each.since, switch (each.state) {
                                case IDLE, QUEUED, SENDING, RENEWING -> OutboxRelay.UnsentState.ON_ITS_WAY;
                                case WAITING -> OutboxRelay.UnsentState.TRIED_AGAIN;
                                case PARKED -> OutboxRelay.UnsentState.PARKED;
                            }));
                }
            }
        }
        unsent.sort(Comparator.comparing(OutboxRelay.Unsent::since));
        return unsent;
    }

    List<OutboxRelay.Parked> parked() {
        List<OutboxRelay.Parked> parked = new ArrayList<>();
        for (Pending each : queue.all()) {
            synchronized (each) {
                if (each.state == Pending.State.PARKED && !each.queue.isEmpty()) {
                    parked.add(new OutboxRelay.Parked(each.place.collection(), each.place.id(),
                            each.queue.getFirst().topic(), each.since, each.reason));
                }
            }
        }
        parked.sort(Comparator.comparing(OutboxRelay.Parked::since));
        return parked;
    }
}
