package org.safereturn.access.audit;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/** A call of an endpoint that handles personal data. */
record PersonalAccess(ServerWebExchange exchange, Access access) {

    private static final Pattern CASE_REF =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The endpoint's declaration, if the handler is an endpoint with personal data. */
    static Optional<Access> of(@Nullable Object handler) {
        return handler instanceof HandlerMethod method
                ? Optional.ofNullable(method.getMethodAnnotation(Access.class)).filter(Access::personal)
                : Optional.empty();
    }

    /** The call that was matched with an endpoint, if that handles personal data. */
    static Optional<PersonalAccess> matched(ServerWebExchange exchange) {
        return of(exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE))
                .map(access -> new PersonalAccess(exchange, access));
    }

    /** Method and path template, never a value that the caller sent. */
    String endpoint() {
        PathPattern pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return exchange.getRequest().getMethod() + " " + (pattern == null ? "" : pattern.getPatternString());
    }

    static boolean reads(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    Action action() {
        if (reads(exchange) || access.reads()) {
            return Action.READ;
        }
        return access.subject().isEmpty() ? Action.CREATE : Action.UPDATE;
    }

    /**
     * The case that the address names. Whatever is not the reference of a case is left out, for it may be anything that
     * somebody typed, a name among it.
     */
    Optional<String> subject() {
        Map<String, String> variables = exchange.getAttributeOrDefault(
                HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
        return Optional.ofNullable(variables.get(access.subject())).filter(PersonalAccess::isCaseRef);
    }

    static boolean isCaseRef(String text) {
        return CASE_REF.matcher(text).matches();
    }
}
