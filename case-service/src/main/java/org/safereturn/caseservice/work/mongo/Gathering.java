package org.safereturn.caseservice.work.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Writes what is given to it: while one write is under way, what comes gathers and makes up the next. Nobody waits when
 * there is nothing to gather.
 */
final class Gathering<T> {

    private static final int MOST = 500;

    private record Given<T>(T value, MonoSink<Void> answer) {
    }

    private final Function<Collection<T>, Mono<Void>> write;
    private final ConcurrentLinkedQueue<Given<T>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * With how it is written.
     *
     * @param write done when all of it is written; may be given the same again
     */
    Gathering(Function<Collection<T>, Mono<Void>> write) {
        this.write = write;
    }

    /** Completes when it is written, or with the error of the write that it was part of. */
    Mono<Void> add(T value) {
        return Mono.create(answer -> {
            queue.add(new Given<>(value, answer));
            if (waiting.getAndIncrement() == 0) {
                next();
            }
        });
    }

    /** One at a time: whoever found nobody waiting, then each write for the next. */
    private void next() {
        List<Given<T>> batch = new ArrayList<>();
        Given<T> given = queue.poll();
        while (given != null) {
            batch.add(given);
            given = batch.size() < MOST ? queue.poll() : null;
        }
        Mono.defer(() -> write.apply(batch.stream().map(Given::value).toList())).subscribe(done -> { },
                failure -> done(batch, answer -> answer.error(failure)), () -> done(batch, MonoSink::success));
    }

    private void done(List<Given<T>> batch, Consumer<MonoSink<Void>> tell) {
        int left = waiting.addAndGet(-batch.size());
        batch.forEach(given -> tell.accept(given.answer()));
        if (left > 0) {
            next();
        }
    }
}
