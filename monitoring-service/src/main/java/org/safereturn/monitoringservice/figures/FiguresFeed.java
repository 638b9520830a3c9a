package org.safereturn.monitoringservice.figures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.store.LiveView;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Figures on demand and as a stream. Nothing is computed while nobody looks; a stream gets new figures at most once per
 * refresh, and less often when the view has grown so large that computing takes a noticeable part of it. The last change
 * always reaches the stream.
 */
public final class FiguresFeed {

    private static final Duration STALE = Duration.ofSeconds(30);
    private static final int IDLE_SHARE = 4;

    private record Computed(Figures figures, View view, long changes) {
    }

    private final Views views;
    private final LiveView live;
    private final Countries countries;
    private final SmallCells smallCells;
    private final ZoneId zone;
    private final Clock clock;
    private final Flux<Figures> stream;
    private volatile @Nullable Computed latest;

    /** A feed of the live view; new figures no more often than once per refresh. */
    public FiguresFeed(Views views, LiveView live, Countries countries, SmallCells smallCells, ZoneId zone, Duration refresh,
            Clock clock) {
        this.views = views;
        this.live = live;
        this.countries = countries;
        this.smallCells = smallCells;
        this.zone = zone;
        this.clock = clock;
        // The clock moves waiting times even when no event arrives.
        Flux<Long> ticks = Flux.interval(STALE).onBackpressureDrop();
        this.stream = Flux.merge(Mono.just(0L), live.changed(), ticks)
                .onBackpressureLatest()
                .concatMap(_ -> paced(refresh), 0)
                .replay(1)
                .refCount(1);
    }

    /** The figures of the live view for the current quarter, not older than its last change. */
    public Mono<Figures> now() {
        return live.live().flatMap(view -> {
            Instant now = clock.instant();
            Quarter quarter = Quarter.at(now, zone);
            Computed known = latest;
            if (known != null && known.view().equals(view) && known.changes() == live.changes()
                    && known.figures().quarter().equals(quarter.code())
                    && known.figures().at().plus(STALE).isAfter(now)) {
                return Mono.just(known.figures());
            }
            long changes = live.changes();
            return compute(view, now, quarter)
                    .doOnNext(figures -> latest = new Computed(figures, view, changes));
        });
    }

    /** The figures of the live view with another quarter, as {@code 2026-Q4}; empty when it is none. */
    public Mono<Figures> of(String code) {
        return Mono.justOrEmpty(Quarter.parse(code, zone)).flatMap(quarter -> live.live().flatMap(view -> compute(view, clock.instant(), quarter)));
    }

    /** Figures after each change, beginning with those of now. */
    public Flux<Figures> stream() {
        return stream;
    }

    private Flux<Figures> paced(Duration refresh) {
        return Flux.defer(() -> {
            long begin = System.nanoTime();
            // The store may be away for a while: then the next change, or the next tick, tries again.
            return now().onErrorComplete().concatWith(Mono.defer(() -> {
                Duration rest = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(IDLE_SHARE);
                return Mono.delay(rest.compareTo(refresh) > 0 ? rest : refresh).then(Mono.empty());
            }));
        });
    }

    private Mono<Figures> compute(View view, Instant now, Quarter quarter) {
        FiguresCalculation calculation = new FiguresCalculation(now, quarter, countries.readiness(),
                countries.directions(), smallCells);
        return views.journeys(view)
                .doOnNext(calculation::add)
                .thenMany(views.checkpointCounts(view).doOnNext(calculation::add))
                .then(Mono.fromSupplier(calculation::finish));
    }
}
