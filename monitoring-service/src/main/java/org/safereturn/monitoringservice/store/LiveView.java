package org.safereturn.monitoringservice.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The view that is shown, and beside it the one a rebuild is filling. What arrives during a rebuild goes to both, so
 * nothing is lost at the swap. Which view is live is read from the store when it is first needed, so the service starts
 * while the store is away.
 */
public final class LiveView {

    private record Targets(View live, List<View> all) {

        static Targets only(View view) {
            return new Targets(view, List.of(view));
        }
    }

    private final Views views;
    private final AtomicReference<@Nullable Targets> targets = new AtomicReference<>();
    private final AtomicLong changes = new AtomicLong();
    private final Sinks.Many<Long> changed = Sinks.many().multicast().directBestEffort();

    LiveView(Views views) {
        this.views = views;
    }

    /** Folds updates that arrived into every view; done when all are stored. */
    public Mono<Void> apply(Collection<Update> updates) {
        return targets()
                .flatMapMany(each -> Flux.fromIterable(each.all()))
                .concatMap(view -> views.apply(view, updates))
                .then(Mono.fromRunnable(this::touch));
    }

    /** The view that is shown. */
    public Mono<View> live() {
        return targets().map(Targets::live);
    }

    /** From now on what arrives goes to the shadow too. */
    Mono<Void> shadow(View shadow) {
        return targets().doOnNext(each -> targets.set(new Targets(each.live(), List.of(each.live(), shadow)))).then();
    }

    /** Gives the shadow up. */
    Mono<Void> forgetShadow() {
        return targets().doOnNext(each -> targets.set(Targets.only(each.live()))).then();
    }

    /** Shows the shadow instead of the view so far; after a crash in between, the start shows whichever was written. */
    Mono<Void> swap(View shadow) {
        return views.makeLive(shadow).then(Mono.fromRunnable(() -> {
            targets.set(Targets.only(shadow));
            touch();
        }));
    }

    /** How often the live view changed since the start of this process. */
    public long changes() {
        return changes.get();
    }

    /** Signals that something changed; signals may be merged, the last one never gets lost. */
    public Flux<Long> changed() {
        return changed.asFlux().onBackpressureLatest();
    }

    private Mono<Targets> targets() {
        return Mono.defer(() -> {
            Targets known = targets.get();
            return known != null ? Mono.just(known) : views.live().map(view -> {
                Targets read = Targets.only(view);
                Targets other = targets.compareAndExchange(null, read);
                return other == null ? read : other;
            });
        });
    }

    private void touch() {
        changed.emitNext(changes.incrementAndGet(), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }
}
