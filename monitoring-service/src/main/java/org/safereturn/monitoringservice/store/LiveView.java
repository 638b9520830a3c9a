package org.safereturn.monitoringservice.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * The view that is shown, and beside it the one a rebuild is filling, in whichever process. What arrives during a rebuild
 * goes to both, so nothing is lost at the swap. How the views stand is read from the store when it is first needed, so the
 * service starts while the store is away.
 *
 * <p>A process may not know yet that a rebuild has begun or ended. So whoever has stored something says so in the document
 * that tells how the views stand, and reads from the same answer whether there is a view more to store it in. A rebuild
 * begins there before it reads how far the topics go: what it does not read is stored by somebody who knows of it.
 */
public final class LiveView {

    /**
     * What has changed.
     *
     * @param view that is shown
     * @param number of changes of all views so far
     * @param everything whether the view must be read as a whole
     * @param journeys that changed, under their statistical references
     * @param reports whether counts of checkpoints changed
     */
    public record News(View view, long number, boolean everything, Set<String> journeys, boolean reports) {

        /** Keeps its own copy. */
        public News {
            journeys = Set.copyOf(journeys);
        }

        /** Whether nothing has. */
        public boolean isEmpty() {
            return !everything && journeys.isEmpty() && !reports;
        }
    }

    private final Views views;
    private final ViewPointer pointer;
    private final AtomicReference<@Nullable Standing> known = new AtomicReference<>();
    private final AtomicLong told = new AtomicLong();
    private final Sinks.Many<Long> changed = Sinks.many().multicast().directBestEffort();

    LiveView(Views views, ViewPointer pointer) {
        this.views = views;
        this.pointer = pointer;
    }

    /** Folds updates that arrived into every view; done when all are stored. */
    public Mono<Void> apply(Collection<Update> updates) {
        return standing().flatMap(before -> store(before, List.of(), updates));
    }

    private Mono<Void> store(Standing standing, List<View> stored, Collection<Update> updates) {
        List<View> missing = new ArrayList<>(standing.written());
        missing.removeAll(stored);
        List<View> all = new ArrayList<>(stored);
        all.addAll(missing);
        return missing.isEmpty() ? Mono.empty()
                : Flux.fromIterable(missing).concatMap(view -> views.apply(view, updates))
                        .then(Mono.defer(() -> pointer.changed(updates))).doOnNext(this::learn)
                        .flatMap(now -> store(now, all, updates));
    }

    /** The view that is shown, as the store says now. */
    public Mono<View> live() {
        return refresh().map(Standing::shown);
    }

    /**
     * What has changed in the view that is shown, in any process: everything that was stored before this was asked.
     *
     * @param known the answer to the question before, empty for the first
     */
    public Mono<News> since(Optional<News> known) {
        return refresh().flatMap(standing -> {
            News everything = new News(standing.shown(), standing.changes(), true, Set.of(), true);
            if (known.filter(each -> each.view().equals(standing.shown()) && each.number() <= standing.changes()).isEmpty()) {
                return Mono.just(everything);
            }
            long number = known.orElseThrow().number();
            return number == standing.changes()
                    ? Mono.just(new News(standing.shown(), number, false, Set.of(), false))
                    : pointer.changed(number, standing.changes()).map(found -> found.map(changed -> new News(standing.shown(),
                            standing.changes(), false, changed.journeys(), changed.reports())).orElse(everything));
        });
    }

    /** Signals that something changed; signals may be merged, the last one never gets lost. */
    public Flux<Long> changed() {
        return changed.asFlux().onBackpressureLatest();
    }

    /** Whether somebody listens to the changes. */
    boolean isWatched() {
        return changed.currentSubscriberCount() > 0;
    }

    /** Asks the store how the views stand. */
    Mono<Standing> refresh() {
        return pointer.read().flatMap(now -> {
            Standing before = known.get();
            return before != null && before.shown().equals(now.shown()) ? Mono.just(now)
                    : views.prepare(now.shown()).thenReturn(now);
        }).doOnNext(this::learn);
    }

    /** How the rebuild that runs, or ran last, stands; as far as this process knows. */
    Rebuild.Progress progress() {
        Standing standing = known.get();
        return standing == null ? Rebuild.Progress.none() : standing.progress();
    }

    /** Takes the latest news, in whatever order they come. */
    void learn(Standing news) {
        known.accumulateAndGet(news, (before, now) ->
                before == null || (now != null && now.revision() > before.revision()) ? now : before);
        if (told.getAndAccumulate(news.changes(), Math::max) < news.changes()) {
            changed.emitNext(news.changes(), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
        }
    }

    private Mono<Standing> standing() {
        return Mono.defer(() -> {
            Standing standing = known.get();
            return standing != null ? Mono.just(standing) : refresh();
        });
    }
}
