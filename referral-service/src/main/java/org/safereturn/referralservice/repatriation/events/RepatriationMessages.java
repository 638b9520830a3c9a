package org.safereturn.referralservice.repatriation.events;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.TravelDocumentType;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.ClosedPoint;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.CheckedItem;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.repatriation.v1.ArrivalCondition;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.ChangeReason;
import org.safereturn.repatriation.v1.ChecklistItem;
import org.safereturn.repatriation.v1.ChecklistItemState;
import org.safereturn.repatriation.v1.ChecklistOpenReason;
import org.safereturn.repatriation.v1.DecisionChangeReason;
import org.safereturn.repatriation.v1.DestinationType;
import org.safereturn.repatriation.v1.EmergencyOverride;
import org.safereturn.repatriation.v1.EmergencyOverrideConfirmed;
import org.safereturn.repatriation.v1.HandedItem;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.ManifestDifference;
import org.safereturn.repatriation.v1.OverrideReason;
import org.safereturn.repatriation.v1.RecordCorrectionReason;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecisionReason;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.repatriation.v1.RiskLevel;
import org.safereturn.repatriation.v1.TransportMode;

/** What is said about returns. */
public final class RepatriationMessages implements Messages<RepatriationEvent.Told> {

    @Override
    public SpecificRecord toWire(CaseHead head, RepatriationEvent.Told event) {
        return switch (event) {
            case RepatriationEvent.ReturnDecisionRecorded told -> toWire(head, told.decision(), told.round());
            case RepatriationEvent.RepatriationProposed told -> toWire(head, told.arrangement(), told.round());
            case RepatriationEvent.RepatriationConfirmed told -> toWire(head, told.confirmation(), told.round());
            case RepatriationEvent.RepatriationRescheduled told -> toWire(head, told.rescheduling(), told.round());
            case RepatriationEvent.RepatriationSuspended told -> toWire(head, told.suspension(), told.round());
            case RepatriationEvent.RepatriationResumed told -> head.on(RepatriationResumed.newBuilder())
                    .setRound(told.round()).build();
            case RepatriationEvent.HandoverExecuted told -> toWire(head, told.handover());
            case RepatriationEvent.EmergencyOverrideConfirmed _ ->
                    head.on(EmergencyOverrideConfirmed.newBuilder()).build();
            case RepatriationEvent.ArrivalConfirmed told -> toWire(head, told.arrival());
        };
    }

    @Override
    public RepatriationEvent.Told fromWire(SpecificRecord record) {
        CaseHead head = CaseHead.of(record);
        return switch (record) {
            case ReturnDecisionRecorded told ->
                    new RepatriationEvent.ReturnDecisionRecorded(decision(head, told), told.getRound());
            case RepatriationProposed told ->
                    new RepatriationEvent.RepatriationProposed(arrangement(head, told), told.getRound());
            case RepatriationConfirmed told ->
                    new RepatriationEvent.RepatriationConfirmed(confirmation(head, told), told.getRound());
            case RepatriationRescheduled told ->
                    new RepatriationEvent.RepatriationRescheduled(rescheduling(head, told), told.getRound());
            case RepatriationSuspended told ->
                    new RepatriationEvent.RepatriationSuspended(suspension(head, told), told.getRound());
            case RepatriationResumed told -> new RepatriationEvent.RepatriationResumed(
                    new Resumption(head.party(), head.actor(), head.occurredAt()), told.getRound());
            case HandoverExecuted told -> new RepatriationEvent.HandoverExecuted(handover(head, told));
            case EmergencyOverrideConfirmed _ -> new RepatriationEvent.EmergencyOverrideConfirmed(
                    new Handover.OverrideConfirmation(head.actor(), head.occurredAt()));
            case ArrivalConfirmed told -> new RepatriationEvent.ArrivalConfirmed(arrival(head, told));
            default -> throw new IllegalArgumentException(record.getSchema().getFullName() + " says nothing of a return");
        };
    }

    private static SpecificRecord toWire(CaseHead head, ReturnDecision said, int round) {
        return head.on(ReturnDecisionRecorded.newBuilder())
                .setDecision(Symbols.of(org.safereturn.repatriation.v1.ReturnDecision.class, said.choice()))
                .setReason(Symbols.orNull(ReturnDecisionReason.class, said.reason()))
                .setDestinationType(Symbols.of(DestinationType.class, said.destination()))
                .setResultVersion(said.resultVersion()).setPersonInformed(said.personInformed())
                .setBestInterestsDone(said.bestInterestsDone()).setBestInterestsBody(said.bestInterestsBody())
                .setRiskLevel(Symbols.of(RiskLevel.class, said.risk())).setRiskMitigated(said.riskMitigated())
                .setNumber(said.number())
                .setSupersedingReason(Symbols.orNull(DecisionChangeReason.class, said.supersedingReason()))
                .setWarnings(said.warnings()).setRound(round).build();
    }

    private static ReturnDecision decision(CaseHead head, ReturnDecisionRecorded told) {
        return new ReturnDecision(told.getNumber(), head.actor(), head.occurredAt(),
                Symbols.of(ReturnDecision.Choice.class, told.getDecision()),
                Symbols.orNull(ReturnDecision.Reason.class, told.getReason()),
                Symbols.of(ReturnDecision.Destination.class, told.getDestinationType()), told.getResultVersion(),
                told.getPersonInformed(), told.getBestInterestsDone(), told.getBestInterestsBody(),
                Symbols.of(ReturnDecision.Risk.class, told.getRiskLevel()), told.getRiskMitigated(),
                Symbols.orNull(ReturnDecision.ChangeReason.class, told.getSupersedingReason()), told.getWarnings());
    }

    private static SpecificRecord toWire(CaseHead head, Arrangement plan, int round) {
        Sealed needs = plan.careNeeds();
        return head.on(RepatriationProposed.newBuilder()).setProposal(plan.number()).setWindowFrom(plan.windowFrom())
                .setWindowTo(plan.windowTo()).setCrossingPoint(plan.crossingPoint())
                .setAlternativeCrossingPoint(plan.alternativeCrossingPoint()).setReceptionUnit(plan.receptionUnit())
                .setMode(Symbols.of(TransportMode.class, plan.mode())).setEscortRole(plan.escortRole())
                .setDocumentType(Symbols.orNull(TravelDocumentType.class, plan.documentType()))
                .setSpecialTransport(Boolean.TRUE.equals(plan.specialTransport()))
                .setSpecialTransportSaid(plan.specialTransport()).setInterpreterLanguage(plan.interpreterLanguage())
                .setSealed(needs == null ? null : new SealedPart(needs.keyId(), needs.jwe())).setRound(round).build();
    }

    private static Arrangement arrangement(CaseHead head, RepatriationProposed told) {
        SealedPart needs = told.getSealed();
        return new Arrangement(told.getProposal(), Party.HOST, head.actor(), head.occurredAt(), null, told.getWindowFrom(),
                told.getWindowTo(), told.getCrossingPoint(), told.getAlternativeCrossingPoint(), told.getReceptionUnit(),
                Symbols.of(Arrangement.TransportMode.class, told.getMode()), told.getEscortRole(),
                Symbols.orNull(Arrangement.TravelDocument.class, told.getDocumentType()),
                said(told.getSpecialTransportSaid(), told.getSpecialTransport()),
                told.getInterpreterLanguage(), needs == null ? null : new Sealed(needs.getKeyId(), needs.getJwe()));
    }

    private static SpecificRecord toWire(CaseHead head, Confirmation said, int round) {
        return head.on(RepatriationConfirmed.newBuilder()).setProposal(said.number()).setTravelDate(said.travelDate())
                .setCrossingPoint(said.crossingPoint()).setReceptionUnit(said.receptionUnit())
                .setContactRole(said.contactRole()).setContactPhone(said.contactPhone()).setRound(round).build();
    }

    private static Confirmation confirmation(CaseHead head, RepatriationConfirmed told) {
        return new Confirmation(told.getProposal(), head.actor(), head.occurredAt(), told.getTravelDate(),
                told.getCrossingPoint(), told.getReceptionUnit(), told.getContactRole(), told.getContactPhone());
    }

    private static SpecificRecord toWire(CaseHead head, Rescheduling said, int round) {
        return head.on(RepatriationRescheduled.newBuilder()).setReason(Symbols.of(ChangeReason.class, said.reason()))
                .setProposal(said.number()).setWindowFrom(said.windowFrom()).setWindowTo(said.windowTo())
                .setCrossingPoint(said.crossingPoint()).setRound(round).build();
    }

    private static Rescheduling rescheduling(CaseHead head, RepatriationRescheduled told) {
        return new Rescheduling(told.getProposal(), head.party(), head.actor(), head.occurredAt(),
                Symbols.of(Arrangement.ChangeReason.class, told.getReason()), told.getWindowFrom(), told.getWindowTo(),
                told.getCrossingPoint());
    }

    private static SpecificRecord toWire(CaseHead head, Suspension said, int round) {
        RepatriationSuspended.Builder told = head.on(RepatriationSuspended.newBuilder())
                .setReason(Symbols.of(ChangeReason.class, said.reason())).setClockStopped(true)
                .setExpectedUntil(said.expectedUntil()).setRound(round);
        ClosedPoint closed = said.closedPoint();
        return closed == null ? told.build() : told.setProposal(closed.plan()).setCrossingPoint(closed.crossingPoint())
                .setAlternativeCrossingPoint(closed.alternativeCrossingPoint()).build();
    }

    private static Suspension suspension(CaseHead head, RepatriationSuspended told) {
        Integer plan = told.getProposal();
        String point = told.getCrossingPoint();
        return new Suspension(head.party(), head.actor(), head.occurredAt(),
                Symbols.of(Arrangement.ChangeReason.class, told.getReason()), told.getExpectedUntil(),
                plan == null || point == null ? null : new ClosedPoint(plan, point, told.getAlternativeCrossingPoint()));
    }

    private static SpecificRecord toWire(CaseHead head, Handover said) {
        Handover.EmergencyOverride override = said.override();
        Sealed note = override == null ? null : override.note();
        List<Handover.ChecklistItem> unsettled = said.unsettled();
        return head.on(HandoverExecuted.newBuilder()).setCrossingPoint(said.crossingPoint())
                .setReceivedByRole(said.receivedByRole()).setChecklistComplete(unsettled.isEmpty())
                .setOpenItems(Symbols.all(ChecklistItem.class, unsettled))
                .setChecklist(said.checklist().stream().map(each -> new org.safereturn.repatriation.v1.CheckedItem(
                        Symbols.of(ChecklistItem.class, each.item()), Symbols.of(ChecklistItemState.class, each.state()),
                        Symbols.orNull(ChecklistOpenReason.class, each.reason()))).toList())
                .setConsentCheckedOn(said.consentCheckedOn())
                .setHandedItems(Symbols.all(HandedItem.class, said.handedItems()))
                .setMedicinesHanded(Boolean.TRUE.equals(said.medicinesHanded())).setMedicinesSaid(said.medicinesHanded())
                .setResultVersion(said.resultVersion()).setRecordedLate(said.recordedLate())
                .setOverride(override == null ? null : new EmergencyOverride(override.authority(),
                        Symbols.of(OverrideReason.class, override.reason()), override.rule()))
                .setWarnings(said.warnings()).setRecordedAt(said.recordedAt()).setRevision(said.revision())
                .setCorrectionReason(Symbols.orNull(RecordCorrectionReason.class, said.correction()))
                .setSealed(note == null ? null : new SealedPart(note.keyId(), note.jwe())).build();
    }

    private static Handover handover(CaseHead head, HandoverExecuted told) {
        return new Handover(told.getRevision(), head.actor(), head.occurredAt(), told.getRecordedAt(),
                told.getCrossingPoint(), told.getReceivedByRole(), checklist(told), told.getConsentCheckedOn(),
                Symbols.all(Handover.HandedItem.class, told.getHandedItems()), said(told.getMedicinesSaid(), told.getMedicinesHanded()),
                told.getResultVersion(), told.getRecordedLate(), override(told.getOverride(), told.getSealed()),
                told.getWarnings(), Symbols.orNull(Correction.Reason.class, told.getCorrectionReason()));
    }

    /** A no of an older release may be one that nobody said. */
    private static @Nullable Boolean said(@Nullable Boolean said, boolean yes) {
        return yes ? Boolean.TRUE : said;
    }

    /** An older release names the open items only, and says nothing of the others. */
    private static List<CheckedItem> checklist(HandoverExecuted told) {
        return told.getChecklist().isEmpty()
                ? told.getOpenItems().stream().map(each -> new CheckedItem(
                        Symbols.of(Handover.ChecklistItem.class, each), CheckedItem.State.OPEN, null)).toList()
                : told.getChecklist().stream().map(each -> new CheckedItem(
                        Symbols.of(Handover.ChecklistItem.class, each.getItem()),
                        Symbols.of(CheckedItem.State.class, each.getState()),
                        Symbols.orNull(CheckedItem.OpenReason.class, each.getReason()))).toList();
    }

    private static Handover.@Nullable EmergencyOverride override(@Nullable EmergencyOverride told,
            @Nullable SealedPart note) {
        return told == null ? null : new Handover.EmergencyOverride(told.getAuthority(),
                Symbols.of(Handover.EmergencyOverride.Reason.class, told.getReason()), told.getRule(),
                note == null ? null : Sealed.of(note));
    }

    private static SpecificRecord toWire(CaseHead head, Arrival said) {
        return head.on(ArrivalConfirmed.newBuilder()).setReceptionUnit(said.receptionUnit())
                .setCrossingPoint(said.crossingPoint()).setReceivedByRole(said.receivedByRole())
                .setCondition(Symbols.of(ArrivalCondition.class, said.condition()))
                .setDifferences(Symbols.all(ManifestDifference.class, said.differences()))
                .setRecordedLate(said.recordedLate()).setRecordedAt(said.recordedAt()).setRevision(said.revision())
                .setCorrectionReason(Symbols.orNull(RecordCorrectionReason.class, said.correction())).build();
    }

    private static Arrival arrival(CaseHead head, ArrivalConfirmed told) {
        return new Arrival(told.getRevision(), head.actor(), head.occurredAt(), told.getRecordedAt(),
                told.getReceptionUnit(), told.getCrossingPoint(), told.getReceivedByRole(),
                Symbols.of(Arrival.Condition.class, told.getCondition()),
                Symbols.all(Arrival.Difference.class, told.getDifferences()), told.getRecordedLate(),
                Symbols.orNull(Correction.Reason.class, told.getCorrectionReason()));
    }
}
