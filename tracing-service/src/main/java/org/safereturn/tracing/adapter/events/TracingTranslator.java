package org.safereturn.tracing.adapter.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.consent.v1.RetentionGround;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.tracing.model.Acknowledgement;
import org.safereturn.tracing.model.Findings;
import org.safereturn.tracing.model.Progress;
import org.safereturn.tracing.model.Result;
import org.safereturn.tracing.model.Stop;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;

/** What the model's events look like on this country's tracing topic. */
public final class TracingTranslator implements EventTranslator<Tracing, TracingEvent> {

    private final String topic;
    private final ActorReference system;
    private final Pseudonyms statRefs;

    /**
     * For one service of one country.
     *
     * @param country ISO 3166-1 alpha-2
     * @param service name of the service, which acts where no officer does
     */
    public TracingTranslator(TopicCatalogue catalogue, String country, String service, Pseudonyms statRefs) {
        this.topic = catalogue.topic(country, "exchange", "tracing");
        this.system = new ActorReference(service, "SYSTEM", country, country);
        this.statRefs = statRefs;
    }

    @Override
    public List<EventDraft> translate(String id, Tracing state, long version, TracingEvent event) {
        return List.of(switch (event) {
            case TracingEvent.TracingProgressReported(Progress progress) ->
                    draft(id, state, progress.at(), progress(id, state, version, progress));
            case TracingEvent.TracingResultIssued(Result result) ->
                    draft(id, state, result.issuedAt(), result(id, state, version, result));
            case TracingEvent.TracingResultAcknowledged(Acknowledgement read) ->
                    draft(id, state, read.at(), acknowledgement(id, state, version, read));
            case TracingEvent.ConsentEffectConfirmed(Stop stop) ->
                    draft(id, state, stop.at(), effect(id, state, version, stop));
        });
    }

    private EventDraft draft(String id, Tracing state, Instant time, SpecificRecord body) {
        return new EventDraft(topic, id, body, time, Optional.of(state.peer()), Optional.of(statRefs.of(id)));
    }

    private static SpecificRecord progress(String id, Tracing state, long version, Progress progress) {
        return TracingProgressReported.newBuilder()
                .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                .setResultingState(Outward.state(state.state()))
                .setOccurredAt(progress.at()).setActor(Outward.actor(progress.by()))
                .setMilestone(Outward.milestone(progress.milestone()))
                .build();
    }

    private static SpecificRecord result(String id, Tracing state, long version, Result result) {
        Findings findings = result.findings();
        return TracingResultIssued.newBuilder()
                .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                .setResultingState(Outward.state(state.state()))
                .setOccurredAt(result.issuedAt()).setActor(Outward.actor(result.issuedBy()))
                .setResultVersion(result.version()).setSupersedes(result.supersedes())
                .setCorrectionReason(Outward.correction(result.correctionReason()))
                .setNationalityOutcome(Outward.nationality(findings.nationality()))
                .setNationalityBasis(findings.basis().stream().map(Outward::basis).toList())
                .setFamilyOutcome(Outward.family(findings.family()))
                .setCareAnswers(findings.careAnswers().stream().map(Outward::careAnswer).toList())
                .setDocumentOffered(Outward.document(findings.documentOffered()))
                .setRecommendedReceptionUnit(findings.recommendedReceptionUnit())
                .setIdentityCheck(Outward.identityCheck(findings.identityCheck()))
                .setSealed(Outward.sealed(result.content()))
                .build();
    }

    private static SpecificRecord acknowledgement(String id, Tracing state, long version, Acknowledgement read) {
        return TracingResultAcknowledged.newBuilder()
                .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                .setResultingState(Outward.state(state.state()))
                .setOccurredAt(read.at()).setActor(Outward.actor(read.by()))
                .setResultVersion(read.resultVersion()).setUnit(read.by().unit())
                .build();
    }

    private SpecificRecord effect(String id, Tracing state, long version, Stop stop) {
        return org.safereturn.consent.v1.ConsentEffectConfirmed.newBuilder()
                .setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry(state.hostCountry()).setOriginCountry(state.originCountry())
                .setResultingState(Outward.standing(state.consentStanding()))
                .setOccurredAt(stop.at()).setActor(system)
                .setWithdrawalId(UUID.fromString(stop.withdrawalId()))
                .setPurposes(stop.purposes().stream().map(Outward::purpose).toList())
                .setStopped(Outward.stopped(stop.stopped()))
                .setRetained(List.of(RetentionGround.AUDIT))
                .setEffectiveAt(stop.at())
                .build();
    }
}
