package org.safereturn.monitoringservice.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Bounds the number of open streams, of all callers and of one, ends each after a while, with its token and at once when
 * the caller signs out, and keeps it alive with a heartbeat that clients do not see. A browser comes again by itself and
 * is checked anew.
 */
public final class Listeners {

    /** Who brings a token has none, and signs out of nothing. */
    private static final String NO_SESSION = "";

    private final int most;
    private final int mostPerCaller;
    private final Duration longest;
    private final Duration heartbeat;
    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byCaller = new ConcurrentHashMap<>();
    private final Sinks.Many<String> signedOut = Sinks.many().multicast().directBestEffort();

    /**
     * Nobody listens yet.
     *
     * @param most streams at once
     * @param mostPerCaller of them for one caller
     * @param longest after which a stream ends
     */
    public Listeners(int most, int mostPerCaller, Duration longest, Duration heartbeat, Clock clock) {
        this.most = most;
        this.mostPerCaller = mostPerCaller;
        this.longest = longest;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /** The stream with heartbeats; an error {@code listeners-full} or {@code own-listeners-full} when there is no place. */
    public <T> Flux<ServerSentEvent<T>> admit(ServerWebExchange exchange, Flux<ServerSentEvent<T>> stream) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .flatMapMany(caller -> caller.getPrincipal() instanceof Jwt ? admit(caller, NO_SESSION, stream)
                        : exchange.getSession().flatMapMany(session -> admit(caller, session.getId(), stream)));
    }

    /** Ends the streams of this session. */
    void signOut(String session) {
        signedOut.emitNext(session, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    private <T> Flux<ServerSentEvent<T>> admit(Authentication authentication, String session,
            Flux<ServerSentEvent<T>> stream) {
        String caller = Actor.of(authentication).map(actor -> actor.ministry() + " " + actor.reference()).orElse("");
        if (byCaller.merge(caller, 1, Integer::sum) > mostPerCaller) {
            leave(caller);
            return Flux.error(new ProblemException(
                    Rejection.conflict("own-listeners-full", "limit", String.valueOf(mostPerCaller))));
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            leave(caller);
            return Flux.error(new ProblemException(
                    Rejection.conflict("listeners-full", "limit", String.valueOf(most))));
        }
        Flux<ServerSentEvent<T>> beats = Flux.interval(Duration.ZERO, heartbeat).onBackpressureDrop()
                .map(_ -> ServerSentEvent.<T>builder().comment("alive").build());
        Mono<?> end = Mono.firstWithSignal(Mono.delay(time(authentication)),
                signedOut.asFlux().filter(session::equals).next());
        return Flux.merge(stream, beats).takeUntilOther(end).doFinally(_ -> {
            open.decrementAndGet();
            leave(caller);
        });
    }

    private void leave(String caller) {
        byCaller.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }

    /** How long the caller may listen: no longer than the token that let it in. */
    private Duration time(Authentication caller) {
        Instant expiry = caller.getPrincipal() instanceof Jwt token ? token.getExpiresAt() : null;
        if (expiry == null) {
            return longest;
        }
        Duration left = Duration.between(clock.instant(), expiry);
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /** How many streams are open. */
    int open() {
        return open.get();
    }
}
