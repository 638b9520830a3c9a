package org.safereturn.tracingservice.tracing.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.NOW;

/** The person's instruction on contact with the family binds every officer. */
class SafeContactTest {

    private static final SafeContact NO_CONTACT = new SafeContact(false, true);
    private static final SafeContact NO_VISIT = new SafeContact(true, true);

    private static Decision<Tracing, TracingEvent> record(ActionType type, SafeContact asked) {
        return atOrigin().recordAction(type, TODAY, ActionResult.PENDING, SEALED, asked, TRACER, NOW);
    }

    @ParameterizedTest
    @EnumSource(value = ActionType.class, names = {"FAMILY_CALL", "FAMILY_VISIT", "FAMILY_ASSESSMENT"})
    void nobody_speaks_to_a_family_that_must_not_be_contacted(ActionType type) {
        assertThat(refusal(record(type, NO_CONTACT)).rule()).isEqualTo("safe-contact-forbids-contact");
    }

    @ParameterizedTest
    @EnumSource(value = ActionType.class, names = {"FAMILY_CALL", "FAMILY_VISIT", "FAMILY_ASSESSMENT"},
            mode = EnumSource.Mode.EXCLUDE)
    void what_reaches_nobody_of_the_family_goes_on(ActionType type) {
        assertThat(state(record(type, NO_CONTACT)).actions()).hasSize(1);
    }

    @Test
    void nobody_visits_a_family_that_must_not_be_visited_and_a_call_is_permitted() {
        assertThat(refusal(record(ActionType.FAMILY_VISIT, NO_VISIT)).rule()).isEqualTo("safe-contact-forbids-visits");
        assertThat(state(record(ActionType.FAMILY_CALL, NO_VISIT)).actions()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Milestone.class, names = {"VISIT_PLANNED", "VISITED"})
    void no_visit_is_reported_where_none_may_be_made(Milestone milestone) {
        assertThat(refusal(atOrigin().reportProgress(milestone, NO_VISIT, TRACER, WEDNESDAY)).rule())
                .isEqualTo("safe-contact-forbids-visits");
        assertThat(state(atOrigin().reportProgress(Milestone.REGISTRY_CHECKED, NO_CONTACT, TRACER, WEDNESDAY)).progress())
                .hasSize(1);
    }

    @Test
    void before_the_instruction_is_read_nobody_contacts_the_family() {
        assertThat(refusal(atOrigin().recordAction(ActionType.FAMILY_CALL, TODAY, ActionResult.PENDING, SEALED, null,
                TRACER, NOW)).rule()).isEqualTo("safe-contact-not-readable");
        assertThat(state(atOrigin().recordAction(ActionType.CIVIL_REGISTRY_CHECK, TODAY, ActionResult.PENDING, SEALED,
                null, TRACER, NOW)).actions()).hasSize(1);
    }

    @Test
    void the_officer_is_told_before_any_action_what_is_forbidden() {
        assertThat(atOrigin().forbiddenWithFamily(FREE)).isEmpty();
        assertThat(atOrigin().forbiddenWithFamily(NO_VISIT))
                .containsExactly(ActionType.FAMILY_VISIT, ActionType.FAMILY_ASSESSMENT);
        assertThat(atOrigin().forbiddenWithFamily(NO_CONTACT))
                .containsExactly(ActionType.FAMILY_CALL, ActionType.FAMILY_VISIT, ActionType.FAMILY_ASSESSMENT);
        assertThat(atOrigin(asking(), given(Purpose.NATIONALITY_CHECK)).forbiddenWithFamily(FREE))
                .contains(ActionType.ADDRESS_SEARCH, ActionType.FAMILY_VISIT);
    }

    @Test
    void a_family_that_must_not_be_contacted_is_answered_as_not_attempted() {
        assertThat(refusal(atOrigin().draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE, codes(),
                SEALED, true, null, NO_CONTACT, TRACER, WEDNESDAY)).rule()).isEqualTo("safe-contact-forbids-outcome");
        assertThat(state(atOrigin().draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT,
                codes(), null, false, null, NO_CONTACT, TRACER, WEDNESDAY)).draft()).isNotNull();
    }

    @Test
    void what_was_found_before_the_instruction_came_may_be_said() {
        assertThat(state(did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.FAMILY_CALL).draftResult(
                NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNSAFE, codes(), SEALED, true, null, NO_CONTACT,
                TRACER, WEDNESDAY)).draft()).isNotNull();
    }
}
