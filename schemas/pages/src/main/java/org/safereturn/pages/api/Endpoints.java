package org.safereturn.pages.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Which roles may call which endpoint of this service, as its {@link Access} says. */
public final class Endpoints {

    private final Map<String, Set<Role>> roles = new HashMap<>();

    /** Reads the endpoints. */
    public Endpoints(RequestMappingHandlerMapping endpoints) {
        endpoints.getHandlerMethods().forEach((mapping, method) -> {
            Access access = method.getMethodAnnotation(Access.class);
            if (access != null) {
                for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                    mapping.getPatternsCondition().getPatterns().forEach(pattern ->
                            roles.put(verb.name() + " " + pattern.getPatternString(), Set.of(access.roles())));
                }
            }
        });
    }

    /** Whether there is such an endpoint. */
    public boolean has(String method, String pattern) {
        return roles.containsKey(method + " " + pattern);
    }

    /** Whether this officer's role may call it. Whether the officer sees the case is decided by the case. */
    public boolean lets(Actor officer, String method, String pattern) {
        return roles.getOrDefault(method + " " + pattern, Set.of()).stream().anyMatch(officer::is);
    }
}
