package org.safereturn.messaging.aggregate;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Something to do with one document. It may be done in memory more than once, until what it led to is stored.
 *
 * @param <S> state of the aggregate
 * @param <R> what comes of it
 */
final class Task<S, R> {

    private final String id;
    private final boolean begins;
    private final boolean ofEvent;
    private final Function<Draft<S>, R> step;
    private final @Nullable R tooLarge;
    private final CompletableFuture<R> done = new CompletableFuture<>();
    private @Nullable R result;

    /**
     * A task.
     *
     * @param id of the document
     * @param begins whether there is usually nothing yet
     * @param ofEvent whether an event asks for it, and not somebody who waits for an answer
     * @param step changes the draft, and answers what came of it
     * @param tooLarge what comes of it when the document would be larger than the store takes; null where that cannot be
     */
    Task(String id, boolean begins, boolean ofEvent, Function<Draft<S>, R> step, @Nullable R tooLarge) {
        this.id = id;
        this.begins = begins;
        this.ofEvent = ofEvent;
        this.step = step;
        this.tooLarge = tooLarge;
    }

    String id() {
        return id;
    }

    boolean begins() {
        return begins;
    }

    boolean ofEvent() {
        return ofEvent;
    }

    /** What came of it, once that is stored. */
    CompletableFuture<R> done() {
        return done;
    }

    /** Does it in memory. */
    void take(Draft<S> draft) {
        result = step.apply(draft);
    }

    /** What the task led to is stored, or nothing had to be. */
    void complete() {
        R known = result;
        if (known == null) {
            done.completeExceptionally(new IllegalStateException("Nothing came of a task"));
        } else {
            done.complete(known);
        }
    }

    void fail(Throwable failure) {
        done.completeExceptionally(failure);
    }

    /** Nothing is stored, for the document would be too large with it. */
    void refuse() {
        R refused = tooLarge;
        if (refused == null) {
            fail(new IllegalStateException("The document is larger than the store takes"));
        } else {
            done.complete(refused);
        }
    }
}
