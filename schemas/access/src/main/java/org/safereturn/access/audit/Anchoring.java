package org.safereturn.access.audit;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.OctetKeyPair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Signs the latest record of this process every few seconds while there is a new one, and once more at an orderly
 * stop. A failure is logged, shown by {@link #failing} and tried again the next time.
 */
public final class Anchoring implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    private final String chain;
    private final Supplier<Optional<AuditRecord>> latest;
    private final AnchorFile file;
    private final OctetKeyPair key;
    private final Duration every;
    private final Clock clock;
    private volatile long anchored;
    private volatile boolean failing;
    private volatile boolean running;
    private Disposable ticking = Disposables.disposed();

    /**
     * Anchors in this file.
     *
     * @param latest the latest record that this process added
     * @param key the ministry's signing key
     */
    public Anchoring(String chain, Supplier<Optional<AuditRecord>> latest, AnchorFile file, OctetKeyPair key,
            Duration every, Clock clock) {
        this.chain = chain;
        this.latest = latest;
        this.file = file;
        this.key = key;
        this.every = every;
        this.clock = clock;
    }

    /** Number of the last record that this process anchored; 0 when there is none. */
    public long anchored() {
        return anchored;
    }

    /** Whether the last try failed. */
    public boolean failing() {
        return failing;
    }

    @Override
    public void start() {
        running = true;
        ticking = Flux.interval(every, Schedulers.boundedElastic()).onBackpressureDrop().subscribe(_ -> anchor());
    }

    /** Comes after the web server has ended, whose phase is higher. */
    @Override
    public void stop() {
        running = false;
        ticking.dispose();
        anchor();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private synchronized void anchor() {
        Optional<AuditRecord> record = latest.get().filter(each -> each.sequence() > anchored);
        if (record.isEmpty()) {
            return;
        }
        try {
            file.add(Anchor.at(chain, record.get(), clock.instant()), key);
            anchored = record.get().sequence();
            failing = false;
        } catch (UncheckedIOException e) {
            failing = true;
            LOG.error("The audit trail cannot be anchored in {}: {}", file.path(), e.getMessage());
        }
    }
}
