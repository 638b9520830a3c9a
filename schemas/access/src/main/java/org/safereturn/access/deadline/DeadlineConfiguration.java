package org.safereturn.access.deadline;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The deadlines of the country whose profile the service has loaded. */
@AutoConfiguration
@ConditionalOnProperty("safereturn.profile.country")
@EnableConfigurationProperties(DeadlineSettings.class)
public class DeadlineConfiguration {

    @Bean
    Deadlines deadlines(DeadlineSettings settings) {
        return new Deadlines(settings);
    }
}
