package org.safereturn.referral.adapter.web;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.safereturn.access.Actor;
import org.safereturn.access.ProblemException;
import org.safereturn.access.ShowsCases;
import org.safereturn.messaging.aggregate.Aggregate;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.Rejection;
import org.safereturn.referral.model.Officer;

/** What the controllers of both features share. */
public final class Web {

    /** Most items on a page. */
    public static final int LARGEST_PAGE = 200;

    private Web() {
    }

    /** The caller as the models know it. */
    public static Officer officer(Actor actor) {
        return new Officer(actor.reference(), actor.role(), actor.unit(), actor.ministry());
    }

    /** The answer to a question about a case that is not known here. */
    public static ProblemException unknownCase() {
        return new ProblemException(Rejection.unknown("unknown-case"));
    }

    /**
     * Refuses pages that do not exist and pages that are too large.
     *
     * @throws ProblemException with rule {@code page-out-of-range}
     */
    public static void checkPage(int page, int size) {
        if (page < 0 || size < 1 || size > LARGEST_PAGE) {
            throw new ProblemException(Rejection.invalid("page-out-of-range", "largest", String.valueOf(LARGEST_PAGE)));
        }
    }

    /** A page of views. */
    public static <S, V extends ShowsCases> Listing<V> listing(Aggregates.Page<S> page, Function<Aggregate<S>, V> view) {
        return new Listing<>(page.items().stream().map(view).toList(), page.page(), page.size(), page.total());
    }

    /**
     * A page.
     *
     * @param page from 0
     * @param total on all pages
     */
    public record Listing<V extends ShowsCases>(List<V> items, int page, int size, long total) implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return items.stream().flatMap(item -> item.shownCases().stream()).toList();
        }
    }
}
