package org.safereturn.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.mongodb.MongoTimeoutException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.PersonName;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
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

    /** An answer with every way in which a field can be there, null or absent. */
    record Shown(UUID reference, Urgency urgency, @Nullable Urgency before, @Nullable Instant openedAt,
            Optional<LocalDate> bornOn, @Nullable Relative mother,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note, List<Relative> relatives,
            Map<String, Integer> counts, @Nullable YearMonth month) {}

    @RestController
    static class Samples {

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/unversioned")
        Titled unversioned() {
            return new Titled("Done");
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
            Role.RECEPTION_OFFICER, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
            Role.DATA_PROTECTION_OFFICER, Role.OBSERVER}, purpose = PurposeOfUse.OPERATION, personal = false)
        @GetMapping("/actor")
        Actor actor(Actor actor) {
            return actor;
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/list")
        List<Urgency> list(@Parameter(description = "Only these") @RequestParam Optional<Urgency> urgency,
                @Parameter(description = "From zero") @RequestParam(defaultValue = "0") int page) {
            return urgency.map(List::of).orElse(List.of(Urgency.values())).subList(0, page == 0 ? 1 : 0);
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @ResponseStatus(HttpStatus.CREATED)
        @PostMapping("/shown/{which}")
        Mono<ResponseEntity<Shown>> open(Cause.Request cause,
                @Parameter(description = "Whether all fields are full") @PathVariable String which) {
            return Mono.just(Replies.found(new Aggregate<>("a", 7, which), state -> shown(state.state().equals("full"))));
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/shown")
        Mono<Listing<Shown>> shown(Paging paging) {
            return Mono.just(new Listing<>(List.of(shown(true), shown(false)), null, 2L));
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/titles")
        Mono<Listing<Titled>> titles(Paging paging) {
            return Mono.just(new Listing<>(List.of(new Titled("One")), "more", null));
        }

        private static Shown shown(boolean full) {
            UUID reference = UUID.fromString("00000000-0000-4000-8000-000000000001");
            return full
                    ? new Shown(reference, Urgency.URGENT, Urgency.ROUTINE, Instant.EPOCH,
                            Optional.of(LocalDate.of(2001, 2, 3)), new Relative("Mother Testperson", 60), "A note",
                            List.of(new Relative("Sokha Testperson", null)), Map.of("one", 1), YearMonth.of(2026, 11))
                    : new Shown(reference, Urgency.URGENT, null, null, Optional.empty(), null, null, List.of(), Map.of(), null);
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping("/samples/{ref}")
        String one(@Parameter(description = "Any") @PathVariable String ref) {
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
        String alone(@Parameter(description = "What does not answer") @RequestParam String without) {
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
        Cause.Request cause(Cause.Request cause, @RequestBody(required = false) @Nullable String body,
                @Parameter(description = "Any") @RequestParam(required = false) @Nullable String x) {
            return cause;
        }

        @Access(roles = {Role.INTAKE_OFFICER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE, personal = false)
        @ResponseStatus(HttpStatus.CREATED)
        @PostMapping("/outcomes/{which}")
        ResponseEntity<Titled> outcome(Cause.Request cause,
                @Parameter(description = "The outcome to answer") @PathVariable String which) {
            Aggregate<String> aggregate = new Aggregate<>("a", 7, "state");
            Outcome<String> outcome = switch (which) {
                case "stored" -> new Outcome.Stored<>(aggregate, List.of());
                case "repeated" -> new Outcome.Repeated<>(aggregate);
                case "conflict" -> new Outcome.Refused<>(Rejection.conflict("idempotency-key-reused"));
                default -> new Outcome.Refused<>(Rejection.refused("idempotency-key-reused"));
            };
            return Replies.of(outcome, state -> new Titled(state.state()));
        }
    }
}
