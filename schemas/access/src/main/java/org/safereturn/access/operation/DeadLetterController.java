package org.safereturn.access.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.access.audit.Action;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditTrail;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.inbox.Redelivery;
import org.safereturn.messaging.inbox.Redelivery.Letter;
import org.safereturn.messaging.outcome.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The dead letters of this service for its operators, who learn where a record came from and why it is here, and not
 * whose case it is about. A second try is on record in the audit trail, with the cases.
 */
@RestController
@RequestMapping("/dead-letters")
@Tag(name = "dead-letters", description = "Records that this service could not handle")
final class DeadLetterController {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);
    private static final int MOST = 500;
    private static final int SEARCHED = 5_000;
    private static final String ENDPOINT = "POST /dead-letters/redelivery";

    private final Redelivery redelivery;
    private final ObjectProvider<AuditTrail> trail;

    DeadLetterController(Redelivery redelivery, ObjectProvider<AuditTrail> trail) {
        this.redelivery = redelivery;
        this.trail = trail;
    }

    @Operation(summary = "The newest dead letters, newest first, at most 500")
    @GetMapping
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<DeadLetters> list() {
        return redelivery.letters(MOST).map(letters -> new DeadLetters(letters.stream().map(DeadLetter::of).toList()));
    }

    @Operation(summary = "Tries dead letters again, as if they had just arrived; one that was handled meanwhile changes nothing")
    @PostMapping("/redelivery")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<Redelivered> redeliver(@Valid @RequestBody RedeliveryRequest request, Actor actor) {
        Set<LetterPosition> wanted = Set.copyOf(request.letters());
        return redelivery.letters(SEARCHED)
                .map(all -> all.stream().filter(letter -> wanted.contains(LetterPosition.of(letter))).toList())
                .flatMap(found -> {
                    if (found.size() < wanted.size()) {
                        return Mono.error(new ProblemException(Rejection.unknown("dead-letter-unknown")));
                    }
                    return onRecord(actor, found).then(Mono.defer(() -> redelivery.redeliver(found)));
                })
                .map(result -> new Redelivered(result.redelivered(), result.deadAgain()));
    }

    /** Before it is done: what cannot be recorded is not done. The joint view has no trail, only its log. */
    private Mono<Void> onRecord(Actor actor, List<Letter> letters) {
        log.info("{} redelivers {} dead letters", actor.reference(), letters.size());
        AuditTrail kept = trail.getIfAvailable();
        List<String> cases = letters.stream().map(Letter::key).filter(AccessRecording::isCaseRef)
                .collect(Collectors.toList());
        return kept == null ? Mono.empty() : kept.append(AuditEntry.ended(AccessRecording.agent(actor),
                PurposeOfUse.OPERATION.name(), Action.EXECUTE, ENDPOINT, cases, 200, Optional.empty(),
                OptionalLong.empty())).then();
    }

    /**
     * Dead letters.
     *
     * @param letters newest first
     */
    record DeadLetters(List<DeadLetter> letters) {}

    /**
     * A dead letter.
     *
     * @param partition names the letter together with the offset
     * @param offset names the letter together with the partition
     * @param reason code of the reason, as the catalogue of topics lists them
     * @param rule that refused the record, where one did
     * @param type of the record
     * @param topic it was read from
     * @param at when it became a dead letter
     */
    record DeadLetter(int partition, long offset, String reason, @Nullable String rule, @Nullable String type,
            String topic, @Nullable Instant at) {

        static DeadLetter of(Letter letter) {
            return new DeadLetter(letter.partition(), letter.offset(), letter.reason(), letter.rule().orElse(null),
                    letter.type().orElse(null), letter.topic(), letter.at().orElse(null));
        }
    }

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
    record LetterPosition(@Schema(minimum = "0") @Min(0) int partition, @Schema(minimum = "0") @Min(0) long offset) {

        static LetterPosition of(Letter letter) {
            return new LetterPosition(letter.partition(), letter.offset());
        }
    }

    /**
     * What became of them.
     *
     * @param redelivered how many were tried again
     * @param deadAgain how many of them are dead letters again
     */
    record Redelivered(int redelivered, int deadAgain) {}
}
