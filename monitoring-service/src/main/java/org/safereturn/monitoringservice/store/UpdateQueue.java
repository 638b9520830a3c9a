package org.safereturn.monitoringservice.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import org.safereturn.monitoringservice.fold.Arrival;
import org.safereturn.monitoringservice.fold.Notice;
import org.safereturn.monitoringservice.fold.Update;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Stores what arrives. While one bulk write runs, further events wait and make up the next: under load a few large writes,
 * when it is calm none waits for another.
 */
public final class UpdateQueue {

    private static final int MOST_AT_ONCE = 500;

    private record Pending(Arrival arrival, MonoSink<Void> answer) {
    }

    private final Function<Collection<Update>, Mono<Void>> store;
    private final Consumer<List<Notice>> announce;
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A queue.
     *
     * @param store done when all updates are stored; may be given the same update again
     * @param announce told what was stored, oldest first
     */
    public UpdateQueue(Function<Collection<Update>, Mono<Void>> store, Consumer<List<Notice>> announce) {
        this.store = store;
        this.announce = announce;
    }

    /** Done when the update is stored. */
    public Mono<Void> add(Arrival arrival) {
        return Mono.create(answer -> {
            queue.add(new Pending(arrival, answer));
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
        store.apply(batch.stream().map(each -> each.arrival().update()).toList()).subscribe(
                _ -> { },
                failure -> {
                    batch.forEach(each -> each.answer().error(failure));
                    release(batch.size());
                },
                () -> {
                    announce.accept(batch.stream().map(each -> each.arrival().notice()).toList());
                    batch.forEach(each -> each.answer().success());
                    release(batch.size());
                });
    }

    private void release(int done) {
        if (waiting.addAndGet(-done) > 0) {
            drain();
        }
    }
}
