package org.safereturn.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Folds what arrives into a view. While one bulk write runs, further events wait and make up the next: under
 * load a few large writes, when it is calm none waits for another.
 */
final class MonitoringHandler implements InboundHandler {

    private static final int MOST_AT_ONCE = 500;

    private record Pending(Update update, Notice notice, MonoSink<Outcome<Update>> answer) {
    }

    private final Function<Collection<Update>, Mono<Void>> store;
    private final Consumer<List<Notice>> announce;
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A handler.
     *
     * @param store done when all updates are stored; may be given the same update again
     * @param announce told what was stored, oldest first
     */
    MonitoringHandler(Function<Collection<Update>, Mono<Void>> store, Consumer<List<Notice>> announce) {
        this.store = store;
        this.announce = announce;
    }

    @Override
    public Mono<List<Outcome<?>>> handle(List<InboundEvent> events) {
        return InboundHandler.oneByOne(this::one).handle(events);
    }

    private Mono<? extends Outcome<?>> one(InboundEvent event) {
        Optional<Milestone> milestone = Milestone.of(event.body().getSchema().getName());
        if (milestone.isEmpty()) {
            return Mono.just(new Outcome.Ignored<Update>());
        }
        Optional<Update> update = Fold.of(event);
        if (update.isEmpty()) {
            return Mono.just(new Outcome.Refused<Update>(Rejection.invalid("statistical-reference-missing")));
        }
        return Mono.<Outcome<Update>>create(answer -> {
            queue.add(new Pending(update.get(), notice(event, milestone.get(), update.get()), answer));
            if (waiting.getAndIncrement() == 0) {
                drain();
            }
        });
    }

    /** Only one caller at a time gets here: whoever found nobody waiting, then each write hands over to the next. */
    private void drain() {
        List<Pending> batch = new ArrayList<>();
        Pending next = queue.poll();
        while (next != null) {
            batch.add(next);
            next = batch.size() < MOST_AT_ONCE ? queue.poll() : null;
        }
        store.apply(batch.stream().map(Pending::update).toList()).subscribe(
                _ -> { },
                failure -> {
                    batch.forEach(each -> each.answer().error(failure));
                    release(batch.size());
                },
                () -> {
                    announce.accept(batch.stream().map(Pending::notice).toList());
                    batch.forEach(each -> each.answer().success(stored(each.update())));
                    release(batch.size());
                });
    }

    private void release(int done) {
        if (waiting.addAndGet(-done) > 0) {
            drain();
        }
    }

    private static Outcome<Update> stored(Update update) {
        return new Outcome.Stored<>(new Aggregate<>(update.id(), 0, update), List.of());
    }

    private static Notice notice(InboundEvent event, Milestone milestone, Update update) {
        String journey = switch (update.kind()) {
            case JOURNEY -> Notice.shortened(update.id());
            case CHECKPOINT_COUNT -> "";
        };
        return new Notice(event.metadata().id(), event.metadata().time(), event.metadata().country(), milestone,
                Fold.direction(event.body()).code(), journey);
    }
}
