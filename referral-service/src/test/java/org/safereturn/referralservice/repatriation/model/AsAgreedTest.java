package org.safereturn.referralservice.repatriation.model;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referralservice.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referralservice.repatriation.model.Handover.ChecklistItem;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationProposed;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.CHECKED;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.CHILD;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.OVERRIDE;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.agreement;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.arrival;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.checked;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.decision;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handedOver;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handover;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.host;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.opened;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.origin;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.originOf;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.proposed;

/** A later step of a return states only what is new, and what differs from what was agreed. */
class AsAgreedTest {

    private static final LocalDate DAY = TODAY.plusDays(5);
    private static final Officer RECEIVING = new Officer("origin-reception-1", "RECEPTION_OFFICER", "OTHER-RECEPTION", "BB");
    private static final Set<ChecklistItem> ANSWERED = Set.of(ChecklistItem.RESULT_REVIEWED, ChecklistItem.RISK_ASSESSED,
            ChecklistItem.BEST_INTERESTS, ChecklistItem.RECEPTION_CONFIRMED);

    @Test
    void a_plan_takes_document_and_unit_from_the_tracing_result_unless_it_states_others() {
        Repatriation decided = accepted(opened(new TracingResult(1, Nationality.CONFIRMED, Family.LOCATED_ABLE, false,
                TravelDocument.LAISSEZ_PASSER, "RECEPTION", NOW)).decide(decision(), STRICT));
        Arrangement taken = planned(accepted(decided.propose(plan(null, null), STRICT)));
        assertThat(taken.documentType()).isEqualTo(TravelDocument.LAISSEZ_PASSER);
        assertThat(taken.receptionUnit()).isEqualTo("RECEPTION");
        Arrangement other = planned(accepted(decided.propose(plan("OTHER-RECEPTION", TravelDocument.PASSPORT), STRICT)));
        assertThat(other.documentType()).isEqualTo(TravelDocument.PASSPORT);
        assertThat(other.receptionUnit()).isEqualTo("OTHER-RECEPTION");
    }

    @Test
    void a_confirmation_agrees_to_the_plan_and_states_only_what_differs() {
        Repatriation origin = asked(plan("RECEPTION", TravelDocument.PASSPORT));
        assertThat(agreed(origin, agreement(DAY, null, null, true, true)))
                .isEqualTo(agreed(origin, agreement(DAY, "POINT", "RECEPTION", true, true)))
                .extracting(Arrangement.Confirmation::crossingPoint, Arrangement.Confirmation::receptionUnit)
                .containsExactly("POINT", "RECEPTION");
        assertThat(agreed(origin, agreement(DAY, "OTHER-POINT", "OTHER-RECEPTION", true, true)))
                .extracting(Arrangement.Confirmation::crossingPoint, Arrangement.Confirmation::receptionUnit)
                .containsExactly("OTHER-POINT", "OTHER-RECEPTION");
    }

    @Test
    void a_unit_that_the_plan_left_open_is_the_one_that_confirms_or_is_stated() {
        Repatriation open = asked(plan(null, TravelDocument.PASSPORT));
        Arrangement.Agreement silent = agreement(DAY, null, null, true, true);
        assertNotAgreed(refused(open.confirm(silent, STRICT)), "receptionUnit");
        assertThat(agreed(open, new Arrangement.Agreement(RECEIVING, NOW, DAY, null, null, "DUTY", null, true, true))
                .receptionUnit()).isEqualTo("OTHER-RECEPTION");
    }

    @Test
    void a_handover_takes_place_as_confirmed_unless_another_crossing_is_stated() {
        Repatriation silent = accepted(confirmed().handOver(handover(NOW, null, CHECKED, null), STRICT));
        assertThat(silent).isEqualTo(accepted(confirmed().handOver(handover(NOW, "POINT", CHECKED, null), STRICT)));
        assertThat(silent.discrepancies()).isEmpty();
        assertThat(accepted(confirmed().handOver(handover(NOW, "OTHER-POINT", CHECKED, null), STRICT)).discrepancies())
                .containsExactly(Discrepancy.HANDOVER_AT_OTHER_CROSSING);
    }

    @Test
    void a_handover_that_nobody_confirmed_states_its_crossing_whatever_authority_lets_it_stand() {
        assertNotAgreed(refused(host().handOver(handover(NOW, null, CHECKED, OVERRIDE), STRICT)), "crossingPoint");
        assertNotAgreed(refused(proposed().handOver(handover(NOW, null, CHECKED, OVERRIDE), STRICT)), "crossingPoint");
    }

    @Test
    void an_arrival_is_at_the_confirmed_unit_and_came_the_way_of_the_handover_unless_others_are_stated() {
        Repatriation onTheWay = originOf(confirmed()).evolve(handedOver(null));
        Repatriation silent = accepted(onTheWay.arrive(arrival(NOW, null, null), STRICT));
        assertThat(silent).isEqualTo(accepted(onTheWay.arrive(arrival(NOW, "RECEPTION", "POINT"), STRICT)));
        assertThat(silent.discrepancies()).isEmpty();
        Repatriation elsewhere = originOf(confirmed())
                .evolve(new HandoverExecuted(handover(null).at("OTHER-POINT", List.of())));
        assertThat(accepted(elsewhere.arrive(arrival(NOW, null, null), STRICT)).discrepancies())
                .as("nobody says that the person came another way than the handover")
                .containsExactly(Discrepancy.HANDOVER_AT_OTHER_CROSSING);
        assertThat(accepted(onTheWay.arrive(arrival(NOW, null, "OTHER-POINT"), STRICT)).discrepancies())
                .containsExactly(Discrepancy.ARRIVAL_AT_OTHER_CROSSING);
    }

    @Test
    void a_unit_that_receives_people_records_an_arrival_as_its_own_and_a_difference_is_alarmed() {
        Repatriation there = accepted(originOf(confirmed()).evolve(handedOver(null))
                .arrive(new Arrival.Said(RECEIVING, NOW, NOW, null, null, null, Arrival.Condition.WELL, List.of()), STRICT));
        Arrival told = Objects.requireNonNull(there.arrival());
        assertThat(told.receptionUnit()).isEqualTo("OTHER-RECEPTION");
        assertThat(told.receivedByRole()).isEqualTo("RECEPTION_OFFICER");
        assertThat(there.alarms()).containsExactly(Alarm.RECORDS_DIFFER);
    }

    @Test
    void an_arrival_that_nobody_confirmed_states_its_unit_where_the_officer_has_none_that_receives() {
        assertNotAgreed(refused(origin().arrive(arrival(NOW, null, "POINT"), STRICT)), "receptionUnit");
        assertThat(accepted(origin().arrive(new Arrival.Said(RECEIVING, NOW, NOW, null, "POINT", null,
                Arrival.Condition.WELL, List.of()), STRICT)).arrival()).isNotNull()
                .extracting(Arrival::receptionUnit).isEqualTo("OTHER-RECEPTION");
    }

    @Test
    void a_system_that_records_an_arrival_says_who_received_the_person() {
        Officer system = new Officer("origin-system", "MINISTRY_SYSTEM", "ORIGIN-UNIT", "BB");
        assertThat(refused(originOf(confirmed()).arrive(new Arrival.Said(system, NOW, NOW, null, null, null,
                Arrival.Condition.WELL, List.of()), STRICT)).parameters()).containsEntry("field", "receivedByRole");
    }

    @Test
    void items_of_the_checklist_that_the_record_answers_are_not_asked_again() {
        List<CheckedItem> rest = CHECKED.stream().filter(each -> !ANSWERED.contains(each.item())).toList();
        Handover told = Objects.requireNonNull(
                accepted(confirmed().handOver(handover(NOW, null, rest, null), STRICT)).handover());
        assertThat(told.unsettled()).isEmpty();
        assertThat(told.in(CheckedItem.State.NOT_APPLICABLE)).as("for an adult").containsExactly(ChecklistItem.BEST_INTERESTS);
        assertThat(CHILD.answeredItems(confirmed())).as("of a child whose best interests nobody decided about")
                .extracting(CheckedItem::item).doesNotContain(ChecklistItem.BEST_INTERESTS);
    }

    @Test
    void an_officer_who_finds_otherwise_than_the_record_says_is_believed() {
        assertThat(refused(confirmed().handOver(handover(NOW, null, checked(ChecklistItem.RECEPTION_CONFIRMED,
                CheckedItem.State.OPEN, CheckedItem.OpenReason.OTHER), null), STRICT)).rule())
                .isEqualTo("checklist-incomplete");
    }

    @Test
    void what_no_record_answers_and_nobody_says_was_not_checked() {
        assertThat(Arrays.asList(refused(confirmed().handOver(handover(NOW, null, List.of(), null), STRICT)).parameters()
                .getOrDefault("items", "").split(", "))).hasSize(20 - ANSWERED.size())
                .doesNotContainAnyElementsOf(ANSWERED.stream().map(Enum::name).toList());
    }

    @Test
    void medicines_were_handed_over_where_they_are_among_the_items() {
        Handover.Said said = new Handover.Said(HOST_OFFICER, NOW, NOW, null, null, CHECKED, TODAY,
                List.of(Handover.HandedItem.MEDICINES), null, false, null);
        assertThat(Objects.requireNonNull(accepted(confirmed().handOver(said, STRICT)).handover()).medicinesHanded()).isTrue();
    }

    @Test
    void of_medicines_nothing_is_recorded_where_nobody_said_anything() {
        Handover.Said said = new Handover.Said(HOST_OFFICER, NOW, NOW, null, null, CHECKED, TODAY,
                List.of(Handover.HandedItem.MONEY), null, false, null);
        assertThat(Objects.requireNonNull(accepted(confirmed().handOver(said, STRICT)).handover()).medicinesHanded()).isNull();
    }

    private static void assertNotAgreed(Rejection no, String field) {
        assertThat(no.rule()).isEqualTo("place-not-agreed");
        assertThat(no.parameters()).containsEntry("field", field);
    }

    private static Repatriation asked(Arrangement plan) {
        return originOf(proposed()).evolve(new RepatriationProposed(plan.numbered(2)));
    }

    private static Arrangement.Confirmation agreed(Repatriation origin, Arrangement.Agreement act) {
        Repatriation done = accepted(origin.confirm(act, STRICT));
        return Objects.requireNonNull(origin.evolve(new RepatriationConfirmed(Objects.requireNonNull(done.confirmation())))
                .confirmation());
    }

    private static Arrangement planned(Repatriation host) {
        return Objects.requireNonNull(host.arrangement());
    }

    private static Arrangement plan(@Nullable String unit, @Nullable TravelDocument document) {
        return new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, TODAY.plusDays(4), TODAY.plusDays(8), "POINT",
                "OTHER-POINT", unit, TransportMode.ROAD, "ESCORT", document, false, null, null);
    }
}
