package org.safereturn.referralservice.referral.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.MissingField;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.Revocation;
import reactor.core.publisher.Mono;

/**
 * What the origin's officers answer: opened, accepted, declined and taken back, returned for completion. A referral that the officer does
 * not see is unknown.
 */
public final class AnswerReferral {

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final CaseKeys keys;
    private final ReferralContents contents;
    private final CountryProfile profile;
    private final Clock clock;

    public AnswerReferral(Aggregates<Referral, ReferralEvent> referrals, CaseKeys keys, ReferralContents contents,
            CountryProfile profile, Clock clock) {
        this.referrals = referrals;
        this.keys = keys;
        this.contents = contents;
        this.profile = profile;
        this.clock = clock;
    }

    /** An officer opens it. */
    public Mono<Outcome<Referral>> open(Caller caller, String caseRef) {
        Instant now = clock.instant();
        return change(caller, caseRef, known -> known.open(new Opening(caller.officer(), now)));
    }

    /**
     * The origin takes up the duty to trace and says which unit does.
     *
     * @param named the unit; when absent the officer's own if it traces, otherwise the one the referral is addressed to
     */
    public Mono<Outcome<Referral>> accept(Caller caller, String caseRef, @Nullable String named,
            @Nullable LocalDate targetDate) {
        Instant now = clock.instant();
        LocalDate today = profile.dayOf(now);
        Set<String> units = profile.tracingUnits(today);
        Officer officer = caller.officer();
        return change(caller, caseRef, known -> {
            String unit = named != null ? named
                    : units.contains(officer.unit()) ? officer.unit() : known.submission().receivingUnit();
            if (!units.contains(unit)) {
                return Decision.refuse(Rejection.refused("unknown-tracing-unit", "code", unit, "known",
                        String.join(", ", units.stream().sorted().toList())));
            }
            Optional<Rejection> over = profile.moment(now).notOver("targetDate", targetDate);
            if (over.isPresent()) {
                return Decision.refuse(over.get());
            }
            return known.accept(new Acceptance(officer, now, unit, targetDate));
        });
    }

    /** The origin does not take it. */
    public Mono<Outcome<Referral>> decline(Caller caller, String caseRef, Declination.Reason reason,
            @Nullable String survivingCaseRef) {
        Declination act = new Declination(caller.officer(), clock.instant(), reason, survivingCaseRef);
        return Mono.justOrEmpty(survivingCaseRef).flatMap(referrals::find).map(found -> Optional.of(found.state()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(survivor -> change(caller, caseRef, known -> known.decline(act, survivor)));
    }

    /** The origin takes its decline back. */
    public Mono<Outcome<Referral>> revokeDecline(Caller caller, String caseRef) {
        Instant now = clock.instant();
        return change(caller, caseRef, known -> known.revokeDecline(new Revocation(caller.officer(), now)));
    }

    /**
     * The origin names what is missing.
     *
     * @param fields names of the fields
     * @param questions about them in words, sealed before anything is decided; they need the key of the case
     */
    public Mono<Outcome<Referral>> returnForCompletion(Caller caller, String caseRef, List<MissingField> fields,
            List<ReferralContents.Question> questions) {
        Instant now = clock.instant();
        if (questions.isEmpty()) {
            return change(caller, caseRef, known -> known.returnForCompletion(
                    new CompletionRequest(caller.officer(), now, fields, null)));
        }
        return keys.find(caseRef).map(key -> Optional.of(contents.sealQuestions(key, caseRef, questions)))
                .defaultIfEmpty(Optional.empty())
                .flatMap(sealed -> change(caller, caseRef, known -> sealed
                        .map((Sealed part) -> known.returnForCompletion(
                                new CompletionRequest(caller.officer(), now, fields, part)))
                        .orElseGet(() -> Decision.refuse(Rejection.conflict("case-key-not-here")))));
    }

    private Mono<Outcome<Referral>> change(Caller caller, String caseRef,
            Function<Referral, Decision<Referral, ReferralEvent>> decide) {
        return referrals.change(caseRef, caller.cause(), (Optional<Referral> known) -> known
                .filter(referral -> caller.sees(referral.scope())).map(decide)
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case"))));
    }
}
