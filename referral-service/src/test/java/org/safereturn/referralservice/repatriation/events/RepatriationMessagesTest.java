package org.safereturn.referralservice.repatriation.events;

import java.util.List;
import java.util.stream.Stream;

import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.testkit.MessagesContract;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;

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
                new RepatriationEvent.ReturnDecisionRecorded(new ReturnDecision(HOST_OFFICER, NOW,
                        ReturnDecision.Choice.RETURN, null, ReturnDecision.Destination.FAMILY, 2, true, true, "COURT",
                        ReturnDecision.Risk.HIGH, true)),
                new RepatriationEvent.ReturnDecisionRecorded(new ReturnDecision(HOST_OFFICER, NOW,
                        ReturnDecision.Choice.NO_RETURN, ReturnDecision.Reason.NOT_SAFE, ReturnDecision.Destination.UNDECIDED,
                        null, false, null, null, ReturnDecision.Risk.LOW, null)),
                new RepatriationEvent.RepatriationProposed(new Arrangement(1, Party.HOST, HOST_OFFICER, NOW, null, TODAY,
                        TODAY.plusDays(3), "POINT", "OTHER-POINT", "RECEPTION", Arrangement.TransportMode.ROAD, "ESCORT",
                        Arrangement.TravelDocument.PASSPORT, true, "km", CIPHERTEXT)),
                new RepatriationEvent.RepatriationProposed(new Arrangement(2, Party.HOST, HOST_OFFICER, NOW, null, TODAY,
                        TODAY, "POINT", null, null, Arrangement.TransportMode.AIR, null, null, false, null, null)),
                new RepatriationEvent.RepatriationConfirmed(
                        new Confirmation(1, ORIGIN_OFFICER, NOW, TODAY, "POINT", "RECEPTION", "DUTY", "012 000 000")),
                new RepatriationEvent.RepatriationConfirmed(
                        new Confirmation(1, ORIGIN_OFFICER, NOW, TODAY, "POINT", "RECEPTION", "DUTY", null)),
                new RepatriationEvent.RepatriationRescheduled(new Rescheduling(2, Party.ORIGIN, ORIGIN_OFFICER, NOW,
                        ChangeReason.CAPACITY, TODAY, TODAY.plusDays(1), "POINT")),
                new RepatriationEvent.RepatriationRescheduled(new Rescheduling(2, Party.HOST, HOST_OFFICER, NOW,
                        ChangeReason.ILLNESS, TODAY, TODAY, null)),
                new RepatriationEvent.RepatriationSuspended(
                        new Suspension(Party.HOST, HOST_OFFICER, NOW, ChangeReason.CROSSING_CLOSED, TODAY)),
                new RepatriationEvent.RepatriationSuspended(
                        new Suspension(Party.ORIGIN, ORIGIN_OFFICER, NOW, ChangeReason.CAPACITY, null)),
                new RepatriationEvent.RepatriationResumed(new Resumption(Party.ORIGIN, ORIGIN_OFFICER, NOW)),
                new RepatriationEvent.HandoverExecuted(new Handover(HOST_OFFICER, NOW, "POINT", "RECEPTION_OFFICER",
                        List.of(Handover.ChecklistItem.MEDICINES), TODAY, List.of(Handover.HandedItem.MONEY), true, 2, true,
                        new Handover.EmergencyOverride("DUTY-DESK",
                                Handover.EmergencyOverride.Reason.ALREADY_HANDED_OVER, "checklist-incomplete"),
                        List.of("checklist-incomplete"))),
                new RepatriationEvent.HandoverExecuted(new Handover(HOST_OFFICER, NOW, "POINT", null, List.of(), null,
                        List.of(), false, null, false, null, List.of())),
                new RepatriationEvent.ArrivalConfirmed(new Arrival(ORIGIN_OFFICER, NOW, "RECEPTION", "POINT",
                        "RECEPTION_OFFICER", Arrival.Condition.WELL, List.of(Arrival.Difference.OTHER_TIME))),
                new RepatriationEvent.ArrivalConfirmed(new Arrival(ORIGIN_OFFICER, NOW, "RECEPTION", null,
                        "RECEPTION_OFFICER", Arrival.Condition.NEEDS_ATTENTION, List.of())));
    }
}
