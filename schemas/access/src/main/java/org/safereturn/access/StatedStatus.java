package org.safereturn.access;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.description.SuccessStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives every successful answer the status its endpoint states, so that the description cannot say another. */
final class StatedStatus extends RequestMappingHandlerAdapter {

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        return super.handle(exchange, handler)
                .map(result -> handler instanceof HandlerMethod endpoint ? stated(result, SuccessStatus.of(endpoint)) : result);
    }

    private static HandlerResult stated(HandlerResult result, HttpStatusCode status) {
        return switch (result.getReturnValue()) {
            case ResponseEntity<?> entity -> with(result, withStatus(entity, status));
            case Mono<?> later -> with(result, later.map(value ->
                    value instanceof ResponseEntity<?> entity ? withStatus(entity, status) : value));
            case null, default -> result;
        };
    }

    private static HandlerResult with(HandlerResult result, Object value) {
        HandlerResult changed = new HandlerResult(
                result.getHandler(), value, result.getReturnTypeSource(), result.getBindingContext());
        return result.getExceptionHandler() == null ? changed : changed.setExceptionHandler(result.getExceptionHandler());
    }

    private static <T extends @Nullable Object> ResponseEntity<T> withStatus(ResponseEntity<T> entity, HttpStatusCode status) {
        return !entity.getStatusCode().is2xxSuccessful() || entity.getStatusCode().isSameCodeAs(status)
                ? entity
                : new ResponseEntity<>(entity.getBody(), entity.getHeaders(), status);
    }
}
