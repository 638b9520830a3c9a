package org.safereturn.access.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.problem.Problems;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Records every call of an endpoint with {@link Access#personal} data: a change before it is made, and every answer,
 * also a refusal, before its first byte is sent. While recording fails, nothing is changed and nothing is shown. A
 * call without a valid token is not recorded: such a call reaches no data, and whoever sends many would fill the
 * trail.
 */
public final class AccessRecording {

    private static final String ACTOR = AccessRecording.class.getName() + ".actor";
    private static final String ATTEMPT = AccessRecording.class.getName() + ".attempt";
    private static final String NOT_ATTEMPTED = AccessRecording.class.getName() + ".notAttempted";
    private static final String TEMPORARY = AccessRecording.class.getName() + ".temporary";
    private static final int OK = 200;
    private static final int REDIRECTS = 300;

    private final AuditTrail trail;
    private final RequestMappingHandlerMapping endpoints;

    AccessRecording(AuditTrail trail, RequestMappingHandlerMapping endpoints) {
        this.trail = trail;
        this.endpoints = endpoints;
    }

    /** Stands before security, for what security refuses to a known caller. */
    Mono<Void> beforeSecurity(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> exchange.getAttributes().containsKey(ACTOR)
                ? Mono.empty()
                : ActorArguments.current().onErrorComplete().flatMap(actor -> matched(exchange)
                        .flatMap(call -> ended(call, actor))));
        return chain.filter(exchange);
    }

    /**
     * Stands behind security. Its hook is added after that of the security headers, so a refusal for want of a record has
     * them too.
     */
    Mono<Void> behindSecurity(ServerWebExchange exchange, WebFilterChain chain) {
        return ActorArguments.current().map(Optional::of).onErrorReturn(Optional.empty()).flatMap(found -> {
            if (found.isEmpty()) {
                return chain.filter(exchange);
            }
            Actor actor = found.get();
            exchange.getAttributes().put(ACTOR, actor);
            exchange.getResponse().beforeCommit(() -> matched(exchange).flatMap(call -> ended(call, actor)));
            return attempted(exchange, actor).then(Mono.defer(() -> chain.filter(exchange)))
                    .contextWrite(context -> context.put(AccessRecording.class, exchange));
        });
    }

    private Mono<Void> attempted(ServerWebExchange exchange, Actor actor) {
        if (PersonalAccess.reads(exchange)) {
            return Mono.empty();
        }
        // Whom the look-up refuses attempts nothing; the refusal is put on record with the answer.
        return endpoints.getHandler(exchange).onErrorComplete()
                .flatMap(_ -> Mono.justOrEmpty(PersonalAccess.matched(exchange)))
                .filter(call -> !call.access().reads())
                .flatMap(call -> trail.append(AuditEntry.attempt(agent(actor), call.access().purpose().name(),
                        call.action(), call.endpoint(), call.subject().stream().toList())))
                .doOnNext(record -> exchange.getAttributes().put(ATTEMPT, record.sequence()))
                .doOnError(_ -> exchange.getAttributes().put(NOT_ATTEMPTED, true))
                .then();
    }

    private Mono<Void> ended(PersonalAccess call, Actor actor) {
        ServerWebExchange exchange = call.exchange();
        if (exchange.getAttributes().containsKey(NOT_ATTEMPTED)) {
            return Mono.empty();
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        int code = status == null ? OK : status.value();
        Collection<String> shown = ShownCases.of(exchange);
        if (shown == null && call.access().subject().isEmpty() && code < REDIRECTS) {
            return Mono.error(new IllegalStateException(call.endpoint() + " does not say which cases it shows"));
        }
        List<String> cases = new ArrayList<>(call.subject().stream().toList());
        if (shown != null) {
            shown.stream().filter(PersonalAccess::isCaseRef).forEach(cases::add);
        }
        Long attempt = exchange.getAttribute(ATTEMPT);
        PurposeOfUse purpose = exchange.getAttributes().containsKey(TEMPORARY) ? PurposeOfUse.TEMPORARY_ACCESS
                : call.access().purpose();
        return trail.append(AuditEntry.ended(agent(actor), purpose.name(), call.action(),
                call.endpoint(), cases, code, Optional.ofNullable(exchange.getAttribute(Problems.RULE)),
                attempt == null ? OptionalLong.empty() : OptionalLong.of(attempt))).then();
    }

    /** Also for a call that security refused before it was matched with an endpoint. */
    private Mono<PersonalAccess> matched(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                ? Mono.justOrEmpty(PersonalAccess.matched(exchange))
                : endpoints.getHandler(exchange).onErrorComplete()
                        .then(Mono.defer(() -> Mono.justOrEmpty(PersonalAccess.matched(exchange))));
    }

    /** Says of the call in whose course this runs that its answer rests on a temporary access. */
    public static Mono<Void> temporary() {
        return Mono.deferContextual(context -> {
            context.<ServerWebExchange>getOrEmpty(AccessRecording.class)
                    .ifPresent(exchange -> exchange.getAttributes().put(TEMPORARY, true));
            return Mono.empty();
        });
    }

    /** Whether this is the reference of a case. */
    public static boolean isCaseRef(String text) {
        return PersonalAccess.isCaseRef(text);
    }

    /** The caller as the trail names it. */
    public static Agent agent(Actor actor) {
        return new Agent(actor.reference(), actor.role(), actor.unit(), actor.ministry());
    }
}
