package org.safereturn.referralservice.repatriation.events;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.access.time.Correction;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.testkit.MessagesContract;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.ClosedPoint;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.CheckedItem;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.repatriation.v1.HandoverExecuted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CASE;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CIPHERTEXT;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;

class RepatriationMessagesTest extends MessagesContract<RepatriationEvent.Told> {

    @Override
    protected Messages<RepatriationEvent.Told> messages() {
        return new RepatriationMessages();
    }

    @Override
    protected Class<RepatriationEvent.Told> published() {
        return RepatriationEvent.Told.class;
    }

    @Override
    protected Enum<?> state() {
        return RepatriationState.RETURN_PROPOSED;
    }

    @Override
    protected Journey journey() {
        return new Journey("AA", "BB");
    }

    @Override
    protected Stream<RepatriationEvent.Told> samples() {
        return Stream.of(
                new RepatriationEvent.ReturnDecisionRecorded(new ReturnDecision(2, HOST_OFFICER, NOW,
                        ReturnDecision.Choice.RETURN, null, ReturnDecision.Destination.FAMILY, 2, true, true, "COURT",
                        ReturnDecision.Risk.HIGH, true, ReturnDecision.ChangeReason.RESULT_CORRECTED,
                        List.of("decision-before-acknowledgement")), 2),
                new RepatriationEvent.ReturnDecisionRecorded(new ReturnDecision(1, HOST_OFFICER, NOW,
                        ReturnDecision.Choice.NO_RETURN, ReturnDecision.Reason.NOT_SAFE, ReturnDecision.Destination.UNDECIDED,
                        null, false, null, null, ReturnDecision.Risk.LOW, null, null, List.of())),
                new RepatriationEvent.RepatriationProposed(new Arrangement(1, Party.HOST, HOST_OFFICER, NOW, null, TODAY,
                        TODAY.plusDays(3), "POINT", "OTHER-POINT", "RECEPTION", Arrangement.TransportMode.ROAD, "ESCORT",
                        Arrangement.TravelDocument.PASSPORT, true, "km", CIPHERTEXT), 2),
                new RepatriationEvent.RepatriationProposed(new Arrangement(2, Party.HOST, HOST_OFFICER, NOW, null, TODAY,
                        TODAY, "POINT", null, null, Arrangement.TransportMode.AIR, null, null, false, null, null)),
                new RepatriationEvent.RepatriationProposed(new Arrangement(3, Party.HOST, HOST_OFFICER, NOW, null, TODAY,
                        TODAY, "POINT", null, null, Arrangement.TransportMode.AIR, null, null, null, null, null)),
                new RepatriationEvent.RepatriationConfirmed(
                        new Confirmation(1, ORIGIN_OFFICER, NOW, TODAY, "POINT", "RECEPTION", "DUTY", "012 000 000"), 2),
                new RepatriationEvent.RepatriationConfirmed(
                        new Confirmation(1, ORIGIN_OFFICER, NOW, TODAY, "POINT", "RECEPTION", "DUTY", null)),
                new RepatriationEvent.RepatriationRescheduled(new Rescheduling(2, Party.ORIGIN, ORIGIN_OFFICER, NOW,
                        ChangeReason.CAPACITY, TODAY, TODAY.plusDays(1), "POINT"), 2),
                new RepatriationEvent.RepatriationRescheduled(new Rescheduling(2, Party.HOST, HOST_OFFICER, NOW,
                        ChangeReason.ILLNESS, TODAY, TODAY, null)),
                new RepatriationEvent.RepatriationSuspended(
                        new Suspension(Party.HOST, HOST_OFFICER, NOW, ChangeReason.CROSSING_CLOSED, TODAY), 2),
                new RepatriationEvent.RepatriationSuspended(
                        new Suspension(Party.ORIGIN, ORIGIN_OFFICER, NOW, ChangeReason.CAPACITY, null)),
                new RepatriationEvent.RepatriationSuspended(new Suspension(Party.ORIGIN, ORIGIN_OFFICER, NOW,
                        ChangeReason.CROSSING_CLOSED, TODAY, new ClosedPoint(2, "POINT", "OTHER-POINT"))),
                new RepatriationEvent.RepatriationSuspended(new Suspension(Party.HOST, HOST_OFFICER, NOW,
                        ChangeReason.CROSSING_CLOSED, null, new ClosedPoint(1, "POINT", null))),
                new RepatriationEvent.RepatriationResumed(new Resumption(Party.ORIGIN, ORIGIN_OFFICER, NOW), 2),
                new RepatriationEvent.HandoverExecuted(new Handover(2, HOST_OFFICER, NOW, NOW.plusSeconds(60), "POINT",
                        "RECEPTION_OFFICER", List.of(
                        new CheckedItem(Handover.ChecklistItem.MEDICINES, CheckedItem.State.OPEN,
                                CheckedItem.OpenReason.NO_TIME),
                        new CheckedItem(Handover.ChecklistItem.ESCORT, CheckedItem.State.DONE, null)), TODAY,
                        List.of(Handover.HandedItem.MONEY), true, 2, true,
                        new Handover.EmergencyOverride("DUTY-DESK",
                                Handover.EmergencyOverride.Reason.ALREADY_HANDED_OVER, "checklist-incomplete", CIPHERTEXT),
                        List.of("checklist-incomplete"), Correction.Reason.TYPING_FAULT)),
                new RepatriationEvent.HandoverExecuted(new Handover(1, HOST_OFFICER, NOW, null, "POINT", null, List.of(),
                        null, List.of(), false, null, false, null, List.of(), null)),
                new RepatriationEvent.HandoverExecuted(new Handover(1, HOST_OFFICER, NOW, null, "POINT", null, List.of(),
                        null, List.of(), null, null, false, null, List.of(), null)),
                new RepatriationEvent.EmergencyOverrideConfirmed(new Handover.OverrideConfirmation(HOST_OFFICER, NOW)),
                new RepatriationEvent.ArrivalConfirmed(new Arrival(2, ORIGIN_OFFICER, NOW, NOW.plusSeconds(60), "RECEPTION",
                        "POINT", "RECEPTION_OFFICER", Arrival.Condition.WELL, List.of(Arrival.Difference.OTHER_TIME), true,
                        Correction.Reason.NEW_INFORMATION)),
                new RepatriationEvent.ArrivalConfirmed(new Arrival(1, ORIGIN_OFFICER, NOW, null, "RECEPTION", null,
                        "RECEPTION_OFFICER", Arrival.Condition.NEEDS_ATTENTION, List.of(), false, null)));
    }

    @Test
    void an_older_releases_checklist_says_nothing_of_the_items_that_it_does_not_name() {
        HandoverExecuted sent = (HandoverExecuted) messages().toWire(new CaseHead(CASE, 3, journey(), state().name(), NOW,
                HOST_OFFICER), new RepatriationEvent.HandoverExecuted(new Handover(1, HOST_OFFICER, NOW, null, "POINT", null,
                List.of(), null, List.of(), false, null, false, null, List.of(), null)));
        HandoverExecuted older = HandoverExecuted.newBuilder(sent).setChecklist(List.of()).setChecklistComplete(true)
                .setOpenItems(List.of(org.safereturn.repatriation.v1.ChecklistItem.MEDICINES)).build();
        Handover heard = ((RepatriationEvent.HandoverExecuted) messages().fromWire(older)).handover();
        assertThat(heard.checklist()).allSatisfy(each -> assertThat(each.state()).isEqualTo(
                each.item() == Handover.ChecklistItem.MEDICINES ? CheckedItem.State.OPEN : CheckedItem.State.NOT_CHECKED));
    }

    @Test
    void an_older_releases_no_to_medicines_may_be_one_that_nobody_said() {
        HandoverExecuted sent = (HandoverExecuted) messages().toWire(new CaseHead(CASE, 3, journey(), state().name(), NOW,
                HOST_OFFICER), new RepatriationEvent.HandoverExecuted(new Handover(1, HOST_OFFICER, NOW, null, "POINT", null,
                List.of(), null, List.of(), false, null, false, null, List.of(), null)));
        HandoverExecuted older = HandoverExecuted.newBuilder(sent).setMedicinesSaid(null).build();
        assertThat(((RepatriationEvent.HandoverExecuted) messages().fromWire(older)).handover().medicinesHanded()).isNull();
        HandoverExecuted handed = HandoverExecuted.newBuilder(older).setMedicinesHanded(true).build();
        assertThat(((RepatriationEvent.HandoverExecuted) messages().fromWire(handed)).handover().medicinesHanded()).isTrue();
    }
}
