package org.safereturn.referralservice.referral.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.CaseStanding.Route;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CASE;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.content;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.given;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.request;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.standing;

class ReferralPolicyTest {

    private static final Moment AT = new Moment(NOW, ZoneOffset.UTC);
    private static final Journey JOURNEY = new Journey("TH", "KH");

    @ParameterizedTest
    @CsvSource({"TH,KH", "KH,TH", "ZZ,KH", "KH,ZZ"})
    void an_identified_person_who_consents_is_referred_in_any_direction(String host, String origin) {
        Journey journey = new Journey(host, origin);
        assertThat(ReferralPolicy.check(request(journey, standing(journey, Consent.Giver.PERSON)))).isEmpty();
    }

    @Test
    void a_referral_to_ones_own_country_is_refused() {
        assertThat(ruleFor(to("TH"))).isEqualTo("own-country");
    }

    @Test
    void a_referral_to_a_country_that_is_no_peer_is_refused() {
        assertThat(ruleFor(to("XX"))).isEqualTo("unknown-country");
    }

    @Test
    void a_referral_to_another_country_than_the_case_names_is_refused() {
        assertThat(ruleFor(request(JOURNEY, standing(new Journey("TH", "ZZ"), Consent.Giver.PERSON))))
                .isEqualTo("case-of-another-journey");
    }

    @ParameterizedTest
    @CsvSource({"TRACING", "DATA_SHARING"})
    void without_consent_to_a_needed_purpose_nothing_is_sent(Purpose missing) {
        Consent[] others = ReferralPolicy.needed(List.of(Purpose.TRACING)).stream().filter(each -> each != missing).map(ReferralFixtures::given)
                .toArray(Consent[]::new);
        Rejection rejection = ReferralPolicy.check(request(JOURNEY, standing(JOURNEY, others))).orElseThrow();
        assertThat(rejection.rule()).isEqualTo("consent-missing");
        assertThat(rejection.parameters()).containsEntry("purpose", missing.name());
    }

    @ParameterizedTest
    @CsvSource({"REFUSED,consent-not-given", "WITHDRAWN,consent-not-given", "OVERRIDDEN,consent-not-given",
            "UNKNOWN,consent-not-given", "EXPIRED,consent-expired"})
    void only_consent_that_is_given_opens_the_gate(Consent.Answer answer, String rule) {
        Consent tracing = new Consent(Purpose.TRACING, answer, Consent.Giver.AUTHORITY, TODAY, null, 1);
        assertThat(ruleFor(request(JOURNEY, standing(JOURNEY, tracing, given(Purpose.DATA_SHARING))))).isEqualTo(rule);
    }

    @Test
    void consent_stands_on_its_last_day_and_not_on_the_next() {
        assertThat(ReferralPolicy.check(request(JOURNEY, expiring(TODAY)))).isEmpty();
        assertThat(ruleFor(request(JOURNEY, expiring(TODAY.minusDays(1))))).isEqualTo("consent-expired");
    }

    @Test
    void contacting_the_family_may_be_refused_and_the_refusal_travels() {
        Consent no = new Consent(Purpose.FAMILY_CONTACT, Consent.Answer.REFUSED, Consent.Giver.PERSON, TODAY, null, 1);
        assertThat(ReferralPolicy.check(request(JOURNEY,
                standing(JOURNEY, given(Purpose.TRACING), given(Purpose.DATA_SHARING), no)))).isEmpty();
    }

    @Test
    void who_refuses_tracing_is_referred_for_the_nationality_check_alone() {
        Consent no = new Consent(Purpose.TRACING, Consent.Answer.REFUSED, Consent.Giver.PERSON, TODAY, null, 1);
        CaseStanding standing = standing(JOURNEY, no, given(Purpose.NATIONALITY_CHECK), given(Purpose.DATA_SHARING));
        assertThat(ReferralPolicy.check(asking(standing, Purpose.NATIONALITY_CHECK))).isEmpty();
        assertThat(ruleFor(asking(standing, Purpose.NATIONALITY_CHECK, Purpose.TRACING))).isEqualTo("consent-not-given");
    }

    @Test
    void what_is_asked_is_consented_to() {
        CaseStanding standing = standing(JOURNEY, given(Purpose.TRACING), given(Purpose.DATA_SHARING));
        assertThat(ruleFor(asking(standing, Purpose.NATIONALITY_CHECK))).isEqualTo("consent-missing");
        assertThat(ruleFor(asking(standing, Purpose.FAMILY_CONTACT))).isEqualTo("consent-missing");
        assertThat(ReferralPolicy.needed(List.of(Purpose.FAMILY_CONTACT)))
                .containsExactly(Purpose.TRACING, Purpose.FAMILY_CONTACT, Purpose.DATA_SHARING);
    }

    @Test
    void who_is_referred_again_was_asked_again_for_everything_that_is_needed_after_the_last_round_ended() {
        Instant ended = NOW.minusSeconds(60);
        CaseStanding before = standing(JOURNEY, recorded(Purpose.TRACING, ended), recorded(Purpose.DATA_SHARING, NOW));
        Rejection refused = ReferralPolicy.check(again(before, ended)).orElseThrow();
        assertThat(refused.rule()).isEqualTo("consent-not-anew");
        assertThat(refused.parameters()).containsEntry("purpose", "TRACING");
        CaseStanding unsaid = standing(JOURNEY, given(Purpose.TRACING), recorded(Purpose.DATA_SHARING, NOW));
        assertThat(ruleFor(again(unsaid, ended))).as("of which nobody said when").isEqualTo("consent-not-anew");
        CaseStanding after = standing(JOURNEY, recorded(Purpose.TRACING, NOW), recorded(Purpose.DATA_SHARING, NOW));
        assertThat(ReferralPolicy.check(again(after, ended))).isEmpty();
        assertThat(ReferralPolicy.check(request(JOURNEY, before))).as("the first round").isEmpty();
    }

    private static Consent recorded(Purpose purpose, Instant at) {
        Consent given = given(purpose);
        return new Consent(purpose, given.decision(), given.givenBy(), given.decidedOn(), given.expiresOn(), at, given.version());
    }

    private static ReferralPolicy.Request again(CaseStanding standing, Instant ended) {
        return new ReferralPolicy.Request("TH", Set.of("KH"), standing, "KH", "HOST-UNIT", Set.of("HOST-UNIT"), "ORIGIN-UNIT",
                Set.of("ORIGIN-UNIT"), List.of(Purpose.TRACING), null,
                new CasePerson(content(), Submission.AgeGroup.AGE_18_59, null), AT, ended);
    }

    private static ReferralPolicy.Request asking(CaseStanding standing, Purpose... questions) {
        return new ReferralPolicy.Request("TH", Set.of("KH"), standing, "KH", "HOST-UNIT", Set.of("HOST-UNIT"), "ORIGIN-UNIT",
                Set.of("ORIGIN-UNIT"), List.of(questions), null,
                new CasePerson(content(), Submission.AgeGroup.AGE_18_59, null), AT);
    }

    @Test
    void a_child_is_referred_only_with_a_guardians_decision() {
        assertThat(ruleFor(child(standing(JOURNEY, Consent.Giver.PERSON)))).isEqualTo("guardian-decision-missing");
        assertThat(ReferralPolicy.check(child(standing(JOURNEY, Consent.Giver.GUARDIAN)))).isEmpty();
        assertThat(ReferralPolicy.check(child(standing(JOURNEY, Consent.Giver.AUTHORITY)))).isEmpty();
    }

    @Test
    void a_child_by_the_flag_alone_is_a_child_where_no_age_is_stated() {
        CasePerson flagged = new CasePerson(flagged(), Submission.AgeGroup.NOT_STATED, null);
        assertThat(ruleFor(request(JOURNEY, standing(JOURNEY, Consent.Giver.PERSON), flagged)))
                .isEqualTo("guardian-decision-missing");
    }

    @Test
    void a_referral_goes_from_a_unit_of_the_sender_to_a_unit_that_takes_referrals() {
        CaseStanding standing = standing(JOURNEY, Consent.Giver.PERSON);
        CasePerson person = new CasePerson(content(), Submission.AgeGroup.AGE_18_59, null);
        Rejection foreign = ReferralPolicy.check(new ReferralPolicy.Request("TH", Set.of("KH"), standing, "KH", "ANOTHER-UNIT",
                Set.of("HOST-UNIT"), "ORIGIN-UNIT", Set.of("ORIGIN-UNIT"), List.of(Purpose.TRACING), null, person, AT))
                .orElseThrow();
        assertThat(foreign.rule()).isEqualTo("sending-unit-not-own");
        assertThat(foreign.parameters()).containsEntry("known", "HOST-UNIT").containsEntry("field", "sendingUnit");
        Rejection unknown = ReferralPolicy.check(new ReferralPolicy.Request("TH", Set.of("KH"), standing, "KH", "HOST-UNIT",
                Set.of("HOST-UNIT"), "MADE-UP", Set.of("ORIGIN-UNIT"), List.of(Purpose.TRACING), null, person, AT))
                .orElseThrow();
        assertThat(unknown.rule()).isEqualTo("unknown-receiving-unit");
        assertThat(unknown.parameters()).containsEntry("known", "ORIGIN-UNIT").containsEntry("field", "receivingUnit");
    }

    @Test
    void a_case_without_identification_decision_is_not_referred() {
        CaseStanding undecided = new CaseStanding(CASE, 1, JOURNEY, Route.JOINT, null, List.of(), CaseScope.NOBODY, null, false, null);
        assertThat(ruleFor(request(JOURNEY, undecided))).isEqualTo("identification-missing");
    }

    @Test
    void a_case_that_is_routed_elsewhere_is_not_referred() {
        CaseStanding national = new CaseStanding(CASE, 1, JOURNEY, Route.NATIONAL_FORM, TODAY, List.of(), CaseScope.NOBODY, null, false, null);
        assertThat(ruleFor(request(JOURNEY, national))).isEqualTo("route-not-joint");
    }

    @Test
    void a_person_who_has_turned_eighteen_decides_alone_from_that_day_on() {
        CaseStanding alone = standing(JOURNEY, Consent.Giver.PERSON);
        assertThat(ReferralPolicy.check(request(JOURNEY, alone, bornOn(TODAY.minusDays(3).minusYears(18))))).isEmpty();
        assertThat(ruleFor(request(JOURNEY, alone, bornOn(TODAY.minusDays(2).minusYears(18)))))
                .isEqualTo("guardian-decision-missing");
    }

    @Test
    void a_day_by_which_an_answer_is_wanted_is_judged_as_every_deadline_is() {
        assertThat(ReferralPolicy.check(wanted(TODAY, AT))).isEmpty();
        Rejection over = ReferralPolicy.check(wanted(TODAY.minusDays(1), AT)).orElseThrow();
        assertThat(over).isEqualTo(AT.notOver("wantedBy", TODAY.minusDays(1)).orElseThrow());
        assertThat(over.parameters()).containsEntry("field", "wantedBy");
        Moment lateInUtc = new Moment(TODAY.atTime(20, 0).toInstant(ZoneOffset.UTC), ZoneId.of("Asia/Bangkok"));
        assertThat(ReferralPolicy.check(wanted(TODAY, lateInUtc))).as("in the country it is over").isPresent();
    }

    private static ReferralPolicy.Request wanted(LocalDate day, Moment now) {
        return new ReferralPolicy.Request("TH", Set.of("KH"), standing(JOURNEY, Consent.Giver.PERSON), "KH", "HOST-UNIT",
                Set.of("HOST-UNIT"), "ORIGIN-UNIT", Set.of("ORIGIN-UNIT"), List.of(Purpose.TRACING), day,
                new CasePerson(content(), Submission.AgeGroup.AGE_18_59, null), now);
    }

    @Test
    void a_case_whose_file_has_ended_is_not_referred() {
        CaseStanding ended = new CaseStanding(CASE, 1, JOURNEY, Route.JOINT, TODAY, List.of(), CaseScope.NOBODY, null, true, null);
        assertThat(ruleFor(request(JOURNEY, ended))).isEqualTo("case-closed");
    }

    @Test
    void what_is_missing_for_tracing_is_named() {
        ReferralContent empty = new ReferralContent(" ", null, false, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, List.of());
        Rejection rejection = ReferralPolicy.check(new ReferralPolicy.Request("TH", Set.of("KH"),
                standing(JOURNEY, Consent.Giver.PERSON), "KH", "HOST-UNIT", Set.of("HOST-UNIT"), "ORIGIN-UNIT",
                Set.of("ORIGIN-UNIT"), List.of(), null, new CasePerson(empty, Submission.AgeGroup.AGE_18_59, null), AT))
                .orElseThrow();
        assertThat(rejection.rule()).isEqualTo("minimum-data-missing");
        assertThat(rejection.parameters().get("fields")).contains("nameOwnScript, nameRomanised or nameUnknown", "sex",
                "languages", "originAddress, relatives or documents", "safeContact", "questions");
    }

    private static String ruleFor(ReferralPolicy.Request request) {
        return ReferralPolicy.check(request).orElseThrow().rule();
    }

    private static ReferralPolicy.Request to(String country) {
        return new ReferralPolicy.Request("TH", Set.of("KH"), standing(JOURNEY, Consent.Giver.PERSON), country, "HOST-UNIT",
                Set.of("HOST-UNIT"), "ORIGIN-UNIT", Set.of("ORIGIN-UNIT"), List.of(Purpose.TRACING), null,
                new CasePerson(content(), Submission.AgeGroup.AGE_18_59, null), AT);
    }

    private static ReferralPolicy.Request child(CaseStanding standing) {
        return request(JOURNEY, standing, new CasePerson(flagged(), Submission.AgeGroup.AGE_12_17, null));
    }

    private static CasePerson bornOn(LocalDate day) {
        return new CasePerson(flagged(day, null), Submission.AgeGroup.AGE_12_17, null);
    }

    private static ReferralContent flagged() {
        return flagged(null, 15);
    }

    private static ReferralContent flagged(@Nullable LocalDate born, @Nullable Integer age) {
        ReferralContent known = content();
        return new ReferralContent(known.nameOwnScript(), null, false, null, null, null, known.sex(), born,
                born == null ? null : ReferralContent.DatePrecision.EXACT, age, null,
                known.nationalityClaimed(), null, known.languages(), null, null, null, known.originAddress(), null, null, null,
                known.safeContact(), null, null, null, List.of(CareFlag.CHILD));
    }

    private static CaseStanding expiring(LocalDate lastDay) {
        return standing(JOURNEY, new Consent(Purpose.TRACING, Consent.Answer.GIVEN, Consent.Giver.PERSON, TODAY, lastDay, 1),
                given(Purpose.DATA_SHARING));
    }
}
