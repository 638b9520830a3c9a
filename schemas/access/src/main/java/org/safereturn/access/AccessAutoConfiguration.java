package org.safereturn.access;

import java.time.Clock;
import java.time.ZoneId;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.safereturn.access.codes.CodesController;
import org.safereturn.access.description.ApiDescription;
import org.safereturn.access.identity.AccessProperties;
import org.safereturn.access.identity.ActorArguments;
import org.safereturn.access.input.RequestBodies;
import org.safereturn.access.input.RequestCauses;
import org.safereturn.access.input.StrictJson;
import org.safereturn.access.limits.AccessLimits;
import org.safereturn.access.limits.Admission;
import org.safereturn.access.limits.ConnectionLimits;
import org.safereturn.access.limits.RateLimits;
import org.safereturn.access.limits.StoreConnections;
import org.safereturn.access.paging.PagingArguments;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.profile.ProfileController;
import org.safereturn.access.scope.CallerArguments;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.text.Labels;
import org.safereturn.access.text.Values;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a WebFlux service a resource server of the house: tokens, strict JSON, problems, the actor and the cause as
 * controller parameters, and the OpenAPI description at {@code /openapi}. Needs {@code safereturn.country} and
 * {@code safereturn.access.issuer}.
 */
@AutoConfiguration(before = {
    ReactiveUserDetailsServiceAutoConfiguration.class,
    ReactiveWebSecurityAutoConfiguration.class,
    ReactiveOAuth2ResourceServerAutoConfiguration.class
})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties({AccessProperties.class, AccessLimits.class})
@PropertySource("classpath:org/safereturn/access/defaults.properties")
@Import({AccessSecurity.class, ApiDescription.class, CodesController.class, ProfileController.class})
public final class AccessAutoConfiguration {

    @Bean
    Labels labels() {
        return new Labels();
    }

    @Bean
    Problems problems(Labels labels, Environment environment) {
        return Problems.fromClassPath(new Values(labels,
                ZoneId.of(environment.getProperty("safereturn.profile.time-zone", "UTC"))));
    }

    @Bean
    ProblemHandler problemHandler(Problems problems) {
        return new ProblemHandler(problems);
    }

    @Bean
    RateLimits rateLimits(AccessLimits limits, Problems problems) {
        return new RateLimits(limits, problems);
    }

    @Bean
    ConnectionLimits connectionLimits(AccessLimits limits, Problems problems) {
        return new ConnectionLimits(limits, problems);
    }

    @Bean
    EdgeChecks edgeChecks(Problems problems, RateLimits rates) {
        return new EdgeChecks(problems, rates);
    }

    @Bean
    RequestBodies requestBodies(AccessLimits limits) {
        return new RequestBodies(limits.body());
    }

    @Bean
    @Order(RequestBodies.BEFORE_THE_ENDPOINT)
    WebFilter bodyRefusals(RequestBodies bodies) {
        return bodies::refuse;
    }

    @Bean
    Admission admission(AccessLimits limits, Problems problems, ObjectProvider<MeterRegistry> meters) {
        return new Admission(limits, problems, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    @Order(Admission.AT_THE_DOOR)
    WebFilter admissionAtTheDoor(Admission admission) {
        return admission::atTheDoor;
    }

    @Bean
    @Order(Admission.BEFORE_ANYTHING_BEGINS)
    WebFilter admissionBehindSecurity(Admission admission) {
        return admission::letIn;
    }

    @Bean
    static StoreConnections storeConnections(ObjectProvider<AccessLimits> limits) {
        return new StoreConnections(limits::getObject);
    }

    @Bean
    static AnswersOnTheEventLoop answersOnTheEventLoop() {
        return new AnswersOnTheEventLoop();
    }

    /** Replaces Boot's JSON codecs, and only those: what a service keeps in its store is not HTTP input. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    CodecCustomizer strictJson() {
        JsonMapper mapper = StrictJson.mapper();
        return codecs -> {
            codecs.defaultCodecs().maxInMemorySize(RequestBodies.LIMIT_BYTES);
            codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(mapper, MediaType.APPLICATION_JSON));
            codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(mapper));
        };
    }

    /** Takes the place of Boot's look-up of endpoints and of what calls them. */
    @Bean
    WebFluxRegistrations guardedEndpoints() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new GuardedEndpoints();
            }

            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new StatedStatus();
            }
        };
    }

    @Bean
    WebFluxConfigurer callerArguments(ObjectProvider<ContactPoints> contactPoints, ObjectProvider<Clock> clock) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new ActorArguments(), new RequestCauses(),
                        new PagingArguments(clock.getIfAvailable(Clock::systemUTC)), new CallerArguments(contactPoints));
            }
        };
    }
}
