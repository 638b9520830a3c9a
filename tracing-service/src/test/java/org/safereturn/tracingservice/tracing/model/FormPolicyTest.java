package org.safereturn.tracingservice.tracing.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.FREE;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.SEALED;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.SECOND;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.TRACER;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.WEDNESDAY;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.answer;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.atOrigin;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.codes;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.refusal;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.state;

/** The rules of the long form of SOP Annex 8, with its fields as the country profiles have them. */
class FormPolicyTest {

    private static final String FORM = "SOP-8-V2";
    private static final FormFields FIELDS = LongForm.annexEight();
    private static final Map<String, String> FOUND = Map.of("giver", "FAMILY", "assessment", "GIVEN", "sharing", "GIVEN");

    @Test
    void able_with_support_names_the_support() {
        Map<String, String> home = Map.of("housing", "x", "incomeAndDebts", "x", "homeSafety", "x", "childCare", "ABLE_WITH_SUPPORT");
        assertThat(written("G", home, List.of())).hasValueSatisfying(refusal -> {
            assertThat(refusal.rule()).isEqualTo("form-answer-needs-more");
            assertThat(refusal.parameters()).containsEntry("field", "answers.childSupport").containsEntry("other", "answers.childCare");
        });
        assertThat(written("H", Map.of(), List.of(Map.of("careFlag", "ELDERLY", "properCare", "ABLE"),
                Map.of("careFlag", "DISABILITY", "properCare", "ABLE_WITH_SUPPORT")))).hasValueSatisfying(refusal ->
                assertThat(refusal.parameters()).containsEntry("field", "rows[1].careSupport"));
        assertThat(written("H", Map.of(), List.of(Map.of("careFlag", "DISABILITY", "properCare", "ABLE_WITH_SUPPORT",
                "careSupport", "A ramp")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "J | adultWantsContact | PERHAPS | invalid-value | answers.adultWantsContact",
        "J | contactLimits | By letter | field-missing | answers.adultWantsContact",
        "N | nextReview | next week | invalid-value | answers.nextReview",
        "L | riskLevel | HIGH | form-answer-needs-more | answers.mitigation",
        "A | mood | good | form-field-unknown | answers.mood",
        "A | Malee of the village | good | form-field-unknown | answers"})
    void an_answer_that_is_none_is_told_beside_its_field(String section, String field, String value, String rule, String place) {
        assertThat(written(section, Map.of(field, value), List.of())).hasValueSatisfying(refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.parameters()).containsEntry("field", place);
        });
    }

    @Test
    void a_line_for_the_same_need_stands_once_and_a_text_has_its_limit() {
        Map<String, String> able = Map.of("careFlag", "ELDERLY", "properCare", "ABLE");
        assertThat(written("H", Map.of(), List.of(able, able))).hasValueSatisfying(refusal ->
                assertThat(refusal.parameters()).containsEntry("field", "rows[1].careFlag"));
        assertThat(written("F", Map.of(), List.of(Map.of("name", "A", "relation", "AUNT"), Map.of("name", "B", "relation", "AUNT"))))
                .as("two aunts").isEmpty();
        assertThat(written("E", Map.of("familyWishes", "x".repeat(4_000)), List.of())).isEmpty();
        assertThat(written("E", Map.of("familyWishes", "x".repeat(4_001)), List.of())).isPresent();
    }

    /** Scenario 2. */
    @Test
    void scenario_2_no_result_of_a_child_without_a_best_interests_record_and_the_consents_of_three() {
        Tracing child = atOrigin(CareFlag.CHILD);
        Map<String, FormAnswers.Written> form = new HashMap<>(Map.of("F", nothing(), "G", said("childCare", "ABLE_WITH_SUPPORT",
                "childSupport", "A place at school"), "L", said("riskLevel", "LOW")));
        assertThat(rule(child, form, FamilyOutcome.LOCATED_ABLE_WITH_SUPPORT)).contains("best-interests-record-missing");
        form.put("I", said("bestInterestsRecommendation", "To the aunt"));
        assertThat(rule(child, form, FamilyOutcome.LOCATED_ABLE_WITH_SUPPORT)).contains("form-consent-missing");
        form.put("K", new FormAnswers.Written(Map.of(), List.of(FOUND, consent("GUARDIAN"))));
        assertThat(refused(child, form, FamilyOutcome.LOCATED_ABLE_WITH_SUPPORT).orElseThrow().parameters())
                .containsEntry("giver", "CHILD");
        form.put("K", new FormAnswers.Written(Map.of(), List.of(FOUND, consent("GUARDIAN"), consent("CHILD"))));
        assertThat(rule(child, form, FamilyOutcome.LOCATED_ABLE_WITH_SUPPORT)).isEmpty();
        assertThat(new FormAnswers(form).careAnswers()).containsExactly(answer(CareFlag.CHILD, Capacity.ABLE_WITH_SUPPORT));
    }

    /** Scenario 3. */
    @Test
    void scenario_3_who_cannot_live_with_the_family_is_received_by_a_unit_and_every_need_has_its_block() {
        Tracing elderly = atOrigin(CareFlag.ELDERLY, CareFlag.CHRONIC_CONDITION);
        Map<String, FormAnswers.Written> form = new HashMap<>(Map.of("F", nothing(), "G", nothing(), "J", nothing(), "L", nothing(),
                "K", new FormAnswers.Written(Map.of(), List.of(FOUND))));
        assertThat(refused(elderly, form, FamilyOutcome.LOCATED_UNABLE).orElseThrow().parameters()).containsEntry("section", "H");
        form.put("H", new FormAnswers.Written(Map.of(), List.of(block("ELDERLY"), block("CHRONIC_CONDITION"))));
        Findings nowhere = new Findings(NationalityOutcome.CONFIRMED, List.of(), FamilyOutcome.LOCATED_UNABLE, List.of(), null, null, null);
        assertThat(FormPolicy.ofResult(FIELDS, new FormAnswers(form), elderly, nowhere)).map(Rejection::rule)
                .contains("reception-unit-missing");
        assertThat(rule(elderly, form, FamilyOutcome.LOCATED_UNABLE)).isEmpty();
        assertThat(new FormAnswers(form).careAnswers()).containsExactly(answer(CareFlag.ELDERLY, Capacity.UNABLE),
                answer(CareFlag.CHRONIC_CONDITION, Capacity.UNABLE));
    }

    @Test
    void an_adult_of_whom_no_family_was_found_needs_the_wishes_and_the_risk_only() {
        assertThat(rule(atOrigin(), new HashMap<>(Map.of("J", nothing(), "L", nothing())), FamilyOutcome.NOT_LOCATED)).isEmpty();
        assertThat(refused(atOrigin(), new HashMap<>(), FamilyOutcome.NOT_LOCATED).orElseThrow().parameters())
                .containsEntry("section", "J, L").containsEntry("field", "form");
    }

    @Test
    void a_family_that_refused_was_not_assessed() {
        Map<String, FormAnswers.Written> form = new HashMap<>(Map.of("F", nothing(), "G", nothing(), "J", nothing(), "L", nothing(),
                "K", new FormAnswers.Written(Map.of(), List.of(Map.of("giver", "FAMILY", "assessment", "REFUSED")))));
        assertThat(rule(atOrigin(), form, FamilyOutcome.LOCATED_ABLE)).contains("form-assessment-refused");
    }

    @ParameterizedTest
    @EnumSource(value = Capacity.class, names = {"ABLE_WITH_SUPPORT", "UNABLE", "UNSAFE"})
    void a_family_is_not_called_able_against_a_block(Capacity capacity) {
        List<CareAnswer> said = new FormAnswers(Map.of("G", said("childCare", capacity.name()))).careAnswers();
        assertThat(refusal(atOrigin(CareFlag.CHILD).draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                codes(said.toArray(CareAnswer[]::new)), SEALED, true, null, FREE, TRACER, WEDNESDAY))).satisfies(refusal -> {
                    assertThat(refusal.rule()).isEqualTo("care-answer-contradicts-family-outcome");
                    assertThat(refusal.parameters()).containsEntry("field", "familyOutcome");
                });
    }

    @Test
    void nothing_crosses_but_what_the_host_needs_and_what_is_about_the_family_with_its_consent_only() {
        Map<String, FormAnswers.Written> form = new HashMap<>(Map.of(
                "G", said("housing", "Two rooms", "childCare", "ABLE_WITH_SUPPORT", "childSupport", "A place at school"),
                "F", new FormAnswers.Written(Map.of(), List.of(Map.of("name", "Malee", "relation", "AUNT"))),
                "K", new FormAnswers.Written(Map.of(), List.of(FOUND))));
        FormAnswers shared = new FormAnswers(form).crossing(FIELDS);
        assertThat(shared.section("G").answers()).containsOnlyKeys("childCare", "childSupport");
        assertThat(shared.has("F")).isFalse();
        form.put("K", new FormAnswers.Written(Map.of(), List.of(Map.of("giver", "FAMILY", "sharing", "REFUSED"))));
        assertThat(new FormAnswers(form).crossing(FIELDS).section("G").answers()).containsOnlyKeys("childCare");
    }

    @Test
    void two_officers_sign_the_form_and_nobody_changes_it_while_it_waits() {
        Tracing filled = state(write(atOrigin(), TRACER));
        ResultForm form = new ResultForm(FORM, "SOP", "8", "2", filled.filledIn(FORM));
        Tracing drafted = state(drafted(filled, form));
        assertThat(refusal(write(drafted, TRACER)).rule()).isEqualTo("draft-awaits-approval");
        Tracing byBoth = state(write(state(write(atOrigin(), SECOND)), TRACER));
        assertThat(byBoth.form()).as("filled in anew").hasSize(1);
        Tracing other = state(drafted(state(write(atOrigin(), SECOND)), new ResultForm(FORM, "SOP", "8", "2",
                List.of(new FormSection(FORM, "J", SEALED, SECOND, WEDNESDAY)))));
        assertThat(refusal(other.approveResult(1, TracingFixtures.ANSWERED, null, FREE, SECOND, WEDNESDAY)).rule())
                .isEqualTo("approver-filled-in-form");
        Tracing issued = state(drafted.approveResult(1, TracingFixtures.ANSWERED, null, FREE, SECOND, WEDNESDAY));
        assertThat(issued.latestResult().orElseThrow().form()).isEqualTo(form);
    }

    @Test
    void a_form_that_changed_since_it_was_read_is_read_again() {
        ResultForm read = new ResultForm(FORM, "SOP", "8", "2", List.of());
        assertThat(refusal(drafted(state(write(atOrigin(), TRACER)), read)).rule()).isEqualTo("form-section-changed");
    }

    @Test
    void a_field_that_would_let_cross_what_never_crosses_stops_the_start() {
        assertThatThrownBy(() -> new FormFields.Field("shelter", FormFields.Kind.TEXT, List.of(), false, Map.of(),
                FormFields.DataClass.DC4, true, false)).hasMessageContaining("never crosses");
        assertThatThrownBy(() -> new FormFields.Field("care", FormFields.Kind.CODE, List.of(), false, Map.of(),
                FormFields.DataClass.DC3, true, false)).hasMessageContaining("no options");
    }

    private static Decision<Tracing, TracingEvent> write(Tracing tracing, Officer by) {
        return tracing.writeSection(FORM, FIELDS.section("J").orElseThrow(), said("adultWantsContact", "YES"), SEALED, by, WEDNESDAY);
    }

    private static Decision<Tracing, TracingEvent> drafted(Tracing tracing, ResultForm form) {
        return tracing.draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED, codes().on(form, List.of()), SEALED,
                false, null, FREE, TRACER, WEDNESDAY);
    }

    private static Optional<Rejection> written(String section, Map<String, String> answers, List<Map<String, String>> rows) {
        return FormPolicy.ofSection(FIELDS.section(section).orElseThrow(), new FormAnswers.Written(answers, rows));
    }

    private static Optional<String> rule(Tracing tracing, Map<String, FormAnswers.Written> form, FamilyOutcome family) {
        return refused(tracing, form, family).map(Rejection::rule);
    }

    private static Optional<Rejection> refused(Tracing tracing, Map<String, FormAnswers.Written> form, FamilyOutcome family) {
        return FormPolicy.ofResult(FIELDS, new FormAnswers(form), tracing, new Findings(NationalityOutcome.CONFIRMED, List.of(),
                family, List.of(), null, "KH-POI-PET-TC", null));
    }

    private static Map<String, String> consent(String giver) {
        return Map.of("giver", giver, "assessment", "GIVEN", "sharing", "GIVEN");
    }

    private static Map<String, String> block(String flag) {
        return Map.of("careFlag", flag, "properCare", "UNABLE", "careWhy", "Works far away");
    }

    private static FormAnswers.Written nothing() {
        return new FormAnswers.Written(Map.of(), List.of());
    }

    private static FormAnswers.Written said(String... answers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            all.put(answers[i], answers[i + 1]);
        }
        return new FormAnswers.Written(all, List.of());
    }
}
