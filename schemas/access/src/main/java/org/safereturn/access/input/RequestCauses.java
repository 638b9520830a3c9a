package org.safereturn.access.input;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives a controller method the {@link Cause.Request} behind the call: who acts, the {@code Idempotency-Key} when one
 * was sent (1 to 128 visible ASCII characters), a fingerprint that is the same for the same method, path, query and body
 * bytes and for no other, and the versions that {@code If-Match} allows the change to be made to.
 */
public final class RequestCauses implements HandlerMethodArgumentResolver {

    /** The header that makes retrying a write safe. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int LONGEST_TAGS = 1024;
    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E]*\"";
    private static final Pattern TAGS = Pattern.compile(TAG + "(?:[ \\t]*,[ \\t]*" + TAG + ")*");
    private static final Pattern VERSION = Pattern.compile("(?<!W/)\"(\\d{1,18})\"");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Cause.Request.class || parameter.getParameterType() == Cause.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return ActorArguments.current()
                .map(actor -> cause(actor, exchange));
    }

    /**
     * The cause that this request of this actor is.
     *
     * @throws ProblemException with the rule {@code idempotency-key-malformed}
     */
    public static Cause.Request cause(Actor actor, ServerWebExchange exchange) {
        return new Cause.Request(actor.reference(), key(exchange), fingerprint(exchange),
                expected(exchange.getRequest().getHeaders()));
    }

    /** The versions that {@code If-Match} names; a weak tag, or one that never was a version, matches none. */
    private static Optional<Cause.Expected> expected(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.IF_MATCH);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String tags = String.join(",", given).strip();
        if (tags.equals("*")) {
            return Optional.of(new Cause.Expected(true, Set.of()));
        }
        if (tags.length() > LONGEST_TAGS || !TAGS.matcher(tags).matches()) {
            throw new ProblemException(Rejection.invalid("if-match-malformed"));
        }
        return Optional.of(new Cause.Expected(false, VERSION.matcher(tags).results()
                .map(tag -> Long.valueOf(tag.group(1))).collect(Collectors.toSet())));
    }

    private static Optional<String> key(ServerWebExchange exchange) {
        List<String> keys = exchange.getRequest().getHeaders().getOrEmpty(IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw new ProblemException(Rejection.invalid("idempotency-key-malformed"));
        }
        return Optional.of(keys.getFirst());
    }

    private static String fingerprint(ServerWebExchange exchange) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String target = exchange.getRequest().getMethod() + " " + exchange.getRequest().getURI().getRawPath() + "?"
                    + Optional.ofNullable(exchange.getRequest().getURI().getRawQuery()).orElse("") + "\n";
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            digest.update(RequestBodies.of(exchange));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
