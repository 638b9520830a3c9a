package org.safereturn.tracing.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracing.model.TracingFixtures.*;

/** Facts come on several streams, so they come in any order. */
class FactsInAnyOrderTest {

    private static final Request SECOND_ROUND = new Request(2, TUESDAY, Urgency.ROUTINE, List.of(CareFlag.CHILD), 0,
            List.of(Purpose.TRACING), SEALED);

    private static final List<Function<Tracing, Decision<Tracing, TracingEvent>>> FACTS = List.of(
            tracing -> tracing.requested(asking(), given(ASKED)),
            tracing -> tracing.requested(SECOND_ROUND, given(Purpose.TRACING)),
            tracing -> tracing.accepted(new Acceptance("KH-DVP", TUESDAY)),
            tracing -> tracing.consentsWithdrawn(WITHDRAWAL, List.of(Purpose.FAMILY_CONTACT), TUESDAY, WEDNESDAY),
            tracing -> tracing.consentsUpdated(List.of(
                    new Consent(Purpose.FAMILY_CONTACT, ConsentDecision.GIVEN, WEDNESDAY, null),
                    new Consent(Purpose.NATIONALITY_CHECK, ConsentDecision.REFUSED, WEDNESDAY, null))));

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
    void a_withdrawal_that_overtakes_its_referral_still_stops_it() {
        Tracing early = state(learn(Optional.empty(), "KH", "TH",
                tracing -> tracing.withdrawn(WITHDRAWAL, WEDNESDAY, WEDNESDAY)));
        Tracing late = state(state(early.requested(asking(), given(ASKED))).accepted(new Acceptance("KH-DVP", TUESDAY)));
        assertThat(late.state()).isEqualTo(TracingState.STOPPED);
    }

    @Test
    void at_the_same_instant_the_decision_that_permits_less_stands() {
        Tracing given = atOrigin();
        Tracing both = state(given.consentsWithdrawn(WITHDRAWAL, List.of(Purpose.FAMILY_CONTACT), MONDAY, WEDNESDAY));
        assertThat(both.referral().consents().permits(Purpose.FAMILY_CONTACT)).isFalse();
    }

    @Test
    void a_fact_of_a_case_between_other_countries_is_refused() {
        assertThat(refusal(Tracing.learn(Optional.empty(), CASE, TH_TO_KH, "ZZ", "TH", EITHER,
                tracing -> tracing.declined(MONDAY))).rule()).isEqualTo("case-of-other-countries");
        assertThat(refusal(Tracing.learn(Optional.empty(), CASE, new Parties("KH", "KH"), "KH", "KH", EITHER,
                tracing -> tracing.declined(MONDAY))).rule()).isEqualTo("case-of-other-countries");
        assertThat(refusal(Tracing.learn(Optional.of(atOrigin()), CASE, new Parties("ZZ", "KH"), "KH", "ZZ", EITHER,
                tracing -> tracing.declined(MONDAY))).rule()).isEqualTo("case-of-other-countries");
    }

    @Test
    void only_the_side_that_knows_may_say_it() {
        assertThat(refusal(Tracing.learn(Optional.empty(), CASE, TH_TO_KH, "KH", "TH", Set.of(Side.ORIGIN),
                tracing -> tracing.accepted(new Acceptance("KH-DVP", TUESDAY)))).rule())
                .isEqualTo("sender-not-of-this-side");
    }

    private static Tracing after(List<Integer> order) {
        Optional<Tracing> tracing = Optional.empty();
        for (int fact : order) {
            tracing = Optional.of(state(learn(tracing, "KH", "TH", FACTS.get(fact))));
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
