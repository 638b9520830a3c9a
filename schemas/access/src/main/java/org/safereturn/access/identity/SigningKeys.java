package org.safereturn.access.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The identity provider's public keys, fetched at the first use and kept. A token with an unknown key id makes the
 * service fetch them again, at most once per pause, so that invented key ids cause no load on the identity provider.
 * While the provider cannot be reached, the known keys still work.
 */
final class SigningKeys implements Function<SignedJWT, Flux<JWK>> {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI location;
    private final Clock clock;
    private final WebClient http = WebClient.create();
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(List.of(), Instant.MIN));
    private final Mono<Known> fetch;

    private record Known(List<JWK> keys, Instant tried) {}

    SigningKeys(URI location, Clock clock) {
        this.location = location;
        this.clock = clock;
        // All who wait share one fetch under way.
        this.fetch = Mono.defer(this::read)
                .map(set -> new Known(set.getKeys().equals(known.get().keys()) ? known.get().keys() : set.getKeys(),
                        clock.instant()))
                .doOnError(_ -> known.set(new Known(
                        known.get().keys(), known.get().keys().isEmpty() ? Instant.MIN : clock.instant())))
                .doOnNext(known::set)
                .cache(_ -> Duration.ZERO, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** The keys that are known now; the same list until they are others. */
    List<JWK> known() {
        return known.get().keys();
    }

    @Override
    public Flux<JWK> apply(SignedJWT token) {
        String kid = token.getHeader().getKeyID();
        if (kid == null || !JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            return Flux.empty();
        }
        Known now = known.get();
        List<JWK> found = matching(now, kid);
        if (!found.isEmpty() || now.tried().plus(PAUSE).isAfter(clock.instant())) {
            return Flux.fromIterable(found);
        }
        return fetch.flatMapIterable(fresh -> matching(fresh, kid))
                .onErrorMap(e -> new AuthenticationServiceException("The identity provider's keys cannot be read", e));
    }

    private static List<JWK> matching(Known known, String kid) {
        return known.keys().stream()
                .filter(key -> kid.equals(key.getKeyID()) && KeyType.RSA.equals(key.getKeyType()))
                .toList();
    }

    private Mono<JWKSet> read() {
        Mono<String> text = String.valueOf(location.getScheme()).startsWith("http")
                ? http.get().uri(location).retrieve().bodyToMono(String.class).timeout(PATIENCE)
                : Mono.fromCallable(this::local).subscribeOn(Schedulers.boundedElastic());
        return text.handle((json, sink) -> {
            try {
                sink.next(JWKSet.parse(json));
            } catch (ParseException e) {
                sink.error(e);
            }
        });
    }

    private String local() throws IOException {
        return new DefaultResourceLoader().getResource(location.toString()).getContentAsString(StandardCharsets.UTF_8);
    }
}
