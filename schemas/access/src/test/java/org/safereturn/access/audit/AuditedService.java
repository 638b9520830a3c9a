package org.safereturn.access.audit;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.mongodb.reactivestreams.client.MongoDatabase;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A service that shows and changes the data of a person; every way of doing so once. */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = "org.safereturn.messaging.MessagingAutoConfiguration")
@Import(AuditedService.People.class)
class AuditedService {

    static final AuditStore STORE = new AuditStore();
    static final MongoDatabase DATABASE = STORE.database();
    static final String NAME = "Sokha Testperson";

    @Bean
    MongoAuditTrail auditTrail() {
        return new MongoAuditTrail(DATABASE, "KH/sample-service", Clock.systemUTC());
    }

    /** Everybody sees everything here, but one unit. */
    @Bean
    HistoryReaders historyReaders() {
        return (supervisor, _) -> Mono.just(!supervisor.unit().equals("KH-UNIT-9"));
    }

    record Person(String ref, String name) {}

    record Opened(String ref, String name) implements ShowsCases {
        @Override
        public Collection<String> shownCases() {
            return List.of(ref);
        }
    }

    record PeoplePage(List<Person> items) implements ShowsCases {
        @Override
        public Collection<String> shownCases() {
            return items.stream().map(Person::ref).toList();
        }
    }

    @RestController
    static class People {

        static final String FIRST = UUID.randomUUID().toString();
        static final String SECOND = UUID.randomUUID().toString();
        private static final List<Person> ALL = List.of(new Person(FIRST, NAME), new Person(SECOND, NAME));

        private final AuditTrail trail;

        People(AuditTrail trail) {
            this.trail = trail;
        }

        @GetMapping("/people/{ref}")
        @Access(roles = Role.CASE_MANAGER, purpose = PurposeOfUse.REINTEGRATION, subject = "ref")
        Mono<ResponseEntity<Object>> one(@PathVariable String ref) {
            return Mono.justOrEmpty(ALL.stream().filter(person -> person.ref().equals(ref)).findFirst())
                    .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("sample-unknown"))))
                    .map(person -> ResponseEntity.ok().eTag("7").body(person));
        }

        @GetMapping("/strangers/{ref}")
        @Access(roles = Role.CASE_MANAGER, purpose = PurposeOfUse.REINTEGRATION, subject = "ref")
        Mono<ResponseEntity<Object>> temporarily(@PathVariable String ref) {
            return one(ref).filterWhen(_ -> TemporaryReading.used());
        }

        @GetMapping("/people")
        @Access(roles = Role.CASE_MANAGER, purpose = PurposeOfUse.REINTEGRATION)
        Mono<PeoplePage> all() {
            return Mono.just(new PeoplePage(ALL));
        }

        @GetMapping("/unsaid")
        @Access(roles = Role.CASE_MANAGER, purpose = PurposeOfUse.REINTEGRATION)
        List<Person> unsaid() {
            return ALL;
        }

        @GetMapping("/counts")
        @Access(roles = Role.ME_OFFICER, purpose = PurposeOfUse.STATISTICS, personal = false)
        Map<String, Integer> counts() {
            return Map.of("people", ALL.size());
        }

        @PostMapping("/people")
        @ResponseStatus(HttpStatus.CREATED)
        @Access(roles = Role.INTAKE_OFFICER, purpose = PurposeOfUse.INTAKE)
        ResponseEntity<Object> open(@RequestBody Map<String, String> person, Cause.Request cause) {
            return ResponseEntity.ok(new Opened(SECOND, person.getOrDefault("name", "")));
        }

        /** Answers with how many records there were when it ran, and refuses what is empty. */
        @PostMapping("/people/{ref}/notes")
        @Access(roles = Role.CASE_MANAGER, purpose = PurposeOfUse.REINTEGRATION, subject = "ref")
        Mono<AuditRecord> note(@PathVariable String ref, @RequestBody Map<String, String> note, Cause.Request cause) {
            if (note.isEmpty()) {
                throw new ProblemException(Rejection.refused("sample-empty"));
            }
            if (note.containsKey("break")) {
                throw new IllegalStateException(NAME);
            }
            return trail.ofCase(ref, 1).map(page -> page.records().getFirst());
        }
    }
}
