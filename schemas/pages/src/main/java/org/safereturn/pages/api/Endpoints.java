package org.safereturn.pages.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.TextFaults;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Which roles may call which endpoint of this service, as its {@link Access} says, and which texts it takes. */
public final class Endpoints {

    private final Map<String, Set<Role>> roles = new HashMap<>();
    private final Map<String, HandlerMethod> methods = new HashMap<>();
    private final TextFaults texts;

    /**
     * Reads the endpoints.
     *
     * @param texts tells what is wrong with the texts of a body
     */
    public Endpoints(RequestMappingHandlerMapping endpoints, TextFaults texts) {
        this.texts = texts;
        endpoints.getHandlerMethods().forEach((mapping, method) -> {
            Access access = method.getMethodAnnotation(Access.class);
            if (access != null) {
                for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                    mapping.getPatternsCondition().getPatterns().forEach(pattern -> {
                        roles.put(verb.name() + " " + pattern.getPatternString(), Set.of(access.roles()));
                        methods.put(verb.name() + " " + pattern.getPatternString(), method);
                    });
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

    /** What is wrong with the texts of a body that is to be sent there, in the order of its fields. */
    public List<Rejection> textFaults(String method, String pattern, JsonNode body) {
        HandlerMethod endpoint = methods.get(method + " " + pattern);
        return endpoint == null ? List.of() : texts.of(endpoint, body);
    }
}
