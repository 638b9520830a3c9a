package org.safereturn.access;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.identity.Role;
import org.safereturn.access.identity.RoleNotPermitted;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.paging.PagingArguments;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the endpoint of a request and allows only the roles that its {@link Access} names; an endpoint without it is
 * closed for everybody. A parameter of the address that the endpoint does not know is refused, and so is {@code If-Match}
 * where nothing has a version. It replaces the look-up of endpoints, so it covers every filter chain of a service and nothing
 * is looked up twice.
 */
final class GuardedEndpoints extends RequestMappingHandlerMapping {

    /** The description comes from a library, which cannot carry the annotation; it tells nothing about any case. */
    private static final String DESCRIPTION = "org.springdoc.";
    private static final Set<Role> DESCRIPTION_READERS =
            Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.MINISTRY_SYSTEM);
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Map<Method, Set<String>> parameters = new ConcurrentHashMap<>();

    @Override
    public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
        return super.getHandlerInternal(exchange).flatMap(endpoint -> ActorArguments.current()
                .filter(actor -> roles(endpoint).stream().anyMatch(actor::is))
                .map(_ -> endpoint)
                .switchIfEmpty(Mono.error(() -> new RoleNotPermitted(roles(endpoint)))))
                .doOnNext(endpoint -> check(exchange.getRequest(), endpoint));
    }

    /** Refuses what the endpoint would not look at: a caller who sent it means something by it. */
    private void check(ServerHttpRequest request, HandlerMethod endpoint) {
        Set<String> names = parameters.computeIfAbsent(endpoint.getMethod(), _ -> parameters(endpoint));
        if (!names.containsAll(request.getQueryParams().keySet())) {
            throw new ProblemException(Rejection.invalid("unknown-parameter", "allowed",
                    names.isEmpty() ? "-" : String.join(", ", names)));
        }
        if (!READS.contains(request.getMethod()) && request.getHeaders().containsHeader(HttpHeaders.IF_MATCH)
                && (reads(endpoint) || Arrays.stream(endpoint.getMethodParameters()).noneMatch(GuardedEndpoints::knowsVersion))) {
            throw new ProblemException(Rejection.outdated("not-versioned"));
        }
    }

    private static boolean reads(HandlerMethod endpoint) {
        Access access = endpoint.getMethodAnnotation(Access.class);
        return access != null && access.reads();
    }

    private static boolean knowsVersion(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class
                || Cause.class.isAssignableFrom(parameter.getParameterType());
    }

    /** The parameters of its address that an endpoint reads. */
    private static Set<String> parameters(HandlerMethod endpoint) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : endpoint.getMethodParameters()) {
            parameter.initParameterNameDiscovery(NAMES);
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                names.add(asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name());
            }
            if (parameter.getParameterType() == Paging.class) {
                names.addAll(List.of(PagingArguments.AFTER, PagingArguments.SINCE, PagingArguments.SIZE));
            }
        }
        return names;
    }

    /** The roles that may call this endpoint; nobody where it does not say. */
    static Set<Role> roles(HandlerMethod endpoint) {
        Access access = endpoint.getMethodAnnotation(Access.class);
        if (access != null) {
            return Set.of(access.roles());
        }
        return endpoint.getBeanType().getName().startsWith(DESCRIPTION) ? DESCRIPTION_READERS : Set.of();
    }
}
