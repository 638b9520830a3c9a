package org.safereturn.referral.adapter.events;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.TravelDocumentType;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.referral.repatriation.model.Arrangement;
import org.safereturn.referral.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referral.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referral.repatriation.model.Arrangement.Resumption;
import org.safereturn.referral.repatriation.model.Arrangement.Suspension;
import org.safereturn.referral.repatriation.model.Arrival;
import org.safereturn.referral.repatriation.model.Handover;
import org.safereturn.referral.repatriation.model.Repatriation;
import org.safereturn.referral.repatriation.model.RepatriationEvent;
import org.safereturn.referral.repatriation.model.ReturnDecision;
import org.safereturn.repatriation.v1.ArrivalCondition;
import org.safereturn.repatriation.v1.ChangeReason;
import org.safereturn.repatriation.v1.ChecklistItem;
import org.safereturn.repatriation.v1.DestinationType;
import org.safereturn.repatriation.v1.EmergencyOverride;
import org.safereturn.repatriation.v1.HandedItem;
import org.safereturn.repatriation.v1.ManifestDifference;
import org.safereturn.repatriation.v1.OverrideReason;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.ReturnDecisionReason;
import org.safereturn.repatriation.v1.RiskLevel;
import org.safereturn.repatriation.v1.TransportMode;

/** From what happened to a return to what is published about it. */
final class RepatriationEventTranslator implements EventTranslator<Repatriation, RepatriationEvent> {

    private final String country;
    private final String topic;
    private final Pseudonyms statRefs;

    RepatriationEventTranslator(String country, TopicCatalogue topics, Pseudonyms statRefs) {
        this.country = country;
        this.topic = topics.topic(country, "exchange", "repatriation");
        this.statRefs = statRefs;
    }

    @Override
    public List<EventDraft> translate(String id, Repatriation repatriation, long version, RepatriationEvent event) {
        Head head = new Head(Wire.uuid(id), version, repatriation.journey().host(), repatriation.journey().origin(),
                Wire.symbol(RepatriationState.class, repatriation.state()));
        SpecificRecord body = switch (event) {
            case RepatriationEvent.ReturnDecisionRecorded told -> decided(head, told.decision());
            case RepatriationEvent.RepatriationProposed told -> proposed(head, told.arrangement());
            case RepatriationEvent.RepatriationConfirmed told -> confirmed(head, told.confirmation());
            case RepatriationEvent.RepatriationRescheduled told -> rescheduled(head, told.rescheduling());
            case RepatriationEvent.RepatriationSuspended told -> suspended(head, told.suspension());
            case RepatriationEvent.RepatriationResumed told -> resumed(head, told.resumption());
            case RepatriationEvent.HandoverExecuted told -> handedOver(head, told.handover());
            case RepatriationEvent.ArrivalConfirmed told -> arrived(head, told.arrival());
        };
        return List.of(new EventDraft(topic, id, body, event.occurredAt(),
                Optional.of(repatriation.journey().peerOf(country)), Optional.of(statRefs.of(id))));
    }

    private static SpecificRecord decided(Head head, ReturnDecision said) {
        return org.safereturn.repatriation.v1.ReturnDecisionRecorded.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(said.decidedAt()).setActor(Wire.actor(said.officer()))
                .setDecision(Wire.symbol(org.safereturn.repatriation.v1.ReturnDecision.class, said.choice()))
                .setReason(Wire.symbolOrNull(ReturnDecisionReason.class, said.reason()))
                .setDestinationType(Wire.symbol(DestinationType.class, said.destination()))
                .setResultVersion(said.resultVersion()).setPersonInformed(said.personInformed())
                .setBestInterestsDone(said.bestInterestsDone()).setBestInterestsBody(said.bestInterestsBody())
                .setRiskLevel(Wire.symbol(RiskLevel.class, said.risk())).setRiskMitigated(said.riskMitigated())
                .build();
    }

    private static SpecificRecord proposed(Head head, Arrangement plan) {
        var needs = plan.careNeeds();
        return org.safereturn.repatriation.v1.RepatriationProposed.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(plan.movedAt()).setActor(Wire.actor(plan.officer()))
                .setProposal(plan.number()).setWindowFrom(plan.windowFrom()).setWindowTo(plan.windowTo())
                .setCrossingPoint(plan.crossingPoint()).setAlternativeCrossingPoint(plan.alternativeCrossingPoint())
                .setReceptionUnit(plan.receptionUnit()).setMode(Wire.symbol(TransportMode.class, plan.mode()))
                .setEscortRole(plan.escortRole())
                .setDocumentType(Wire.symbolOrNull(TravelDocumentType.class, plan.documentType()))
                .setSpecialTransport(plan.specialTransport()).setInterpreterLanguage(plan.interpreterLanguage())
                .setSealed(needs == null ? null : Wire.part(needs))
                .build();
    }

    private static SpecificRecord confirmed(Head head, Confirmation said) {
        return org.safereturn.repatriation.v1.RepatriationConfirmed.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(said.confirmedAt()).setActor(Wire.actor(said.officer()))
                .setProposal(said.number()).setTravelDate(said.travelDate()).setCrossingPoint(said.crossingPoint())
                .setReceptionUnit(said.receptionUnit()).setContactRole(said.contactRole())
                .setContactPhone(said.contactPhone())
                .build();
    }

    private static SpecificRecord rescheduled(Head head, Rescheduling said) {
        return org.safereturn.repatriation.v1.RepatriationRescheduled.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(said.movedAt()).setActor(Wire.actor(said.officer()))
                .setReason(Wire.symbol(ChangeReason.class, said.reason())).setProposal(said.number())
                .setWindowFrom(said.windowFrom()).setWindowTo(said.windowTo()).setCrossingPoint(said.crossingPoint())
                .build();
    }

    private static SpecificRecord suspended(Head head, Suspension said) {
        return org.safereturn.repatriation.v1.RepatriationSuspended.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(said.suspendedAt()).setActor(Wire.actor(said.officer()))
                .setReason(Wire.symbol(ChangeReason.class, said.reason())).setClockStopped(true)
                .setExpectedUntil(said.expectedUntil())
                .build();
    }

    private static SpecificRecord resumed(Head head, Resumption said) {
        return org.safereturn.repatriation.v1.RepatriationResumed.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(said.resumedAt()).setActor(Wire.actor(said.officer()))
                .build();
    }

    private static SpecificRecord handedOver(Head head, Handover said) {
        return org.safereturn.repatriation.v1.HandoverExecuted.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(said.handedOverAt()).setActor(Wire.actor(said.officer()))
                .setCrossingPoint(said.crossingPoint()).setReceivedByRole(said.receivedByRole())
                .setChecklistComplete(said.openItems().isEmpty())
                .setOpenItems(Wire.symbols(ChecklistItem.class, said.openItems()))
                .setConsentCheckedOn(said.consentCheckedOn())
                .setHandedItems(Wire.symbols(HandedItem.class, said.handedItems()))
                .setMedicinesHanded(said.medicinesHanded()).setResultVersion(said.resultVersion())
                .setRecordedLate(said.recordedLate()).setOverride(override(said.override())).setWarnings(said.warnings())
                .build();
    }

    private static @Nullable EmergencyOverride override(Handover.@Nullable EmergencyOverride said) {
        return said == null ? null : new EmergencyOverride(said.authority(),
                Wire.symbol(OverrideReason.class, said.reason()), said.rule());
    }

    private static SpecificRecord arrived(Head head, Arrival said) {
        return org.safereturn.repatriation.v1.ArrivalConfirmed.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(said.arrivedAt()).setActor(Wire.actor(said.officer()))
                .setReceptionUnit(said.receptionUnit()).setCrossingPoint(said.crossingPoint())
                .setReceivedByRole(said.receivedByRole()).setCondition(Wire.symbol(ArrivalCondition.class, said.condition()))
                .setDifferences(Wire.symbols(ManifestDifference.class, said.differences()))
                .build();
    }

    private record Head(UUID caseRef, long version, String host, String origin, RepatriationState state) {
    }
}
