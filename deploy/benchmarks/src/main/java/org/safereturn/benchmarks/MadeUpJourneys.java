package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.Urgency;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.repatriation.v1.ArrivalCondition;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.DestinationType;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.ReturnDecision;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.repatriation.v1.RiskLevel;
import org.safereturn.repatriation.v1.TransportMode;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.VisitState;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityOutcome;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracing.v1.TracingState;

/**
 * Journeys of people whom nobody knows, each of {@link #STEPS} events, from the referral to the first visit. The same
 * number always gives the same journey. What is sealed is noise of the usual length: nobody here could open it.
 */
final class MadeUpJourneys {

    /** Events of a journey; the last one is a statistic. */
    static final int STEPS = 15;

    private static final int SEALED_BYTES = 1000;
    private static final int DAYS_AGO = 120;

    private final TopicCatalogue catalogue;
    private final Pseudonyms references;
    private final Instant begin;
    private final String sealed;

    /** An event, and the country whose ministry sends it. */
    record Sent(String country, EventDraft draft) {
    }

    private record Step(boolean byHost, Supplier<SpecificRecordBase> record, Enum<?> state, boolean sealed,
            Map<String, Object> fields) {
    }

    private static final List<FamilyOutcome> OUTCOMES = List.of(FamilyOutcome.values());
    private static final LocalDate TRAVEL = LocalDate.of(2026, 10, 1);

    private static final List<Step> ALL = List.of(
            new Step(true, ReferralSubmitted::new, ReferralState.REFERRED, true, Map.of("round", 1, "sendingUnit", "UNIT",
                    "receivingUnit", "UNIT", "identifiedOn", TRAVEL, "urgency", Urgency.ROUTINE,
                    "careFlags", List.of(), "questions", List.of(), "consents", List.of())),
            new Step(false, DeliveryReceipt::new, ReferralState.REFERRED, false, Map.of("messageId", new UUID(1, 2),
                    "messageType", "org.safereturn.referral.v1.ReferralSubmitted", "contentHash", "0".repeat(64),
                    "outcome", ReceiptOutcome.TAKEN_IN)),
            new Step(false, ReferralReceived::new, ReferralState.RECEIVED, false, Map.of("round", 1, "unit", "UNIT")),
            new Step(false, ReferralAccepted::new, ReferralState.ACCEPTED, false, Map.of("round", 1, "unit", "UNIT")),
            new Step(false, TracingProgressReported::new, TracingState.TRACING, false,
                    Map.of("milestone", TracingMilestone.VISITED)),
            new Step(false, TracingResultIssued::new, TracingState.RESULT_ISSUED, true, Map.of("resultVersion", 1,
                    "nationalityOutcome", NationalityOutcome.CONFIRMED, "nationalityBasis", List.of(),
                    "careAnswers", List.of())),
            new Step(true, TracingResultAcknowledged::new, TracingState.RESULT_REVIEWED, false, Map.of("resultVersion", 1)),
            new Step(true, ReturnDecisionRecorded::new, RepatriationState.DECISION_RECORDED, false, Map.of(
                    "decision", ReturnDecision.RETURN, "destinationType", DestinationType.RECEPTION_CENTRE,
                    "personInformed", true, "riskLevel", RiskLevel.LOW, "number", 1, "warnings", List.of())),
            new Step(true, RepatriationProposed::new, RepatriationState.RETURN_PROPOSED, true, Map.of("proposal", 1,
                    "windowFrom", TRAVEL, "windowTo", TRAVEL, "crossingPoint", "POINT", "mode", TransportMode.ROAD,
                    "specialTransport", false)),
            new Step(false, RepatriationConfirmed::new, RepatriationState.RETURN_CONFIRMED, false, Map.of("proposal", 1,
                    "travelDate", TRAVEL, "crossingPoint", "POINT", "receptionUnit", "UNIT", "contactRole", "DUTY")),
            new Step(true, HandoverExecuted::new, RepatriationState.HANDED_OVER, true, Map.of("crossingPoint", "POINT",
                    "checklistComplete", true, "openItems", List.of(), "handedItems", List.of(),
                    "medicinesHanded", false, "recordedLate", false, "warnings", List.of(), "checklist", List.of(),
                    "revision", 1)),
            new Step(false, ArrivalConfirmed::new, RepatriationState.ARRIVED, false, Map.of("receptionUnit", "UNIT",
                    "receivedByRole", "RECEPTION_OFFICER", "condition", ArrivalCondition.WELL, "differences", List.of(),
                    "recordedLate", false, "revision", 1)),
            new Step(false, CaseManagerAssigned::new, ReintegrationState.CASE_MANAGER_ASSIGNED, false, Map.of("unit", "UNIT",
                    "role", "CASE_MANAGER")),
            new Step(false, ReintegrationStatusReported::new, ReintegrationState.MONITORING, false, Map.of()),
            new Step(false, MonitoringVisitRecorded::new, VisitState.DONE, false, Map.of("visitNumber", 1,
                    "state", VisitState.DONE, "dueOn", TRAVEL, "riskRaised", false, "traffickedAgain", false)));

    /**
     * Journeys that began up to some months before this moment.
     *
     * @param references gives the statistical reference of a case, with the key that the ministries share
     */
    MadeUpJourneys(TopicCatalogue catalogue, Pseudonyms references, Instant now) {
        this.catalogue = catalogue;
        this.references = references;
        this.begin = now.truncatedTo(ChronoUnit.DAYS).minus(DAYS_AGO, ChronoUnit.DAYS);
        byte[] noise = new byte[SEALED_BYTES];
        new Random(7).nextBytes(noise);
        this.sealed = "made.up.." + Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }

    /**
     * An event of a journey.
     *
     * @param step from 0 to below {@link #STEPS}
     */
    Sent of(int journey, int step) {
        return of(journey, step, begin.plus(journey % 2000, ChronoUnit.HOURS).plus(step, ChronoUnit.HOURS));
    }

    /** The same at this time. */
    Sent of(int journey, int step, Instant at) {
        Step what = ALL.get(step);
        String host = journey % 2 == 0 ? "TH" : "KH";
        String origin = journey % 2 == 0 ? "KH" : "TH";
        String sender = what.byHost() ? host : origin;
        UUID caseRef = UUID.nameUUIDFromBytes(("made-up-" + journey).getBytes(StandardCharsets.UTF_8));
        String statRef = references.of(caseRef.toString());
        Map<String, Object> fields = new HashMap<>(what.fields());
        fields.putAll(Map.of("caseRef", caseRef, "caseVersion", step + 1L, "hostCountry", host, "originCountry", origin,
                "occurredAt", at, "assignedAt", at, "statRef", statRef, "statVersion", 1L, "reportingCountry", origin));
        fields.putIfAbsent("resultingState", what.state());
        fields.put("actor", new ActorReference(sender.toLowerCase(Locale.ROOT) + "-officer-1", "CASE_MANAGER", "UNIT", sender));
        fields.put("statistics", ReferralStatistics.newBuilder().setSex(journey % 3 == 0 ? Sex.MALE : Sex.FEMALE)
                .setAgeGroup(journey % 4 == 0 ? AgeGroup.AGE_12_17 : AgeGroup.AGE_18_59).build());
        fields.put("familyOutcome", OUTCOMES.get(1 + journey % (OUTCOMES.size() - 1)));
        if (what.sealed()) {
            fields.put("sealed", new SealedPart("made-up-key-" + journey, sealed));
        }
        SpecificRecordBase body = filled(what.record().get(), fields);
        String topic = catalogue.topicsOf(body.getSchema().getFullName(), sender).getFirst();
        boolean exchanged = catalogue.crosses(topic);
        return new Sent(sender, new EventDraft(topic, catalogue.key(topic, body).orElseThrow(), body, at,
                exchanged ? Optional.of(sender.equals(host) ? origin : host) : Optional.empty(),
                exchanged ? Optional.of(statRef) : Optional.empty()));
    }

    /** Numbers a step within the topic and key on which it travels. */
    long sequence(int step) {
        String topic = of(0, step).draft().topic();
        String key = of(0, step).draft().key();
        long sequence = 1;
        for (int before = 0; before < step; before++) {
            EventDraft other = of(0, before).draft();
            if (other.topic().equals(topic) && other.key().equals(key)) {
                sequence++;
            }
        }
        return sequence;
    }

    private static SpecificRecordBase filled(SpecificRecordBase body, Map<String, Object> fields) {
        for (Schema.Field field : body.getSchema().getFields()) {
            Object value = fields.get(field.name());
            if (value != null || field.schema().isNullable()) {
                body.put(field.pos(), value);
            } else if (field.hasDefaultValue() && field.schema().getType() == Schema.Type.ARRAY) {
                body.put(field.pos(), List.of());
            } else if (field.hasDefaultValue() && field.schema().getType() == Schema.Type.INT) {
                body.put(field.pos(), field.defaultVal());
            } else {
                throw new IllegalStateException(body.getSchema().getName() + " needs " + field.name());
            }
        }
        return body;
    }
}
