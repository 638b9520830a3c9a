package org.safereturn.access.operation;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.operation.LetterHistory.Step;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * One dead letter and what operators decide about it: it is tried again, or two of them discard it. Every decision is on
 * record in the audit trail with the case.
 */
@RestController
@RequestMapping("/dead-letters/at/{letter}")
@Tag(name = "dead-letters")
final class LetterController {

    private static final String LETTER = "Partition and offset of the letter, with a dash between, e.g. 0-12.";

    private final Letters letters;
    private final Clock clock;

    LetterController(Letters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * A proposal to discard a letter.
     *
     * @param reason why it is not needed
     */
    record DiscardRequest(DiscardReason reason) {
    }

    @Operation(summary = "One dead letter, with what operators did about it")
    @GetMapping
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<ResponseEntity<DeadLetter>> of(@Parameter(description = LETTER) @PathVariable String letter) {
        return found(letter).map(known -> known.kept().map(kept -> Replies.found(kept, _ -> DeadLetter.of(known)))
                .orElseGet(() -> ResponseEntity.ok(DeadLetter.of(known))));
    }

    @Operation(summary = "Tries the letter again, as if the record had just arrived")
    @PostMapping("/redelivery")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION)
    Mono<ResponseEntity<DeadLetter>> redeliver(@Parameter(description = LETTER) @PathVariable String letter, Caller caller) {
        return found(letter).flatMap(known -> noted(known, caller, history -> history.redeliver(caller.officer(), clock.instant()))
                .flatMap(outcome -> outcome instanceof Outcome.Stored
                        ? letters.redeliver(List.of(known.letter())).thenReturn(outcome) : Mono.just(outcome))
                .map(outcome -> answer(known, outcome)));
    }

    @Operation(summary = "Proposes to discard the letter; another operator confirms it")
    @PostMapping("/discard-proposal")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION)
    Mono<ResponseEntity<DeadLetter>> propose(@Parameter(description = LETTER) @PathVariable String letter,
            @Valid @RequestBody DiscardRequest request, Caller caller) {
        return found(letter).flatMap(known -> noted(known, caller,
                history -> history.proposeDiscard(caller.officer(), request.reason(), clock.instant()))
                .map(outcome -> answer(known, outcome)));
    }

    @Operation(summary = "Discards the letter, which another operator has proposed; it is not tried again and not removed")
    @PostMapping("/discard")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION)
    Mono<ResponseEntity<DeadLetter>> discard(@Parameter(description = LETTER) @PathVariable String letter, Caller caller) {
        return found(letter).flatMap(known -> noted(known, caller, history -> history.confirmDiscard(caller.officer(), clock.instant()))
                .map(outcome -> answer(known, outcome)));
    }

    private Mono<Letters.Known> found(String letter) {
        return Mono.justOrEmpty(DeadLetter.place(letter)).flatMap(place -> letters.at(List.of(place)))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()))
                .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("dead-letter-unknown"))));
    }

    private Mono<Outcome<LetterHistory>> noted(Letters.Known known, Caller caller,
            Function<LetterHistory, Decision<LetterHistory, Step>> what) {
        return letters.note(known.letter(), caller.cause(), what);
    }

    private static ResponseEntity<DeadLetter> answer(Letters.Known known, Outcome<LetterHistory> outcome) {
        return Replies.of(outcome, changed -> DeadLetter.of(known.with(changed)));
    }
}
