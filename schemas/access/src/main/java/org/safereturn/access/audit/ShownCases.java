package org.safereturn.access.audit;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.ShowsCases;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the answer of an endpoint with personal data before it is written, and keeps the cases that it shows. */
final class ShownCases implements HandlerResultHandler, Ordered {

    private static final String CASES = ShownCases.class.getName() + ".cases";

    private final SingletonSupplier<List<HandlerResultHandler>> writers;

    ShownCases(ObjectProvider<HandlerResultHandler> handlers) {
        this.writers = SingletonSupplier.of(() -> handlers.orderedStream().filter(handler -> handler != this).toList());
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(HandlerResult result) {
        return PersonalAccess.of(result.getHandler()).isPresent();
    }

    @Override
    public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
        Object value = result.getReturnValue();
        HandlerResult looked = result;
        if (value instanceof Mono<?> later) {
            looked = new HandlerResult(result.getHandler(), later.doOnNext(answer -> look(exchange, answer)),
                    result.getReturnTypeSource(), result.getBindingContext());
        } else {
            look(exchange, value);
        }
        HandlerResult seen = looked;
        return writers.obtain().stream().filter(writer -> writer.supports(seen)).findFirst()
                .map(writer -> writer.handleResult(exchange, seen))
                .orElseGet(() -> Mono.error(() -> new IllegalStateException("Nobody writes " + seen.getReturnType())));
    }

    private static void look(ServerWebExchange exchange, @Nullable Object answer) {
        Object body = answer instanceof ResponseEntity<?> entity ? entity.getBody() : answer;
        if (body instanceof ShowsCases shows) {
            exchange.getAttributes().put(CASES, List.copyOf(shows.shownCases()));
        }
    }

    /** The cases that the answer said it shows; null when it did not say. */
    static @Nullable Collection<String> of(ServerWebExchange exchange) {
        return exchange.getAttribute(CASES);
    }
}
