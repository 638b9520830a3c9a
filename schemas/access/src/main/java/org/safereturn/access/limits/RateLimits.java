package org.safereturn.access.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.identity.Role;
import org.safereturn.access.limits.AccessLimits.Rate;
import org.safereturn.access.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Limits the requests of a caller: by the subject of its token, or by its address when it has no token. A caller above
 * the limit gets 429 with {@code Retry-After}; other callers at the same address never block a caller with a good
 * token.
 *
 * <p>Each process counts for itself and forgets everything at its end. It does not protect against many addresses at
 * once, and behind a proxy all callers without a token share the proxy's address.
 */
public final class RateLimits {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final int SITE_BYTES = 8;

    private final AccessLimits limits;
    private final Problems problems;
    private final Cache<String, Bucket> buckets;

    public RateLimits(AccessLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(limits.callers())
                .expireAfterAccess(forgottenAfter(limits))
                .build();
    }

    /** A caller is remembered at least until all is allowed again. */
    private static Duration forgottenAfter(AccessLimits limits) {
        return Stream.of(limits.officer(), limits.system(), limits.anonymous(), limits.signIns(), limits.searches(), limits.accessRequests())
                .map(Rate::untilFull).max(Comparator.naturalOrder())
                .filter(longest -> longest.compareTo(FORGOTTEN_AFTER) > 0).orElse(FORGOTTEN_AFTER);
    }

    /** Counts every request for its caller; stands behind authentication in a security chain. */
    public WebFilter requests() {
        return (exchange, chain) -> ActorArguments.current()
                .map(this::consume)
                .onErrorResume(_ -> Mono.fromSupplier(() -> consume("a " + address(exchange), limits.anonymous())))
                .flatMap(wait -> wait > 0 ? refuse(exchange, wait) : chain.filter(exchange));
    }

    /** Counts every request for its address, whoever sends it; for the addresses where a sign-in begins. */
    public WebFilter signIns() {
        return (exchange, chain) -> {
            long wait = consume("s " + address(exchange), limits.signIns());
            return wait > 0 ? refuse(exchange, wait) : chain.filter(exchange);
        };
    }

    /**
     * Counts a search for persons, besides the request that asks for it. When the caller has searched too often it fails
     * with 429 and {@code Retry-After}.
     */
    public Mono<Void> search(Actor actor) {
        return counted("p ", actor, limits.searches());
    }

    /**
     * Counts a request for temporary access, granted or not, besides the request that asks for it: its answer tells whether
     * there is such a case. When the caller has asked too often it fails with 429 and {@code Retry-After}.
     */
    public Mono<Void> accessRequest(Actor actor) {
        return counted("r ", actor, limits.accessRequests());
    }

    private Mono<Void> counted(String what, Actor actor, Rate rate) {
        return Mono.defer(() -> {
            long wait = consume(what + actor.ministry() + " " + actor.reference(), rate);
            return wait > 0 ? Mono.error(new TooMany(wait)) : Mono.empty();
        });
    }

    private static final class TooMany extends ErrorResponseException {

        private static final long serialVersionUID = 1L;

        TooMany(long seconds) {
            super(HttpStatus.TOO_MANY_REQUESTS);
            getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
    }

    /** Answers a request without a good token: that a sign-in is needed, or that its address asks too often. */
    public Mono<Void> refuseSignIn(ServerWebExchange exchange) {
        long wait = consume("a " + address(exchange), limits.anonymous());
        if (wait > 0) {
            return refuse(exchange, wait);
        }
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problems.write(exchange, 401, "sign-in-required", Map.of());
    }

    /** How many callers are remembered. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private long consume(Actor actor) {
        return consume(
                "t " + actor.ministry() + " " + actor.reference(),
                actor.is(Role.MINISTRY_SYSTEM) ? limits.system() : limits.officer());
    }

    /** Seconds to wait; none when the request is within the limit. */
    private long consume(String caller, Rate rate) {
        Bucket bucket = buckets.get(caller, _ -> bucket(rate));
        long nanos = bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
        return nanos == 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos - 1) + 1);
    }

    private static Bucket bucket(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.count(), rate.per()))
                .build();
    }

    private Mono<Void> refuse(ServerWebExchange exchange, long seconds) {
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problems.write(exchange, 429, "too-many-requests", Map.of("seconds", Long.toString(seconds)));
    }

    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? "" : site(remote.getAddress());
    }

    /** The address, for IPv6 its network: a single host has a whole one. */
    static String site(@Nullable InetAddress address) {
        if (address == null) {
            return "";
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, SITE_BYTES) : bytes);
    }
}
