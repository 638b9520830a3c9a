package org.safereturn.referralservice.referral.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.IssuedKey;
import org.safereturn.referralservice.referral.model.ReferralPolicy;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Consent.Purpose;
import reactor.core.publisher.Mono;

/**
 * The host sends a referral, or sends it again completed. What it says about the person is sealed before anything is
 * decided or stored; the rules are asked again each time, consent first among them.
 */
public final class SubmitReferral {

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<CaseStanding, Void> standings;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final ReferralContents contents;
    private final CountryProfile profile;
    private final Clock clock;

    public SubmitReferral(Aggregates<Referral, ReferralEvent> referrals, Aggregates<CaseStanding, Void> standings,
            CaseKeys keys, Sealing sealing, ReferralContents contents, CountryProfile profile, Clock clock) {
        this.referrals = referrals;
        this.standings = standings;
        this.keys = keys;
        this.sealing = sealing;
        this.contents = contents;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * What is to be sent.
     *
     * @param originCountry country it is meant for
     * @param sendingUnit the caller's unit where absent
     */
    public record Command(String caseRef, String originCountry, @Nullable String sendingUnit, String receivingUnit,
            Submission.Urgency urgency, Submission.Sex sex, Submission.AgeGroup ageGroup,
            Submission.@Nullable ExploitationType exploitationType, List<CareFlag> careFlags, List<Purpose> questions,
            @Nullable LocalDate wantedBy, ReferralContent content) {
    }

    /** Sends a case for the first time; a case that the officer does not see is unknown. */
    public Mono<Outcome<Referral>> submit(Caller caller, Command command) {
        Instant now = clock.instant();
        Journey journey = new Journey(profile.country(), command.originCountry());
        return Mono.zip(standing(command.caseRef()).filter(found -> caller.sees(found.state().scope())),
                        optional(keys.find(command.caseRef())))
                .flatMap(read -> {
                    CaseStanding standing = read.getT1().state();
                    Optional<Rejection> no = check(command, standing, now);
                    if (no.isPresent()) {
                        return referrals.change(command.caseRef(), caller.cause(), known -> known
                                .map(Referral::alreadyReferred).orElseGet(() -> Decision.refuse(no.get())));
                    }
                    return read.getT2().map(Mono::just).orElseGet(() -> keys.obtain(command.caseRef()))
                            .flatMap(key -> {
                                Sealed sealed = contents.seal(key, command.caseRef(), command.content());
                                IssuedKey issued = new IssuedKey(journey.origin(), key.id(),
                                        sealing.wrapFor(journey.origin(), key));
                                return referrals.begin(command.caseRef(), caller.cause(), known -> Referral.submit(known,
                                        command.caseRef(), journey, submission(caller.officer(), command, standing, now),
                                        sealed, issued, standing.scope()));
                            });
                })
                .switchIfEmpty(Mono.fromSupplier(() -> new Outcome.Refused<>(Rejection.unknown("unknown-case"))));
    }

    /** Sends it again completed, in the next round. */
    public Mono<Outcome<Referral>> resubmit(Caller caller, Command command) {
        Instant now = clock.instant();
        return Mono.zip(standing(command.caseRef()), optional(keys.find(command.caseRef())))
                .flatMap(read -> {
                    CaseStanding standing = read.getT1().state();
                    Optional<Rejection> no = check(command, standing, now)
                            .or(() -> read.getT2().isEmpty() ? Optional.of(Rejection.unknown("unknown-case"))
                                    : Optional.empty());
                    Optional<Sealed> sealed = no.isPresent() ? Optional.empty()
                            : read.getT2().map(key -> contents.seal(key, command.caseRef(), command.content()));
                    return referrals.change(command.caseRef(), caller.cause(),
                            known -> resubmitted(known.filter(found -> caller.sees(found.scope())),
                                    caller.officer(), command, standing, now, no, sealed));
                })
                .switchIfEmpty(Mono.fromSupplier(() -> new Outcome.Refused<>(Rejection.unknown("unknown-case"))));
    }

    private static Decision<Referral, ReferralEvent> resubmitted(Optional<Referral> known, Officer officer, Command command,
            CaseStanding standing, Instant now, Optional<Rejection> no, Optional<Sealed> sealed) {
        Optional<Rejection> refused = known.map(Referral::mayResubmit)
                .orElseGet(() -> Optional.of(Rejection.unknown("unknown-case"))).or(() -> no);
        return refused.<Decision<Referral, ReferralEvent>>map(Decision::refuse)
                .orElseGet(() -> known.orElseThrow().resubmit(submission(officer, command, standing, now),
                        sealed.orElseThrow()));
    }

    /** A case of which only consents are known so far is not known yet. */
    private Mono<Aggregate<CaseStanding>> standing(String caseRef) {
        return standings.find(caseRef).filter(found -> found.state().version() > 0);
    }

    private Optional<Rejection> check(Command command, CaseStanding standing, Instant now) {
        return ReferralPolicy.check(new ReferralPolicy.Request(profile.country(), profile.peers(), standing,
                command.originCountry(), command.ageGroup(), command.careFlags(), command.questions(), command.wantedBy(),
                command.content(), profile.dayOf(now)));
    }

    private static Submission submission(Officer officer, Command command, CaseStanding standing, Instant now) {
        LocalDate identifiedOn = Objects.requireNonNull(standing.identifiedOn());
        String unit = command.sendingUnit() == null ? officer.unit() : command.sendingUnit();
        return new Submission(1, now, officer, unit, command.receivingUnit(), identifiedOn,
                command.urgency(), command.sex(), command.ageGroup(), command.exploitationType(), command.careFlags(),
                command.questions(), standing.consents(), command.wantedBy());
    }

    private static Mono<Optional<CaseKey>> optional(Mono<CaseKey> key) {
        return key.map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
