package org.safereturn.messaging.store;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Writes down what a service asks its store where {@code safereturn.store.shapes} names a folder. */
@AutoConfiguration
@ConditionalOnProperty("safereturn.store.shapes")
public class QueryShapesAutoConfiguration {

    @Bean
    MongoClientSettingsBuilderCustomizer queryShapes(@Value("${safereturn.store.shapes}") Path folder) {
        QueryShapes shapes = new QueryShapes(folder);
        return settings -> settings.addCommandListener(shapes);
    }
}
