package org.safereturn.access;

import java.util.Set;

import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.identity.Role;
import org.safereturn.access.identity.RoleNotPermitted;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the endpoint of a request and allows only the roles that its {@link Access} names; an endpoint without it is
 * closed for everybody. It replaces the look-up of endpoints, so it covers every filter chain of a service and nothing
 * is looked up twice.
 */
final class GuardedEndpoints extends RequestMappingHandlerMapping {

    /** The description comes from a library, which cannot carry the annotation; it tells nothing about any case. */
    private static final String DESCRIPTION = "org.springdoc.";
    private static final Set<Role> DESCRIPTION_READERS =
            Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.MINISTRY_SYSTEM);

    @Override
    public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
        return super.getHandlerInternal(exchange).flatMap(endpoint -> ActorArguments.current()
                .filter(actor -> roles(endpoint).stream().anyMatch(actor::is))
                .map(_ -> endpoint)
                .switchIfEmpty(Mono.error(() -> new RoleNotPermitted(roles(endpoint)))));
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
