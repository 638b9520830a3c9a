package org.safereturn.access.operation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.access.audit.Action;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditTrail;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.inbox.Redelivery.Letter;
import org.safereturn.messaging.inbox.Redelivery.Position;
import org.safereturn.messaging.inbox.Redelivery.Result;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The dead letters of this service for its operators, who learn where a record came from, why it is here and which case it
 * names, and nothing of what it says. A second try is on record in the audit trail, with the cases.
 */
@RestController
@RequestMapping("/dead-letters")
@Tag(name = "dead-letters", description = "Records that this service could not handle")
final class DeadLetterController {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);
    private static final int MOST = 500;
    private static final String ENDPOINT = "POST /dead-letters/redelivery";
    private static final Cause INTERNAL = new Cause.Internal("redelivery");

    private final Letters letters;
    private final ObjectProvider<AuditTrail> trail;
    private final Clock clock;

    DeadLetterController(Letters letters, ObjectProvider<AuditTrail> trail, Clock clock) {
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    @Operation(summary = "The dead letters among the newest 500, newest first")
    @GetMapping
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<DeadLetters> list(@Parameter(description = "Whether only those that were neither tried again nor discarded.")
            @RequestParam(defaultValue = "false") boolean open) {
        return letters.newest(MOST).map(found -> found.stream().map(DeadLetter::of)
                .filter(letter -> !open || letter.state() == LetterState.OPEN || letter.state() == LetterState.DISCARD_PROPOSED)
                .toList()).map(found -> new DeadLetters(found, found.size()));
    }

    @Operation(summary = "Tries dead letters again, as if they had just arrived; one that was handled meanwhile changes nothing")
    @PostMapping("/redelivery")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<Redelivered> redeliver(@Valid @RequestBody RedeliveryRequest request, Actor actor) {
        Set<Position> wanted = request.letters().stream().map(each -> new Position(each.partition(), each.offset()))
                .collect(Collectors.toSet());
        return letters.at(wanted).flatMap(found -> {
            if (found.size() < wanted.size()) {
                return Mono.error(new ProblemException(Rejection.unknown("dead-letter-unknown")));
            }
            if (found.stream().anyMatch(each -> each.history().state() == LetterState.DISCARDED)) {
                return Mono.error(new ProblemException(Rejection.conflict("dead-letter-discarded")));
            }
            List<Letter> all = found.stream().map(Letters.Known::letter).toList();
            return onRecord(actor, all).thenMany(Flux.fromIterable(all).concatMap(letter -> noted(letter, actor))).then()
                    .then(Mono.defer(() -> letters.redeliver(all)));
        }).map(Redelivered::of);
    }

    private Mono<Void> noted(Letter letter, Actor actor) {
        if (!letters.keepsHistories()) {
            return Mono.empty();
        }
        Officer by = new Officer(actor.reference(), actor.role(), actor.unit(), actor.ministry());
        return letters.note(letter, INTERNAL, history -> history.redeliver(by, clock.instant()))
                .flatMap(outcome -> outcome instanceof Outcome.Refused<LetterHistory>(var rejection)
                        ? Mono.error(new ProblemException(rejection)) : Mono.empty());
    }

    /** Before it is done: what cannot be recorded is not done. The joint view has no trail, only its log. */
    private Mono<Void> onRecord(Actor actor, List<Letter> tried) {
        log.info("{} redelivers {} dead letters", actor.reference(), tried.size());
        AuditTrail kept = trail.getIfAvailable();
        List<String> cases = tried.stream().map(Letter::key).filter(AccessRecording::isCaseRef)
                .collect(Collectors.toList());
        return kept == null ? Mono.empty() : kept.append(AuditEntry.ended(AccessRecording.agent(actor),
                PurposeOfUse.OPERATION.name(), Action.EXECUTE, ENDPOINT, cases, 200, Optional.empty(),
                OptionalLong.empty())).then();
    }

    /**
     * Dead letters.
     *
     * @param letters newest first
     * @param total how many
     */
    record DeadLetters(List<DeadLetter> letters, int total) {}

    /**
     * Which letters to try again.
     *
     * @param letters one or more of those that were listed
     */
    record RedeliveryRequest(@Size(min = 1, max = MOST) List<@Valid LetterPosition> letters) {}

    /**
     * Names a letter.
     *
     * @param partition as listed
     * @param offset as listed
     */
    record LetterPosition(@Schema(minimum = "0") @Min(0) int partition, @Schema(minimum = "0") @Min(0) long offset) {}

    /**
     * What became of them.
     *
     * @param redelivered how many were tried again
     * @param deadAgain how many of them are dead letters again
     */
    record Redelivered(int redelivered, int deadAgain) {

        static Redelivered of(Result result) {
            return new Redelivered(result.redelivered(), result.deadAgain());
        }
    }
}
