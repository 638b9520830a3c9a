package org.safereturn.access;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.safereturn.access.audit.AuditUnavailable;
import org.safereturn.access.input.InputFaults;
import org.safereturn.access.input.MissingFields;
import org.safereturn.access.input.RequestBodies;
import org.safereturn.access.limits.Admission;
import org.safereturn.access.problem.Problems;
import org.safereturn.messaging.wire.EventCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Turns every exception into an answer. It runs before Boot's own handler, so only the rule of an exception reaches
 * the caller. An unexpected exception is answered with an id that is also in the log.
 */
@Order(-2)
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        // Nobody is there any more who could be told.
        if (failure instanceof AbortedException || failure instanceof ReadTimeoutException) {
            return Mono.empty();
        }
        // The answer to a failure is put on record too; when that fails, the second answer is sent without.
        return answer(exchange, failure).onErrorResume(AuditUnavailable.class, unavailable -> answer(exchange, unavailable));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Throwable failure) {
        if (failure instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase(HttpHeaders.ACCEPT)) {
                    exchange.getResponse().getHeaders().addAll(name, values);
                }
            });
        }
        return InputFaults.rejection(failure)
                .map(rejection -> problems.write(exchange, MissingFields.all(exchange, rejection)))
                .orElseGet(() -> other(exchange, failure));
    }

    private Mono<Void> other(ServerWebExchange exchange, Throwable failure) {
        if (causedBy(failure, DataBufferLimitException.class)) {
            return tooLarge(exchange);
        }
        if (failure instanceof RequestBodies.TooSlow) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            return problems.write(exchange, 408, "body-too-slow", Map.of());
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatusCode status = known.getStatusCode();
            return switch (status.value()) {
                case 401 -> problems.write(exchange, 401, "sign-in-required", Map.of());
                case 403 -> problems.write(exchange, 403, "not-permitted", Map.of());
                case 404 -> problems.write(exchange, 404, "unknown-path", Map.of());
                case 405 -> problems.write(exchange, 405, "method-not-allowed", allowed(exchange));
                case 406 -> problems.write(exchange, 406, "not-acceptable", Map.of());
                case 413 -> tooLarge(exchange);
                case 429 -> problems.write(exchange, 429, "too-many-requests", Map.of("seconds",
                        Objects.requireNonNullElse(known.getHeaders().getFirst(HttpHeaders.RETRY_AFTER), "1")));
                case 415 -> problems.write(exchange, 415, "media-type-not-supported", Map.of());
                default -> problems.write(exchange, status.value(), "bad-request", Map.of());
            };
        }
        String errorId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        if (causedBy(failure, AuditUnavailable.class)) {
            log.warn("Error {}: the audit trail cannot be written, so nothing is shown ({})", errorId, cause(failure));
            exchange.getResponse().getHeaders().remove(HttpHeaders.ETAG);
            exchange.getResponse().getHeaders().remove(HttpHeaders.LOCATION);
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
            return problems.write(exchange, 503, "audit-unavailable", Map.of("errorId", errorId));
        }
        if (causedBy(failure, MongoTimeoutException.class) || causedBy(failure, MongoSocketException.class)
                || causedBy(failure, EventCodec.RegistryUnavailable.class) || failure instanceof Admission.NotInTime) {
            log.warn("Error {}: store or schema registry does not answer ({})", errorId, failure.getClass().getName());
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
            return problems.write(exchange, 503, "temporarily-unavailable", Map.of("errorId", errorId));
        }
        log.error("Error {}: {}", errorId, trace(failure));
        return problems.write(exchange, 500, "internal-error", Map.of("errorId", errorId));
    }

    private Mono<Void> tooLarge(ServerWebExchange exchange) {
        return problems.write(
                exchange, 413, "body-too-large", Map.of("limit", Integer.toString(RequestBodies.LIMIT_BYTES)));
    }

    private static Map<String, String> allowed(ServerWebExchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String allow = exchange.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allow != null) {
            parameters.put("allowed", allow);
        }
        return parameters;
    }

    private static String cause(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getClass().getName();
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** Where it happened, without the messages: those may quote what a caller sent. */
    static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 5; at = at.getCause(), depth++) {
            text.append(depth == 0 ? "" : "\ncaused by ").append(at.getClass().getName());
            StackTraceElement[] frames = at.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, 12); i++) {
                text.append("\n\tat ").append(frames[i]);
            }
        }
        return text.toString();
    }
}
