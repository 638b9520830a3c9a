package org.safereturn.access.audit;

import java.time.ZoneId;

import org.safereturn.access.input.RequestBodies;
import org.safereturn.access.text.Labels;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilter;

/**
 * Records the access to personal data in a service that has a trail: the filters, the access history and its page. A
 * service with endpoints for personal data and without a trail does not start.
 */
@AutoConfiguration(after = AuditTrailAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public final class AuditAutoConfiguration {

    private static final int BEFORE_SECURITY = -200;
    private static final int BEHIND_SECURITY = RequestBodies.BEFORE_THE_ENDPOINT - 10;

    @Bean
    SmartInitializingSingleton personalDataNeedATrail(ObjectProvider<AuditTrail> trail,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        return () -> {
            if (trail.getIfAvailable() == null) {
                endpoints.getHandlerMethods().values().stream()
                        .filter(endpoint -> PersonalAccess.of(endpoint).isPresent()).findFirst().ifPresent(endpoint -> {
                            throw new IllegalStateException(
                                    "There is no audit trail, but personal data in " + endpoint.getShortLogMessage());
                        });
            }
        };
    }

    /** What writes to the trail and shows it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(AuditTrail.class)
    @Import(AuditController.class)
    static class Recording {

        @Bean
        AccessRecording accessRecording(AuditTrail trail,
                @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
            return new AccessRecording(trail, endpoints);
        }

        @Bean
        @Order(BEFORE_SECURITY)
        WebFilter refusalsOnRecord(AccessRecording recording) {
            return recording::beforeSecurity;
        }

        @Bean
        @Order(BEHIND_SECURITY)
        WebFilter accessOnRecord(AccessRecording recording) {
            return recording::behindSecurity;
        }

        @Bean
        ShownCases shownCases(ObjectProvider<HandlerResultHandler> handlers) {
            return new ShownCases(handlers);
        }

        @Bean
        AccessHistoryPage accessHistoryPage(Environment environment, Labels labels) {
            return new AccessHistoryPage(
                    environment.getProperty("safereturn.country", "") + "/"
                            + environment.getProperty("safereturn.service", ""),
                    ZoneId.of(environment.getProperty("safereturn.profile.time-zone", "UTC")), labels);
        }
    }
}
