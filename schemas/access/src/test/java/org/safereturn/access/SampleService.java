package org.safereturn.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import com.mongodb.MongoTimeoutException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.PersonName;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.wire.EventCodec;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** A service with one endpoint for each thing the module must get right. */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = "org.safereturn.messaging.MessagingAutoConfiguration")
@Import(SampleService.Samples.class)
public class SampleService {

    enum Urgency { ROUTINE, URGENT }

    record Relative(@PersonName String name, @Nullable Integer age) {}

    record Sample(
            @PersonName String name,
            LocalDate birthDate,
            Urgency urgency,
            @Nullable String remark,
            Optional<String> nickname,
            List<@Valid Relative> relatives,
            boolean consented,
            int count) {}

    record Titled(@NotBlank String title) {}

    @RestController
    static class Samples {

        @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
            Role.RECEPTION_OFFICER, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
            Role.DATA_PROTECTION_OFFICER, Role.OBSERVER}, purpose = PurposeOfUse.OPERATION, personal = false)
        @GetMapping("/actor")
        Actor actor(Actor actor) {
            return actor;
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/list")
        List<Urgency> list(@RequestParam Optional<Urgency> urgency, @RequestParam(defaultValue = "0") int page) {
            return urgency.map(List::of).orElse(List.of(Urgency.values())).subList(0, page == 0 ? 1 : 0);
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/samples/{ref}")
        String one(@PathVariable String ref) {
            throw new ProblemException(Rejection.unknown("sample-unknown"));
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/elsewhere")
        Mono<List<String>> elsewhere() {
            return Mono.just(List.of("done")).publishOn(Schedulers.boundedElastic());
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "must not be read";
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/nothing")
        Mono<Void> nothing() {
            return Mono.empty();
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping(path = "/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> endless() {
            return Flux.generate(sink -> sink.next("x".repeat(10_000)));
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("Sokha Testperson");
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/alone")
        String alone(@RequestParam String without) {
            throw without.equals("store") ? new MongoTimeoutException("Made up")
                    : new IllegalStateException(new EventCodec.RegistryUnavailable("Made up"));
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/denied")
        String denied() {
            throw new AccessDeniedException("not for you");
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/samples")
        Mono<Sample> create(Cause.Request cause, @Valid @RequestBody Mono<Sample> body) {
            return body;
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/titles")
        Titled title(Cause.Request cause, @Valid @RequestBody Titled body) {
            return body;
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/trees")
        JsonNode tree(Cause.Request cause, @RequestBody JsonNode body) {
            return body;
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/causes")
        Cause.Request cause(Cause.Request cause, @RequestBody(required = false) @Nullable String body) {
            return cause;
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/outcomes/{which}")
        ResponseEntity<Object> outcome(Cause.Request cause, @PathVariable String which) {
            Aggregate<String> aggregate = new Aggregate<>("a", 7, "state");
            Outcome<String> outcome = switch (which) {
                case "stored" -> new Outcome.Stored<>(aggregate, List.of());
                case "repeated" -> new Outcome.Repeated<>(aggregate);
                case "conflict" -> new Outcome.Refused<>(Rejection.conflict("idempotency-key-reused"));
                default -> new Outcome.Refused<>(Rejection.refused("idempotency-key-reused"));
            };
            return Replies.of(outcome, 201, Aggregate::state);
        }
    }
}
