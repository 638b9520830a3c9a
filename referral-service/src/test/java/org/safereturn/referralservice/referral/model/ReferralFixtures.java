package org.safereturn.referralservice.referral.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.ReferralEvent.IssuedKey;
import org.safereturn.referralservice.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralSubmitted;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.CaseStanding.Route;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/** Made-up cases and people for tests. */
public final class ReferralFixtures {

    public static final String CASE = "5d3c1f6e-7a55-4c39-9d4a-0f5a3d6a1b01";
    public static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    public static final Officer HOST_OFFICER = new Officer("host-intake-1", "INTAKE_OFFICER", "HOST-UNIT", "AA");
    public static final Officer ORIGIN_OFFICER = new Officer("origin-intake-1", "INTAKE_OFFICER", "ORIGIN-UNIT", "BB");
    public static final Sealed CIPHERTEXT = new Sealed("key-1", "made.up.cipher.text.only");
    public static final IssuedKey KEY = new IssuedKey("BB", "key-1", "made.up.wrapped.key.only");

    private ReferralFixtures() {
    }

    public static Consent given(Purpose purpose) {
        return new Consent(purpose, Consent.Answer.GIVEN, Consent.Giver.PERSON, TODAY.minusDays(3), null, 1);
    }

    public static Consent given(Purpose purpose, Consent.Giver giver) {
        return new Consent(purpose, Consent.Answer.GIVEN, giver, TODAY.minusDays(3), null, 1);
    }

    public static CaseStanding standing(Journey journey, Consent... consents) {
        return new CaseStanding(CASE, 3, journey, Route.JOINT, TODAY.minusDays(5), List.of(consents), CaseScope.NOBODY, CIPHERTEXT, false, null);
    }

    public static CaseStanding standing(Journey journey, Consent.Giver giver) {
        return standing(journey, Arrays.stream(Purpose.values()).map(each -> given(each, giver)).toArray(Consent[]::new));
    }

    public static ReferralContent content() {
        return new ReferralContent("Sokha Testperson", "Sokha Testperson", false, true, List.of("Kha"), List.of(),
                Submission.Sex.FEMALE, LocalDate.of(1998, 5, 2), ReferralContent.DatePrecision.YEAR, null, null, "BB", null,
                List.of("km"), null, null, List.of(), new ReferralContent.Address("BB", "Made-up Province", null, null, null,
                        null, null, null, null, null), List.of(), List.of(), null,
                new ReferralContent.SafeContact(true, null, null, List.of(), null, false), null, null, null, List.of());
    }

    public static Submission submission(CareFlag... flags) {
        return new Submission(1, NOW, HOST_OFFICER, "HOST-UNIT", "ORIGIN-UNIT", TODAY.minusDays(5), Submission.Urgency.ROUTINE,
                Submission.Sex.FEMALE, Arrays.asList(flags).contains(CareFlag.CHILD) ? Submission.AgeGroup.AGE_12_17
                        : Submission.AgeGroup.AGE_18_59, null, List.of(flags), List.of(Purpose.TRACING,
                        Purpose.NATIONALITY_CHECK), List.of(given(Purpose.TRACING), given(Purpose.DATA_SHARING)), null);
    }

    public static ReferralPolicy.Request request(Journey journey, CaseStanding standing) {
        return request(journey, standing, new CasePerson(content(), Submission.AgeGroup.AGE_18_59, null));
    }

    public static ReferralPolicy.Request request(Journey journey, CaseStanding standing, CasePerson person) {
        return new ReferralPolicy.Request(journey.host(), Set.of(journey.origin()), standing, journey.origin(), "HOST-UNIT",
                Set.of("HOST-UNIT"), "ORIGIN-UNIT", Set.of("ORIGIN-UNIT"), List.of(Purpose.TRACING), null, person,
                new Moment(NOW, ZoneOffset.UTC));
    }

    public static MachineReceipt receipt() {
        return new MachineReceipt("7e0c6f0e-3a3d-4bb4-8f7a-1b1d6f2c9a02", "00ff", NOW);
    }

    public static Referral sent(Journey journey) {
        return accepted(Referral.submit(Optional.empty(), CASE, journey, submission(), CIPHERTEXT, KEY, CaseScope.NOBODY));
    }

    public static Referral received(Journey journey) {
        return accepted(Referral.receive(Optional.empty(), CASE, journey, new ReferralSubmitted(submission(), CIPHERTEXT),
                receipt()));
    }

    public static Referral opened(Journey journey) {
        return accepted(received(journey).open(new Opening(ORIGIN_OFFICER, NOW)));
    }

    public static <S, E> S accepted(Decision<S, E> decision) {
        return switch (decision) {
            case Decision.Accepted<S, E>(S state, List<E> ignored) -> state;
            case Decision.Refused<S, E>(Rejection rejection) -> throw new AssertionError("Refused: " + rejection);
        };
    }

    public static <S, E> List<E> events(Decision<S, E> decision) {
        return switch (decision) {
            case Decision.Accepted<S, E>(S ignored, List<E> events) -> new ArrayList<>(events);
            case Decision.Refused<S, E>(Rejection rejection) -> throw new AssertionError("Refused: " + rejection);
        };
    }

    public static <S, E> Rejection refused(Decision<S, E> decision) {
        return switch (decision) {
            case Decision.Accepted<S, E>(S state, List<E> ignored) -> throw new AssertionError("Accepted: " + state);
            case Decision.Refused<S, E>(Rejection rejection) -> rejection;
        };
    }
}
