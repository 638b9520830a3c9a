package org.safereturn.access.limits;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.safereturn.access.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Bounds the requests that are under way in this process. One more is turned away at once, 503 with {@code Retry-After},
 * and nothing of it has begun; so those that were let in are answered soon, and what was accepted before, which does
 * not pass here, goes on. What is let in and not answered in time is 503 too.
 *
 * <p>A request counts from when its body is there, so slow callers take no room, until its answer is written. A stream
 * counts until it begins. Addresses below {@code /actuator} are always let in: whoever looks after the service must see
 * it then. So are the officers' pages, which wait for what they ask of this process's own API; that counts.
 */
public final class Admission {

    /** Between security and whatever puts on record or begins something. */
    public static final int BEFORE_ANYTHING_BEGINS = -65;
    /** Before anything is read of a request. */
    public static final int AT_THE_DOOR = -300;

    private static final String ALWAYS = "/actuator";
    private static final String PAGES = "/pages/";
    private static final String SECONDS = "1";

    private final int most;
    private final Duration longest;
    private final Problems problems;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Counter turnedAway;
    private final Counter tooLate;

    /** Counts and turns away by these limits. */
    public Admission(AccessLimits limits, Problems problems, MeterRegistry meters) {
        this.most = limits.mostUnderWay();
        this.longest = limits.answer();
        this.problems = problems;
        turnedAway = Counter.builder("safereturn.requests.turned.away")
                .description("Requests that were told to come later, because too many were under way").register(meters);
        tooLate = Counter.builder("safereturn.requests.not.in.time")
                .description("Requests that were let in and not answered in time").register(meters);
        Gauge.builder("safereturn.requests.under.way", underWay, AtomicInteger::get)
                .description("Requests that are under way").register(meters);
    }

    /** Turns away while there is no room, before it costs anything. */
    public Mono<Void> atTheDoor(ServerWebExchange exchange, WebFilterChain chain) {
        return underWay.get() < most || isAlwaysLetIn(exchange) ? chain.filter(exchange) : turnAway(exchange);
    }

    /** Lets in, or turns away when there is no room. */
    public Mono<Void> letIn(ServerWebExchange exchange, WebFilterChain chain) {
        if (isAlwaysLetIn(exchange)) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            if (underWay.incrementAndGet() > most) {
                underWay.decrementAndGet();
                return turnAway(exchange);
            }
            AtomicBoolean counted = new AtomicBoolean(true);
            OneAnswer response = new OneAnswer(exchange.getResponse());
            response.beforeCommit(() -> {
                if (isStream(response)) {
                    leave(counted);
                }
                return Mono.empty();
            });
            return chain.filter(exchange.mutate().response(response).build())
                    .timeout(Mono.delay(longest).flatMap(_ -> response.giveUp() ? Mono.just(true) : Mono.never()),
                            Mono.error(() -> {
                                tooLate.increment();
                                return new NotInTime();
                            }))
                    .doFinally(_ -> leave(counted));
        });
    }

    private void leave(AtomicBoolean counted) {
        if (counted.getAndSet(false)) {
            underWay.decrementAndGet();
        }
    }

    private static boolean isStream(ServerHttpResponse response) {
        MediaType type = response.getHeaders().getContentType();
        return type != null && (MediaType.TEXT_EVENT_STREAM.isCompatibleWith(type)
                || MediaType.APPLICATION_NDJSON.isCompatibleWith(type));
    }

    private Mono<Void> turnAway(ServerWebExchange exchange) {
        turnedAway.increment();
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, SECONDS);
        return problems.write(exchange, 503, "too-busy", Map.of("seconds", SECONDS));
    }

    private static boolean isAlwaysLetIn(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.equals(ALWAYS) || path.startsWith(ALWAYS + "/") || path.startsWith(PAGES);
    }

    /** A request was let in, and its answer did not begin in time. What it asked for may still be stored. */
    public static final class NotInTime extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotInTime() {
            super("not in time", null, false, false);
        }
    }
}
