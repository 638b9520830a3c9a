package org.safereturn.monitoringservice.figures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.store.Gathering;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.disclosure.Protection;
import org.safereturn.monitoringservice.disclosure.Publication;
import org.safereturn.monitoringservice.disclosure.Publications;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.store.LiveView;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Figures on demand and as a stream. The view is read as a whole when it is followed for the first time and after a rebuild;
 * then each change is followed, whichever process made it. Nothing is computed while nobody looks; a stream gets new figures
 * at most once per refresh, and less often when computing takes a noticeable part of it. The last change always reaches the
 * stream. The tables of a level are published once in each of its steps, by whoever looks first.
 */
public final class FiguresFeed {

    private static final Duration STALE = Duration.ofSeconds(30);
    private static final int IDLE_SHARE = 4;
    private static final int AT_ONCE = 1000;

    private record Computed(Counts counts, Instant at) {
    }

    /**
     * Who asks for the latest.
     *
     * @param figures whether for figures, or only that they are followed
     */
    private record Asked(boolean figures, MonoSink<Computed> answer) {
    }

    private final Views views;
    private final LiveView live;
    private final Publications publications;
    private final Scope scope;
    private final boolean smallCellsShown;
    private final Clock clock;
    private final Flux<Computed> stream;
    private final Gathering<Asked> asked = new Gathering<>(Integer.MAX_VALUE, this::answer);
    /** Of the view at the news that were followed; only whoever answers reads and writes these three. */
    private final RunningFigures figures;
    private volatile LiveView.@Nullable News followed;
    private volatile @Nullable Computed latest;
    private final Map<String, Publication> published = new ConcurrentHashMap<>();
    private final Map<String, Mono<Publication>> publishing = new ConcurrentHashMap<>();

    /** A feed of the live view; new figures no more often than once per refresh. */
    public FiguresFeed(Views views, LiveView live, Publications publications, Scope scope, boolean smallCellsShown,
            Duration refresh, Clock clock) {
        this.views = views;
        this.live = live;
        this.publications = publications;
        this.scope = scope;
        this.smallCellsShown = smallCellsShown;
        this.clock = clock;
        this.figures = new RunningFigures(scope);
        // The clock moves waiting times and steps even when no event arrives.
        Flux<Long> ticks = Flux.interval(STALE).onBackpressureDrop();
        this.stream = Flux.merge(Mono.just(0L), live.changed(), ticks)
                .onBackpressureLatest()
                .concatMap(_ -> paced(refresh), 0)
                .replay(1)
                .refCount(1);
    }

    /** The quarter of this moment. */
    public Quarter current() {
        return Quarter.at(clock.instant(), scope.zone());
    }

    /** The quarter that this says, as {@code 2026-Q4}; empty when it is none. */
    public Optional<Quarter> quarter(String code) {
        return Quarter.parse(code, scope.zone());
    }

    /** Whether this journey is counted. */
    public boolean counts(Journey journey) {
        return scope.counts(journey, clock.instant());
    }

    /** The figures of this quarter, not older than the live view's last change. */
    public Mono<Figures> now(Reader reader) {
        return of(reader, current());
    }

    /** The figures with another quarter. */
    public Mono<Figures> of(Reader reader, Quarter quarter) {
        return counted().flatMap(computed -> figures(reader, quarter, computed));
    }

    /** Figures after each change that the reader may see, beginning with those of now. */
    public Flux<Figures> stream(Reader reader) {
        Flux<Figures> all = stream.onBackpressureLatest().concatMap(computed ->
                figures(reader, current(), computed).onErrorComplete(), 1);
        return reader.own() == null ? all.distinctUntilChanged(Figures::published) : all;
    }

    private Mono<Figures> figures(Reader reader, Quarter quarter, Computed computed) {
        return publication(reader.level(), computed).map(publication -> new Tables(scope, reader,
                smallCellsShown && reader.level().code().equals(Level.JOINT), quarter, publication, computed.counts(),
                computed.at()).figures());
    }

    /** The publication of this step; one at a time is made. */
    private Mono<Publication> publication(Level level, Computed computed) {
        return Mono.defer(() -> {
            Publication known = published.get(level.code());
            if (known != null && isCurrent(level, known)) {
                return Mono.just(known);
            }
            return publishing.computeIfAbsent(level.code(), code -> publications.latest(code)
                    .map(Optional::of).defaultIfEmpty(Optional.empty())
                    .flatMap(before -> before.filter(each -> isCurrent(level, each)).map(Mono::just)
                            .orElseGet(() -> publish(level, computed, before)))
                    .doOnNext(each -> published.put(code, each))
                    .doFinally(_ -> publishing.remove(code))
                    .cache());
        });
    }

    private Mono<Publication> publish(Level level, Computed computed, Optional<Publication> before) {
        // It calculates for a second and more where much must be hidden.
        return Mono.fromSupplier(() -> Protection.publish(level, clock.instant(), computed.counts(), before))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(made -> publications.keep(made, before));
    }

    private boolean isCurrent(Level level, Publication publication) {
        return level.step(publication.at()) >= level.step(clock.instant());
    }

    /** The numbers with everything that was stored before this was asked. */
    private Mono<Computed> counted() {
        return Mono.create(answer -> asked.add(List.of(new Asked(true, answer))));
    }

    /**
     * Takes in what has changed, so that the next reader waits for few documents; all of them the first time, which takes a
     * while where there are many.
     */
    public Mono<Void> follow() {
        return Mono.<Computed>create(answer -> asked.add(List.of(new Asked(false, answer)))).then();
    }

    /** All who asked meanwhile get the same. */
    private Mono<Void> answer(List<Asked> all) {
        return latest(all.stream().anyMatch(Asked::figures)).map(Optional::of).defaultIfEmpty(Optional.empty())
                .doOnNext(computed -> all.forEach(each -> each.answer().success(computed.orElse(null))))
                .doOnError(failure -> all.forEach(each -> each.answer().error(failure)))
                .onErrorComplete().then();
    }

    private Mono<Computed> latest(boolean asked) {
        return live.since(Optional.ofNullable(followed)).flatMap(news -> takeIn(news).then(Mono.defer(() -> {
            followed = news;
            Instant at = clock.instant();
            Computed known = latest;
            if (known != null && news.isEmpty() && known.at().plus(STALE).isAfter(at)) {
                return Mono.just(known);
            }
            latest = null;
            return asked ? Mono.fromSupplier(() -> new Computed(figures.at(at), at))
                    // It takes a while where many were counted.
                    .subscribeOn(Schedulers.boundedElastic()).doOnNext(computed -> latest = computed) : Mono.empty();
        })));
    }

    /** Reads only what has changed, unless all may have; while it reads, what was followed before is gone. */
    private Mono<Void> takeIn(LiveView.News news) {
        if (news.everything()) {
            followed = null;
            figures.clear();
        }
        Flux<Journey> journeys = news.everything() ? views.journeys(news.view())
                : Flux.fromIterable(news.journeys()).buffer(AT_ONCE).concatMap(each -> views.journeys(news.view(), each));
        return journeys.doOnNext(figures::put)
                .then(news.reports() ? views.checkpointCounts(news.view()).collectList().doOnNext(figures::reports).then()
                        : Mono.empty());
    }

    private Flux<Computed> paced(Duration refresh) {
        return Flux.defer(() -> {
            long begin = System.nanoTime();
            // The store may be away for a while: then the next change, or the next tick, tries again.
            return counted().onErrorComplete().concatWith(Mono.defer(() -> {
                Duration rest = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(IDLE_SHARE);
                return Mono.delay(rest.compareTo(refresh) > 0 ? rest : refresh).then(Mono.empty());
            }));
        });
    }
}
