package org.safereturn.access.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.keys.MinistryKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The trail, and its anchors, of a service that keeps cases in a database, which the joint monitoring view does not. */
@AutoConfiguration(afterName = {
    "org.safereturn.messaging.MessagingAutoConfiguration",
    "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration"})
@ConditionalOnBean(AggregatesFactory.class)
@ConditionalOnMissingBean(AuditTrail.class)
@EnableConfigurationProperties(AuditTrailAutoConfiguration.AuditProperties.class)
public final class AuditTrailAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrailAutoConfiguration.class);

    /**
     * Where and how often the chain is anchored.
     *
     * @param anchors directory of the anchors, best on another disk than the database; without it there are none
     * @param anchorEvery how long the end of the chain may stay without an anchor
     */
    @ConfigurationProperties("safereturn.audit")
    record AuditProperties(@Nullable Path anchors, @DefaultValue("5s") Duration anchorEvery) {}

    @Bean
    MongoAuditTrail auditTrail(MongoClient client, Environment environment, ObjectProvider<Clock> clock) {
        String database = new ConnectionString(environment.getRequiredProperty("spring.mongodb.uri")).getDatabase();
        if (database == null) {
            throw new IllegalStateException("spring.mongodb.uri names no database");
        }
        return new MongoAuditTrail(client.getDatabase(database), chain(environment),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    HealthIndicator auditHealthIndicator(MongoAuditTrail trail, ObjectProvider<Anchoring> anchoring) {
        return new AuditHealth(trail, anchoring);
    }

    @Bean
    @ConditionalOnProperty("safereturn.audit.anchors")
    @ConditionalOnBean(MinistryKeys.class)
    Anchoring auditAnchoring(MongoAuditTrail trail, MinistryKeys keys, AuditProperties properties,
            Environment environment, ObjectProvider<Clock> clock) {
        Path directory = Optional.ofNullable(properties.anchors()).orElseThrow();
        return new Anchoring(chain(environment), trail::latest, AnchorFile.in(directory, chain(environment)),
                keys.signing().orElseThrow(() -> new IllegalStateException("No signing.jwk to anchor with")),
                properties.anchorEvery(), clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SmartInitializingSingleton auditWithoutAnchorsIsSaid(ObjectProvider<Anchoring> anchoring) {
        return () -> {
            if (anchoring.getIfAvailable() == null) {
                LOG.warn("safereturn.audit.anchors is not set: nobody will see when the end of the audit trail is cut off");
            }
        };
    }

    private static String chain(Environment environment) {
        return environment.getRequiredProperty("safereturn.country") + "/"
                + environment.getRequiredProperty("safereturn.service");
    }
}
