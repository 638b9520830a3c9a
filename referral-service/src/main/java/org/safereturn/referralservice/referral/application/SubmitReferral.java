package org.safereturn.referralservice.referral.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Additions;
import org.safereturn.referralservice.referral.model.CasePerson;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.IssuedKey;
import org.safereturn.referralservice.referral.model.ReferralPolicy;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Consent.Purpose;
import reactor.core.publisher.Mono;

/**
 * The host sends a referral, or sends it again: completed, or after it was declined or withdrawn. Who the person is comes from
 * the case file each time, as the own case-service last told it; the request adds only what the file does not say. All of it is
 * sealed before anything is decided or stored, and the rules are asked again each time, consent first among them.
 */
public final class SubmitReferral {

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<CaseStanding, Void> standings;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final ReferralContents contents;
    private final ReturnOfCase returns;
    private final CountryProfile profile;
    private final Clock clock;

    public SubmitReferral(Aggregates<Referral, ReferralEvent> referrals, Aggregates<CaseStanding, Void> standings,
            CaseKeys keys, Sealing sealing, ReferralContents contents, ReturnOfCase returns, CountryProfile profile, Clock clock) {
        this.referrals = referrals;
        this.standings = standings;
        this.returns = returns;
        this.keys = keys;
        this.sealing = sealing;
        this.contents = contents;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * What the sender says.
     *
     * @param originCountry country it is meant for; as the case file says where absent
     * @param sendingUnit the caller's unit where absent
     * @param receivingUnit as in the round before where absent
     * @param urgency as in the round before where absent
     * @param questions as in the round before where absent
     * @param wantedBy as in the round before where absent, unless that has ended
     * @param additions to what the case file says
     */
    public record Command(String caseRef, @Nullable String originCountry, @Nullable String sendingUnit,
            @Nullable String receivingUnit, Submission.@Nullable Urgency urgency, @Nullable List<Purpose> questions,
            @Nullable LocalDate wantedBy, Additions additions) {

        /**
         * The same, and what is not said is as it was in the round before.
         *
         * @param ended whether that round ended; then its day is not wanted any more
         */
        Command orAsIn(Submission before, boolean ended) {
            return new Command(caseRef, originCountry, sendingUnit,
                    receivingUnit == null ? before.receivingUnit() : receivingUnit,
                    urgency == null ? before.urgency() : urgency, questions == null ? before.questions() : questions,
                    wantedBy == null && !ended ? before.wantedBy() : wantedBy, additions);
        }
    }

    /** Sends a case for the first time; a case that the officer does not see is unknown. */
    public Mono<Outcome<Referral>> submit(Caller caller, Command command) {
        Instant now = clock.instant();
        return known(command.caseRef()).filter(found -> caller.sees(found.standing().scope()))
                .flatMap(found -> {
                    Prepared prepared = prepare(caller, found, command, now, null);
                    if (prepared.no() != null) {
                        Rejection no = prepared.no();
                        return referrals.change(command.caseRef(), caller.cause(), known -> known
                                .map(Referral::alreadyReferred).orElseGet(() -> Decision.refuse(no)));
                    }
                    CaseKey key = found.key().orElseThrow();
                    Journey journey = found.standing().journey();
                    IssuedKey issued = new IssuedKey(journey.origin(), key.id(), sealing.wrapFor(journey.origin(), key));
                    return referrals.begin(command.caseRef(), caller.cause(), known -> Referral.submit(known,
                            command.caseRef(), journey, prepared.submission(), prepared.sealed(), issued,
                            found.standing().scope()));
                })
                .switchIfEmpty(Mono.fromSupplier(() -> new Outcome.Refused<>(Rejection.unknown("unknown-case"))));
    }

    /**
     * Sends it again in the next round, with what the case file says now. Where the round before ended, its return begins anew,
     * unless the person was handed over.
     */
    public Mono<Outcome<Referral>> resubmit(Caller caller, Command said) {
        Instant now = clock.instant();
        return Mono.zip(known(said.caseRef()), referrals.find(said.caseRef())
                        .filter(found -> caller.sees(found.state().scope())), returns.over(said.caseRef()))
                .flatMap(read -> {
                    Known found = read.getT1();
                    Referral before = read.getT2().state();
                    Command command = completed(said.orAsIn(before.submission(), before.endedAt().isPresent()), before,
                            found.key());
                    Optional<Prepared> prepared = before.mayResubmit().isPresent() ? Optional.empty()
                            : Optional.of(prepareAgain(caller, found, command, now, before, read.getT3()));
                    return referrals.change(command.caseRef(), caller.cause(), known -> resubmitted(
                            known.filter(referral -> caller.sees(referral.scope())), before, prepared));
                })
                .flatMap(outcome -> outcome.state().map(returns::beginAnew).orElseGet(Mono::empty).thenReturn(outcome))
                .switchIfEmpty(Mono.fromSupplier(() -> new Outcome.Refused<>(Rejection.unknown("unknown-case"))));
    }

    private Prepared prepareAgain(Caller caller, Known found, Command command, Instant now, Referral before, boolean over) {
        Optional<Instant> ended = before.endedAt();
        return over && ended.isPresent() ? new Prepared(Referral.tooLateToReferAgain(), null, null)
                : prepare(caller, found, command, now, ended.orElse(null));
    }

    /** Only the round that was read is sent again: what is left out of the request was taken from it. */
    private static Decision<Referral, ReferralEvent> resubmitted(Optional<Referral> known, Referral before,
            Optional<Prepared> prepared) {
        if (known.isEmpty()) {
            return Decision.refuse(Rejection.unknown("unknown-case"));
        }
        Optional<Rejection> no = known.get().mayResubmit();
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        if (prepared.isEmpty() || known.get().round() != before.round() || !known.get().endedAt().equals(before.endedAt())) {
            return Decision.refuse(Rejection.refused("round-out-of-date", "round", String.valueOf(known.get().round())));
        }
        Rejection rejection = prepared.get().no();
        return rejection != null ? Decision.refuse(rejection)
                : known.get().resubmit(prepared.get().submission(), prepared.get().sealed());
    }

    private Command completed(Command command, Referral before, Optional<CaseKey> key) {
        return key.map(opening -> new Command(command.caseRef(), command.originCountry(), command.sendingUnit(),
                command.receivingUnit(), command.urgency(), command.questions(), command.wantedBy(), command.additions()
                        .orAsIn(contents.open(opening, command.caseRef(), before.content())))).orElse(command);
    }

    private record Known(CaseStanding standing, Optional<CaseKey> key) {
    }

    /** A case of which only consents are known so far is not known yet. */
    private Mono<Known> known(String caseRef) {
        return standings.find(caseRef).filter(found -> found.state().version() > 0)
                .flatMap(found -> keys.find(caseRef).map(Optional::of).defaultIfEmpty(Optional.empty())
                        .map(key -> new Known(found.state(), key)));
    }

    /** A submission that may be sent, or why it may not. */
    private record Prepared(@Nullable Rejection no, @Nullable Submission ready, @Nullable Sealed part) {

        Submission submission() {
            return Objects.requireNonNull(ready);
        }

        Sealed sealed() {
            return Objects.requireNonNull(part);
        }
    }

    private Prepared prepare(Caller caller, Known found, Command command, Instant now, @Nullable Instant ended) {
        CaseStanding standing = found.standing();
        Sealed told = standing.person();
        if (told == null || found.key().isEmpty()) {
            return new Prepared(Rejection.conflict("person-not-here"), null, null);
        }
        CaseKey key = found.key().get();
        CasePerson person;
        try {
            person = contents.openPerson(key, command.caseRef(), told).with(command.additions());
        } catch (CannotOpen e) {
            return new Prepared(Rejection.conflict("person-not-here"), null, null);
        }
        String origin = command.originCountry() == null ? standing.journey().origin() : command.originCountry();
        String sendingUnit = command.sendingUnit() == null ? caller.officer().unit() : command.sendingUnit();
        String receivingUnit = Objects.requireNonNull(command.receivingUnit());
        List<Purpose> questions = Objects.requireNonNull(command.questions());
        Optional<Rejection> no = ReferralPolicy.check(new ReferralPolicy.Request(profile.country(), profile.peers(),
                standing, origin, sendingUnit, unitsOf(caller), receivingUnit, profile.receivingUnitsOf(origin), questions,
                command.wantedBy(), person, profile.moment(now), ended));
        if (no.isPresent()) {
            return new Prepared(no.get(), null, null);
        }
        Officer officer = caller.officer();
        return new Prepared(null, new Submission(1, now, officer, sendingUnit, receivingUnit,
                Objects.requireNonNull(standing.identifiedOn()), Objects.requireNonNull(command.urgency()),
                Objects.requireNonNull(person.content().sex()), person.ageGroup(), person.exploitationType(), List.of(),
                questions, standing.consents(), command.wantedBy()),
                contents.seal(key, command.caseRef(), told, command.additions()));
    }

    /** An officer sends for the own unit; the ministry's system for every unit of the ministry. */
    private Set<String> unitsOf(Caller caller) {
        Set<String> units = new HashSet<>(caller.is(Role.MINISTRY_SYSTEM) ? profile.unitCodes() : Set.of());
        units.add(caller.officer().unit());
        return units;
    }
}
