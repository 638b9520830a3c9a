package org.safereturn.monitoring;

import java.util.Objects;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of the views. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    Views views(MongoClient client, @Value("${spring.mongodb.uri}") String uri) {
        String database = Objects.requireNonNull(new ConnectionString(uri).getDatabase(),
                "spring.mongodb.uri names no database");
        return new MongoViews(client.getDatabase(database));
    }
}
