package org.safereturn.casefile.adapter.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.casefile.model.CaseEvent;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.casefile.model.Consent;
import org.safereturn.casefile.model.HostDecision;
import org.safereturn.casefile.model.MonitoringVisit;
import org.safereturn.casefile.model.Officer;
import org.safereturn.casefile.model.ReintegrationStats;
import org.safereturn.casefile.model.Side;
import org.safereturn.casefile.model.TemporaryAccess;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.Identification;
import org.safereturn.casefile.v1.IdentificationStatus;
import org.safereturn.casefile.v1.Route;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.ConsentGiver;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.reintegration.v1.ReopeningReason;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import org.safereturn.stats.v1.ShelterState;
import org.safereturn.stats.v1.SupportCategory;
import org.safereturn.stats.v1.SupportState;
import org.safereturn.stats.v1.SupportStatus;
import org.safereturn.stats.v1.TemporaryStayReason;
import org.safereturn.stats.v1.VisitMode;
import org.safereturn.stats.v1.VisitOutcome;
import org.safereturn.stats.v1.VisitState;

/**
 * From the case file's events to the records on the topics. The codes of the model are symbols of the contract, so they
 * cross by name; a test holds every one of them against the schemas.
 */
public final class CaseTranslator implements EventTranslator<CaseFile, CaseEvent> {

    private static final String SERVICE = "case-service";

    private final TopicCatalogue catalogue;
    private final String country;
    private final Pseudonyms statRefs;

    /** Writes the topics of this country. */
    public CaseTranslator(TopicCatalogue catalogue, String country, Pseudonyms statRefs) {
        this.catalogue = catalogue;
        this.country = country;
        this.statRefs = statRefs;
    }

    @Override
    public List<EventDraft> translate(String id, CaseFile state, long version, CaseEvent event) {
        return List.of(switch (event) {
            case CaseEvent.CaseStandingRecorded recorded ->
                own(id, standing(id, state, version, recorded), recorded.at());
            case CaseEvent.TemporaryAccessRecorded recorded ->
                own(id, temporaryAccess(id, state, version, recorded), recorded.at());
            case CaseEvent.ConsentUpdated updated -> crossing(id, state, ConsentUpdated.newBuilder()
                    .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                    .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                    .setResultingState(consentState(state)).setOccurredAt(updated.at())
                    .setActor(actor(updated.by()))
                    .setConsents(consents(state)).setEffectiveAt(updated.at()).build(), updated.at());
            case CaseEvent.ConsentWithdrawn withdrawn -> crossing(id, state, ConsentWithdrawn.newBuilder()
                    .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                    .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                    .setResultingState(consentState(state)).setOccurredAt(withdrawn.at())
                    .setActor(actor(withdrawn.by()))
                    .setPurposes(withdrawn.withdrawal().purposes().stream()
                            .map(purpose -> Purpose.valueOf(purpose.name())).toList())
                    .setEffectiveAt(withdrawn.withdrawal().effectiveAt())
                    .setEraseRequested(withdrawn.withdrawal().eraseRequested()).build(), withdrawn.at());
            case CaseEvent.CaseManagerAssigned assigned -> crossing(id, state, CaseManagerAssigned.newBuilder()
                    .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                    .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                    .setResultingState(reintegrationState(state)).setOccurredAt(assigned.at())
                    .setActor(actor(assigned.by()))
                    .setUnit(assigned.responsible().unit()).setRole(assigned.responsible().role())
                    .setAssignedAt(assigned.responsible().since()).build(), assigned.at());
            case CaseEvent.ReintegrationStatusReported reported ->
                crossing(id, state, ReintegrationStatusReported.newBuilder()
                        .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                        .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                        .setResultingState(reintegrationState(state)).setOccurredAt(reported.at())
                        .setActor(actor(reported.by()))
                        .setNextReportDue(reported.nextReportDue()).build(), reported.at());
            case CaseEvent.ReintegrationStatsRecorded recorded ->
                counted(id, statusStats(id, state, version, recorded.stats(), recorded.at()), recorded.at());
            case CaseEvent.MonitoringVisitRecorded recorded ->
                counted(id, visit(id, state, version, recorded.visit(), recorded.at()), recorded.at());
            case CaseEvent.CaseClosed closed -> crossing(id, state, CaseClosed.newBuilder()
                    .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                    .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                    .setResultingState(reintegrationState(state)).setOccurredAt(closed.at())
                    .setActor(actor(closed.by()))
                    .setReason(ClosureReason.valueOf(closed.closure().reason().name()))
                    .setClosedOn(closed.closure().closedOn()).setLastVisitOn(closed.closure().lastVisitOn())
                    .setToldHowToReturn(closed.closure().toldHowToReturn()).build(), closed.at());
            case CaseEvent.CaseReopened reopened -> crossing(id, state, CaseReopened.newBuilder()
                    .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                    .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                    .setResultingState(reintegrationState(state)).setOccurredAt(reopened.at())
                    .setActor(actor(reopened.by()))
                    .setReason(ReopeningReason.valueOf(reopened.reason().name()))
                    .setReopenedOn(reopened.reopenedOn()).build(), reopened.at());
        });
    }

    private EventDraft own(String id, SpecificRecord body, Instant at) {
        return new EventDraft(topic(body), id, body, at, Optional.empty(), Optional.empty());
    }

    private EventDraft crossing(String id, CaseFile state, SpecificRecord body, Instant at) {
        String recipient = state.side() == Side.HOST ? state.originCountry() : state.hostCountry();
        return new EventDraft(topic(body), id, body, at, Optional.of(recipient), Optional.of(statRefs.of(id)));
    }

    /** Under the pseudonym only: the case reference is in no header and in no field. */
    private EventDraft counted(String id, SpecificRecord body, Instant at) {
        return new EventDraft(topic(body), statRefs.of(id), body, at, Optional.empty(), Optional.empty());
    }

    private String topic(SpecificRecord body) {
        return catalogue.topicOf(body.getSchema().getFullName(), SERVICE, country);
    }

    private static CaseStandingRecorded standing(String id, CaseFile state, long version,
            CaseEvent.CaseStandingRecorded recorded) {
        HostDecision decision = Objects.requireNonNull(state.decision(), "only the host has a standing");
        return CaseStandingRecorded.newBuilder()
                .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                .setResultingState(CaseState.valueOf(state.stage().name())).setOccurredAt(recorded.at())
                .setActor(actor(recorded.by()))
                .setRoute(Route.valueOf(decision.route().name()))
                .setIdentification(Identification.newBuilder()
                        .setStatus(IdentificationStatus.valueOf(decision.identification().outcome().name()))
                        .setDecidedOn(decision.identification().decidedOn())
                        .setBody(decision.identification().body()).build())
                .setConsents(consents(state)).build();
    }

    /** The explanation stays in the case file. */
    private static TemporaryAccessRecorded temporaryAccess(String id, CaseFile state, long version,
            CaseEvent.TemporaryAccessRecorded recorded) {
        TemporaryAccess access = recorded.access();
        TemporaryAccess.Grant grant = Objects.requireNonNull(access.grant(), "only what was granted is told");
        return TemporaryAccessRecorded.newBuilder()
                .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                .setResultingState(access.end() == null ? TemporaryAccessState.GRANTED : TemporaryAccessState.ENDED)
                .setOccurredAt(recorded.at()).setActor(actor(recorded.by()))
                .setNumber(access.number()).setGrantedTo(actor(access.requestedBy())).setGrantedBy(actor(grant.by()))
                .setReason(TemporaryAccessReason.valueOf(access.reason().name()))
                .setStartsAt(grant.at()).setEndsAt(grant.until()).build();
    }

    private ReintegrationStatsRecorded statusStats(String id, CaseFile state, long version, ReintegrationStats stats,
            Instant at) {
        return ReintegrationStatsRecorded.newBuilder()
                .setStatRef(statRefs.of(id)).setStatVersion(version).setReportingCountry(country)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry()).setOccurredAt(at)
                .setNeedsAssessed(stats.needsAssessed()).setPlanDate(stats.planDate())
                .setShelterState(ShelterState.valueOf(stats.shelterState().name()))
                .setTemporaryStayReason(symbol(TemporaryStayReason.class, stats.temporaryStayReason()))
                .setSupports(stats.supports().stream().map(support -> new SupportStatus(
                        SupportCategory.valueOf(support.category().name()),
                        SupportState.valueOf(support.state().name()))).toList())
                .build();
    }

    private MonitoringVisitRecorded visit(String id, CaseFile state, long version, MonitoringVisit visit, Instant at) {
        return MonitoringVisitRecorded.newBuilder()
                .setStatRef(statRefs.of(id)).setStatVersion(version).setReportingCountry(country)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry()).setOccurredAt(at)
                .setVisitNumber(visit.number()).setState(VisitState.valueOf(visit.state().name()))
                .setDueOn(visit.dueOn()).setDoneOn(visit.doneOn())
                .setMode(symbol(VisitMode.class, visit.mode()))
                .setOutcome(symbol(VisitOutcome.class, visit.outcome()))
                .setRiskRaised(visit.riskRaised()).setTraffickedAgain(visit.traffickedAgain()).build();
    }

    private static List<PurposeConsent> consents(CaseFile state) {
        return state.consents().stream().map(CaseTranslator::consent).toList();
    }

    private static PurposeConsent consent(Consent consent) {
        return PurposeConsent.newBuilder()
                .setPurpose(Purpose.valueOf(consent.purpose().name()))
                .setDecision(ConsentDecision.valueOf(consent.decision().name()))
                .setGivenBy(symbol(ConsentGiver.class, consent.givenBy()))
                .setDecidedOn(consent.decidedOn()).setExpiresOn(consent.expiresOn()).build();
    }

    private static ConsentState consentState(CaseFile state) {
        boolean anyWithdrawn = state.consents().stream().anyMatch(consent ->
                consent.decision() == org.safereturn.casefile.model.ConsentDecision.WITHDRAWN);
        boolean anyGiven = state.consents().stream().anyMatch(consent ->
                consent.decision() == org.safereturn.casefile.model.ConsentDecision.GIVEN);
        if (!anyWithdrawn) {
            return ConsentState.IN_FORCE;
        }
        return anyGiven ? ConsentState.PARTLY_WITHDRAWN : ConsentState.WITHDRAWN;
    }

    private static ReintegrationState reintegrationState(CaseFile state) {
        return ReintegrationState.valueOf(Objects.requireNonNull(state.reintegration()).status().name());
    }

    private static ActorReference actor(Officer by) {
        return new ActorReference(by.reference(), by.role(), by.unit(), by.ministry());
    }

    private static <E extends Enum<E>> @Nullable E symbol(Class<E> type, @Nullable Enum<?> code) {
        return code == null ? null : Enum.valueOf(type, code.name());
    }
}
