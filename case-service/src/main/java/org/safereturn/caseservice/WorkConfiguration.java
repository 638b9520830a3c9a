package org.safereturn.caseservice;

import java.util.Objects;
import java.util.UUID;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import org.safereturn.caseservice.work.application.ReadWork;
import org.safereturn.caseservice.work.application.WorkLists;
import org.safereturn.caseservice.work.events.WorkHandler;
import org.safereturn.caseservice.work.mongo.MongoWorkLists;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the lists of open work together. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

    @Bean
    WorkLists workLists(MongoClient client, @Value("${spring.mongodb.uri}") String uri) {
        return new MongoWorkLists(client.getDatabase(Objects.requireNonNull(new ConnectionString(uri).getDatabase(),
                "spring.mongodb.uri names no database")), UUID::randomUUID);
    }

    @Bean
    WorkHandler workHandler(WorkLists workLists) {
        return new WorkHandler(workLists);
    }

    @Bean
    ReadWork readWork(WorkLists workLists) {
        return new ReadWork(workLists);
    }
}
