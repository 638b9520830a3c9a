package org.safereturn.access;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;

import org.safereturn.access.identity.AccessProperties;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.identity.Role;
import org.safereturn.access.identity.RoleNotPermitted;
import org.safereturn.access.identity.TokenDecoding;
import org.safereturn.access.limits.RateLimits;
import org.safereturn.access.problem.Problems;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;

/** Denies by default: without a token of this ministry only the health endpoint answers, with its status alone. */
@Configuration(proxyBeanMethods = false)
class AccessSecurity {

    private static final int BEFORE_ALL_OTHERS = -10;

    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtDecoder safereturnTokens(AccessProperties properties) {
        return TokenDecoding.decoder(properties, Clock.systemUTC());
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityWebFilterChain safereturnApi(
            ServerHttpSecurity http, ReactiveJwtDecoder tokens, Problems problems, RateLimits rates,
            Environment environment) {
        String country = environment.getRequiredProperty("safereturn.country");
        ServerAuthenticationEntryPoint signIn = signIn(problems, rates);
        ServerAccessDeniedHandler denied = denied(problems, country);
        return http
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAfter(rates.requests(), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(paths -> paths
                        .pathMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                                .access((caller, _) -> nobodyOrOfMinistry(caller, country))
                        .pathMatchers("/actuator", "/actuator/**").access((caller, _) -> operator(caller, country))
                        .anyExchange().access((caller, _) -> ofMinistry(caller, country)))
                .oauth2ResourceServer(server -> server
                        .authenticationEntryPoint(signIn)
                        .accessDeniedHandler(denied)
                        .jwt(jwt -> jwt
                                .jwtDecoder(tokens)
                                .jwtAuthenticationConverter(TokenDecoding.authentication())))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint(signIn)
                        .accessDeniedHandler(denied))
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicy(policy -> policy.policy("camera=(), geolocation=(), microphone=()")))
                .build();
    }

    /** Measurements for a program that brings the secret of this process: it reads nothing else, and needs no provider. */
    @Bean
    @Order(BEFORE_ALL_OTHERS)
    @ConditionalOnProperty("safereturn.access.scrape-secret")
    SecurityWebFilterChain safereturnScraping(ServerHttpSecurity http, AccessProperties properties) {
        ScrapeSecret secret = ScrapeSecret.in(Objects.requireNonNull(properties.scrapeSecret()));
        return http
                .securityMatcher(secret)
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(paths -> paths.anyExchange().permitAll())
                .build();
    }

    /** What the firewall turns away (encoded slashes, control characters in the path or in headers). */
    @Bean
    ServerExchangeRejectedHandler safereturnFirewall(Problems problems) {
        return (exchange, _) -> problems.write(exchange, 400, "bad-request", Map.of());
    }

    private static Mono<AuthorizationResult> ofMinistry(Mono<Authentication> caller, String country) {
        return caller.filter(Authentication::isAuthenticated)
                .flatMap(authentication -> Mono.justOrEmpty(Actor.of(authentication)))
                .<AuthorizationResult>map(actor -> new AuthorizationDecision(belongs(actor, country)))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    /** Health: its status without a token. Who brings one must be of this ministry, for operators read details. */
    private static Mono<AuthorizationResult> nobodyOrOfMinistry(Mono<Authentication> caller, String country) {
        return caller.flatMap(authentication -> Mono.justOrEmpty(Actor.of(authentication)))
                .<AuthorizationResult>map(actor -> new AuthorizationDecision(belongs(actor, country)))
                .defaultIfEmpty(new AuthorizationDecision(true));
    }

    /** What the process tells of itself, health apart. */
    private static Mono<AuthorizationResult> operator(Mono<Authentication> caller, String country) {
        return caller.filter(Authentication::isAuthenticated)
                .flatMap(authentication -> Mono.justOrEmpty(Actor.of(authentication)))
                .<AuthorizationResult>map(actor ->
                        new AuthorizationDecision(belongs(actor, country) && actor.is(Role.OPERATOR)))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    /** The roles that may call what was denied; without an endpoint it is what the process tells of itself. */
    private static String permitted(AccessDeniedException denial) {
        return denial instanceof RoleNotPermitted endpoint ? endpoint.roles() : Role.OPERATOR.name();
    }

    private static boolean belongs(Actor actor, String country) {
        return country.equals(Actor.JOINT) || country.equals(actor.ministry());
    }

    private static ServerAuthenticationEntryPoint signIn(Problems problems, RateLimits rates) {
        return (exchange, failure) -> {
            if (failure instanceof AuthenticationServiceException) {
                exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
                return problems.write(exchange, 503, "sign-in-unavailable", Map.of());
            }
            return rates.refuseSignIn(exchange);
        };
    }

    private static ServerAccessDeniedHandler denied(Problems problems, String country) {
        return (exchange, denial) -> ActorArguments.current()
                .map(actor -> belongs(actor, country) ? "not-permitted" : "foreign-ministry")
                .onErrorReturn("not-permitted")
                .flatMap(rule -> problems.write(exchange, 403, rule, rule.equals("not-permitted")
                        ? Map.of("roles", permitted(denial)) : Map.of()));
    }
}
