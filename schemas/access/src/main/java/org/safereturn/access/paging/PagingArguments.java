package org.safereturn.access.paging;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives a controller method the {@link Paging} that a caller asks for. */
public final class PagingArguments implements HandlerMethodArgumentResolver {

    /** Parameter: where the page before ended. */
    public static final String AFTER = "after";

    /** Parameter: since when. */
    public static final String SINCE = "since";

    /** Parameter: items on the page. */
    public static final String SIZE = "size";

    /** Further ahead no clock is wrong by chance: a Buddhist year, for one. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Clock clock;

    /** With the clock that says what lies ahead. */
    public PagingArguments(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        MultiValueMap<String, String> asked = exchange.getRequest().getQueryParams();
        return Mono.fromSupplier(() -> Paging.of(Optional.ofNullable(asked.getFirst(AFTER)), since(asked), size(asked)));
    }

    private Optional<Instant> since(MultiValueMap<String, String> asked) {
        try {
            Optional<Instant> since = Optional.ofNullable(asked.getFirst(SINCE)).map(Instant::parse);
            if (since.filter(from -> from.isAfter(clock.instant().plus(AHEAD))).isPresent()) {
                throw new ProblemException(Rejection.invalid("date-in-the-future", "field", SINCE, "date",
                        since.get().toString()));
            }
            return since;
        } catch (DateTimeException e) {
            throw malformed(SINCE);
        }
    }

    private static int size(MultiValueMap<String, String> asked) {
        try {
            return Optional.ofNullable(asked.getFirst(SIZE)).map(Integer::parseInt).orElse(Paging.USUAL);
        } catch (NumberFormatException e) {
            throw malformed(SIZE);
        }
    }

    private static ProblemException malformed(String field) {
        return new ProblemException(Rejection.invalid("invalid-value", "field", field));
    }
}
