package org.safereturn.tracingservice.tracing.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.event.Journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;

/** Facts come on several streams, so they come in any order. */
class FactsInAnyOrderTest {

    private static final Request SECOND_ROUND = new Request(2, TUESDAY, Urgency.ROUTINE, List.of(CareFlag.CHILD), false,
            List.of(Purpose.TRACING), SEALED);

    private static final List<TracingEvent.Heard> FACTS = List.of(
            submitted(asking(), given(ASKED)),
            submitted(SECOND_ROUND, given(Purpose.TRACING)),
            accepted(2),
            taken(TUESDAY, Purpose.FAMILY_CONTACT),
            updated(new Consent(Purpose.FAMILY_CONTACT, ConsentDecision.GIVEN, WEDNESDAY, null, null),
                    new Consent(Purpose.NATIONALITY_CHECK, ConsentDecision.REFUSED, WEDNESDAY, null, null)));

    @Test
    void the_same_facts_give_the_same_state_in_any_order() {
        List<List<Integer>> orders = new ArrayList<>();
        permute(new ArrayList<>(List.of(0, 1, 2, 3, 4)), 0, orders);
        assertThat(orders).hasSize(120);
        assertThat(orders.stream().map(FactsInAnyOrderTest::after).map(Tracing::referral).distinct()).hasSize(1);
        assertThat(orders.stream().map(FactsInAnyOrderTest::after).map(Tracing::state).distinct())
                .containsExactly(TracingState.TRACING);
    }

    @Test
    void a_decision_of_a_day_that_was_recorded_wrongly_outlasts_no_correction_in_any_order() {
        Consent wrong = new Consent(Purpose.FAMILY_CONTACT, ConsentDecision.GIVEN, TUESDAY, null, TODAY.plusDays(9));
        List<Consent.Corrected> corrected = List.of(new Consent.Corrected(ConsentDecision.GIVEN, TODAY.plusDays(9)));
        Consent right = new Consent(Purpose.FAMILY_CONTACT, ConsentDecision.GIVEN, WEDNESDAY, null, TODAY, corrected);
        Consent taken = new Consent(Purpose.FAMILY_CONTACT, ConsentDecision.WITHDRAWN, WEDNESDAY.plusSeconds(60), null,
                TODAY.plusDays(2), corrected);
        Consents inOrder = Consents.NONE.and(List.of(wrong)).and(List.of(right)).and(List.of(taken));
        Consents disordered = Consents.NONE.and(List.of(taken)).and(List.of(right)).and(List.of(wrong));
        assertThat(inOrder).isEqualTo(disordered);
        assertThat(inOrder.permits(Purpose.FAMILY_CONTACT)).isFalse();
        assertThat(Consents.NONE.and(List.of(right)).and(List.of(wrong)).latest()).singleElement()
                .extracting(Consent::decidedOn).isEqualTo(TODAY);
    }

    @Test
    void a_withdrawal_that_overtakes_its_referral_still_stops_it() {
        Tracing early = state(learn(Optional.empty(), "KH", withdrawn()));
        Tracing late = state(hear(state(hear(early, submitted(asking(), given(ASKED)))), accepted()));
        assertThat(late.state()).isEqualTo(TracingState.STOPPED);
    }

    @Test
    void at_the_same_instant_the_decision_that_permits_less_stands() {
        Tracing both = state(hear(atOrigin(), taken(MONDAY, Purpose.FAMILY_CONTACT)));
        assertThat(both.referral().consents().permits(Purpose.FAMILY_CONTACT)).isFalse();
    }

    @Test
    void a_fact_of_a_case_between_other_countries_is_refused() {
        assertThat(refusal(learn(Optional.empty(), "ZZ", declined())).rule()).isEqualTo("case-of-other-countries");
        assertThat(refusal(Tracing.learn(Optional.empty(), CASE, new Journey("KH", "KH"), "KH",
                tracing -> hear(tracing, declined()))).rule()).isEqualTo("case-of-other-countries");
        assertThat(refusal(Tracing.learn(Optional.of(atOrigin()), CASE, new Journey("ZZ", "KH"), "KH",
                tracing -> hear(tracing, declined()))).rule()).isEqualTo("case-of-other-countries");
    }

    @Test
    void the_addressed_unit_and_every_contact_point_have_a_referral_until_it_is_answered() {
        Tracing offered = state(learn(Optional.empty(), "KH", submitted(asking(), given(ASKED))));
        assertThat(offered.scope().holders()).containsExactly("contact-points", "unit:KH-DVP");
        assertThat(state(hear(offered, declined())).scope().holders()).doesNotContain("contact-points")
                .contains("officer:" + SECOND.reference());
        assertThat(atHost().scope().holders())
                .containsExactly("officer:" + HOST_OFFICER.reference(), "unit:TH-1");
    }

    @Test
    void a_declined_referral_is_undecided_again_after_the_next_round_and_when_the_decline_is_taken_back() {
        Tracing declined = state(hear(state(learn(Optional.empty(), "KH", submitted(asking(), given(ASKED)))), declined()));
        assertThat(declined.state()).isEqualTo(TracingState.DECLINED);
        Tracing again = state(hear(declined, submitted(SECOND_ROUND, given(Purpose.TRACING))));
        assertThat(again.state()).isEqualTo(TracingState.REQUESTED);
        assertThat(again.scope().holders()).contains("contact-points");
        assertThat(state(hear(again, declined())).state()).as("a decline of the round before").isEqualTo(TracingState.REQUESTED);
        Tracing open = state(hear(declined, new TracingEvent.ReferralDeclineRevoked(WEDNESDAY, 1)));
        assertThat(open.state()).isEqualTo(TracingState.REQUESTED);
        assertThat(open.scope().holders()).contains("contact-points");
        assertThat(state(hear(open, accepted())).state()).isEqualTo(TracingState.TRACING);
    }

    @Test
    void the_host_side_keeps_no_copy_of_the_persons_content() {
        assertThat(Objects.requireNonNull(atHost().referral().request()).person()).isNull();
        assertThat(Objects.requireNonNull(atOrigin().referral().request()).person()).isEqualTo(SEALED);
    }

    private static Tracing after(List<Integer> order) {
        Optional<Tracing> tracing = Optional.empty();
        for (int fact : order) {
            tracing = Optional.of(state(learn(tracing, "KH", FACTS.get(fact))));
        }
        return tracing.orElseThrow();
    }

    private static void permute(List<Integer> facts, int from, List<List<Integer>> orders) {
        if (from == facts.size()) {
            orders.add(List.copyOf(facts));
        }
        for (int i = from; i < facts.size(); i++) {
            Collections.swap(facts, from, i);
            permute(facts, from + 1, orders);
            Collections.swap(facts, from, i);
        }
    }
}
