package org.safereturn.access.paging;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;

/**
 * A page of a list, the same for every list of every service.
 *
 * @param items in the order asked for
 * @param next what to send as {@code after} for the next page; absent on the last one
 * @param total how many there are on all pages; on the first page only
 */
public record Listing<V>(List<V> items, @Nullable String next, @Nullable Long total) implements ShowsCases {

    /** Keeps its own copy. */
    public Listing {
        items = List.copyOf(items);
    }

    /** A page of what a store answered to {@link Paging#query}. */
    public static <S, V> Listing<V> of(Aggregates.Page<S> page, Paging paging, Function<? super Aggregate<S>, ? extends V> view) {
        return new Listing<>(page.items().stream().<V>map(view).toList(), page.next().map(paging::cursor).orElse(null),
                page.total().orElse(null));
    }

    @Override
    public Collection<String> shownCases() {
        return items.stream().filter(ShowsCases.class::isInstance)
                .flatMap(item -> ((ShowsCases) item).shownCases().stream()).toList();
    }
}
