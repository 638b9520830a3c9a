package org.safereturn.referral.adapter.events;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.RetentionGround;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.CaseKeyState;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralEvent;
import org.safereturn.referral.referral.model.Submission;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.ExploitationType;
import org.safereturn.referral.v1.MissingField;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.RetentionRule;
import org.safereturn.referral.v1.Urgency;
import org.safereturn.referral.v1.WithdrawalReason;

/** From what happened to a referral to what is published about it. */
final class ReferralEventTranslator implements EventTranslator<Referral, ReferralEvent> {

    private static final String EXCHANGE = "exchange";

    private final String country;
    private final String referralTopic;
    private final String keyTopic;
    private final Pseudonyms statRefs;

    ReferralEventTranslator(String country, TopicCatalogue topics, Pseudonyms statRefs) {
        this.country = country;
        this.referralTopic = topics.topic(country, EXCHANGE, "referral");
        this.keyTopic = topics.topic(country, EXCHANGE, "case-key");
        this.statRefs = statRefs;
    }

    @Override
    public List<EventDraft> translate(String id, Referral referral, long version, ReferralEvent event) {
        Head head = new Head(Wire.uuid(id), version, referral.journey().host(), referral.journey().origin(),
                Wire.symbol(ReferralState.class, referral.state()));
        return switch (event) {
            case ReferralEvent.CaseKeyIssued issued -> drafts(keyTopic, referral, issued.occurredAt(), issued(head, issued));
            case ReferralEvent.ReferralSubmitted told -> drafts(told, referral, submitted(head, told));
            case ReferralEvent.DeliveryReceipt told -> drafts(told, referral, receipt(head, told));
            case ReferralEvent.ReferralReceived told -> drafts(told, referral, received(head, referral, told));
            case ReferralEvent.ReferralReturnedForCompletion told -> drafts(told, referral, returned(head, referral, told));
            case ReferralEvent.ReferralAccepted told -> drafts(told, referral, accepted(head, referral, told));
            case ReferralEvent.ReferralDeclined told -> drafts(told, referral, declined(head, referral, told));
            case ReferralEvent.ReferralWithdrawn told -> drafts(told, referral, withdrawn(head, told));
            case ReferralEvent.ConsentEffectConfirmed told -> drafts(told, referral, effect(head, told));
        };
    }

    private List<EventDraft> drafts(ReferralEvent event, Referral referral, SpecificRecord body) {
        return drafts(referralTopic, referral, event.occurredAt(), body);
    }

    private List<EventDraft> drafts(String topic, Referral referral, Instant time, SpecificRecord body) {
        return List.of(new EventDraft(topic, referral.caseRef(), body, time,
                Optional.of(referral.journey().peerOf(country)), Optional.of(statRefs.of(referral.caseRef()))));
    }

    private SpecificRecord issued(Head head, ReferralEvent.CaseKeyIssued event) {
        return org.safereturn.exchange.v1.CaseKeyIssued.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(CaseKeyState.ISSUED).setOccurredAt(event.occurredAt()).setActor(Wire.actor(event.actor()))
                .setRecipient(event.key().recipient()).setKeyId(event.key().keyId()).setWrappedKey(event.key().wrapped())
                .build();
    }

    private SpecificRecord submitted(Head head, ReferralEvent.ReferralSubmitted event) {
        Submission said = event.submission();
        return org.safereturn.referral.v1.ReferralSubmitted.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(event.occurredAt()).setActor(Wire.actor(said.submittedBy()))
                .setRound(said.round()).setSendingUnit(said.sendingUnit()).setReceivingUnit(said.receivingUnit())
                .setIdentifiedOn(said.identifiedOn()).setUrgency(Wire.symbol(Urgency.class, said.urgency()))
                .setStatistics(ReferralStatistics.newBuilder()
                        .setSex(Wire.symbol(org.safereturn.exchange.v1.Sex.class, said.sex()))
                        .setAgeGroup(Wire.symbol(org.safereturn.exchange.v1.AgeGroup.class, said.ageGroup()))
                        .setExploitationType(Wire.symbolOrNull(ExploitationType.class, said.exploitationType())).build())
                .setCareFlags(Wire.symbols(CareFlag.class, said.careFlags()))
                .setQuestions(Wire.symbols(Purpose.class, said.questions()))
                .setConsents(Wire.consents(said.consents())).setWantedBy(said.wantedBy())
                .setSealed(Wire.part(event.content()))
                .build();
    }

    private SpecificRecord receipt(Head head, ReferralEvent.DeliveryReceipt event) {
        return org.safereturn.referral.v1.DeliveryReceipt.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(event.occurredAt()).setActor(system())
                .setMessageId(UUID.fromString(event.receipt().messageId()))
                .setMessageType(org.safereturn.referral.v1.ReferralSubmitted.getClassSchema().getFullName())
                .setContentHash(event.receipt().valueSha256()).setOutcome(ReceiptOutcome.TAKEN_IN)
                .build();
    }

    private SpecificRecord received(Head head, Referral referral, ReferralEvent.ReferralReceived event) {
        return org.safereturn.referral.v1.ReferralReceived.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(event.occurredAt())
                .setActor(Wire.actor(event.opening().officer())).setRound(referral.round())
                .setUnit(event.opening().officer().unit())
                .build();
    }

    private SpecificRecord returned(Head head, Referral referral, ReferralEvent.ReferralReturnedForCompletion event) {
        return org.safereturn.referral.v1.ReferralReturnedForCompletion.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(event.occurredAt())
                .setActor(Wire.actor(event.request().officer())).setRound(referral.round())
                .setMissingFields(event.request().fields().stream()
                        .map(each -> new MissingField(each.field(), each.question())).toList())
                .setClockStopped(true)
                .build();
    }

    private SpecificRecord accepted(Head head, Referral referral, ReferralEvent.ReferralAccepted event) {
        return org.safereturn.referral.v1.ReferralAccepted.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(event.occurredAt())
                .setActor(Wire.actor(event.acceptance().officer())).setRound(referral.round())
                .setUnit(event.acceptance().unit()).setTargetDate(event.acceptance().targetDate())
                .build();
    }

    private SpecificRecord declined(Head head, Referral referral, ReferralEvent.ReferralDeclined event) {
        String survivor = event.declination().survivingCaseRef();
        return org.safereturn.referral.v1.ReferralDeclined.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(event.occurredAt())
                .setActor(Wire.actor(event.declination().officer())).setRound(referral.round())
                .setReason(Wire.symbol(DeclineReason.class, event.declination().reason()))
                .setDuplicateOf(survivor == null ? null : UUID.fromString(survivor))
                .build();
    }

    private SpecificRecord withdrawn(Head head, ReferralEvent.ReferralWithdrawn event) {
        return org.safereturn.referral.v1.ReferralWithdrawn.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(head.state).setOccurredAt(event.occurredAt())
                .setActor(Wire.actor(event.withdrawal().officer()))
                .setReason(Wire.symbol(WithdrawalReason.class, event.withdrawal().reason()))
                .setRetention(event.withdrawal().erase() ? RetentionRule.STOP_AND_ERASE : RetentionRule.STOP_AND_RETAIN)
                .build();
    }

    private SpecificRecord effect(Head head, ReferralEvent.ConsentEffectConfirmed event) {
        boolean all = event.effect().stopped().contains(ReferralEvent.Stopped.REFERRAL);
        return org.safereturn.consent.v1.ConsentEffectConfirmed.newBuilder()
                .setCaseRef(head.caseRef).setCaseVersion(head.version).setHostCountry(head.host).setOriginCountry(head.origin)
                .setResultingState(all ? ConsentState.WITHDRAWN : ConsentState.PARTLY_WITHDRAWN)
                .setOccurredAt(event.occurredAt()).setActor(system())
                .setWithdrawalId(UUID.fromString(event.effect().withdrawalId()))
                .setPurposes(Wire.symbols(Purpose.class, event.effect().purposes()))
                .setStopped(Wire.symbols(StoppedActivity.class, event.effect().stopped()))
                .setRetained(List.of(RetentionGround.AUDIT)).setEffectiveAt(event.effect().confirmedAt())
                .build();
    }

    /** Who acts where no person does. */
    private ActorReference system() {
        return new ActorReference(country.toLowerCase(Locale.ROOT) + "-referral-service", "SYSTEM", country + "-SYSTEM",
                country);
    }

    private record Head(UUID caseRef, long version, String host, String origin, ReferralState state) {
    }
}
