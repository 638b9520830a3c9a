package org.safereturn.access.scope;

import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.input.RequestCauses;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives a controller method the {@link Caller}. */
public final class CallerArguments implements HandlerMethodArgumentResolver {

    private final ObjectProvider<ContactPoints> contactPoints;

    /** Takes the contact points from the bean of the service; without a bean no unit is a contact point. */
    public CallerArguments(ObjectProvider<ContactPoints> contactPoints) {
        this.contactPoints = contactPoints;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        ContactPoints known = contactPoints.getIfAvailable(() -> unit -> false);
        return ActorArguments.current()
                .map(actor -> new Caller(actor, Sight.of(actor, known), Sight.headings(actor, known),
                        RequestCauses.cause(actor, exchange)));
    }
}
