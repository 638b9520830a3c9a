package org.safereturn.access.problem;

import java.util.function.Function;

import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.springframework.http.ResponseEntity;

/** HTTP answers for the outcome of a write. */
public final class Replies {

    /** Header of an answer to a request that had been carried out before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private Replies() {}

    /**
     * The answer to a write: the view, with the version as entity tag. The endpoint's {@code @ResponseStatus} says the
     * status, 200 without one. A repeated request gets the same answer with {@value #REPLAYED}.
     *
     * @throws ProblemException when the outcome is a refusal
     */
    public static <S, V> ResponseEntity<V> of(Outcome<S> outcome, Function<? super Aggregate<S>, ? extends V> view) {
        return switch (outcome) {
            case Outcome.Stored<S> stored -> entity(stored.aggregate(), view, false);
            case Outcome.Repeated<S> repeated -> entity(repeated.aggregate(), view, true);
            case Outcome.Refused<S> refused -> throw new ProblemException(refused.rejection());
            case Outcome.Held<S> _, Outcome.Parked<S> _, Outcome.Ignored<S> _ ->
                throw new IllegalStateException("A request is neither held, parked nor ignored");
        };
    }

    /** The answer to a read, with the version as entity tag; what was never stored has none. */
    public static <S, V> ResponseEntity<V> found(
            Aggregate<S> aggregate, Function<? super Aggregate<S>, ? extends V> view) {
        return entity(aggregate, view, false);
    }

    private static <S, V> ResponseEntity<V> entity(
            Aggregate<S> aggregate, Function<? super Aggregate<S>, ? extends V> view, boolean replayed) {
        ResponseEntity.BodyBuilder reply = ResponseEntity.ok();
        if (aggregate.version() > 0) {
            reply.eTag(Long.toString(aggregate.version()));
        }
        if (replayed) {
            reply.header(REPLAYED, "true");
        }
        return reply.body(view.apply(aggregate));
    }
}
