package org.safereturn.monitoringservice.fold;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.MergeReason;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referral.v1.RetentionRule;
import org.safereturn.referral.v1.Urgency;
import org.safereturn.referral.v1.WithdrawalReason;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.reintegration.v1.ReopeningReason;
import org.safereturn.repatriation.v1.ArrivalCondition;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.ChangeReason;
import org.safereturn.repatriation.v1.DestinationType;
import org.safereturn.repatriation.v1.EmergencyOverride;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.OverrideReason;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecision;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.repatriation.v1.RiskLevel;
import org.safereturn.repatriation.v1.TransportMode;
import org.safereturn.stats.v1.CareAnswersRecorded;
import org.safereturn.stats.v1.DeadlineBreached;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import org.safereturn.stats.v1.ReturnCount;
import org.safereturn.stats.v1.ShelterState;
import org.safereturn.stats.v1.VisitState;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityOutcome;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracing.v1.TracingState;
import org.safereturn.work.v1.DeadlineTimer;

/** Events of made-up journeys: of one chosen step after the other, or of a whole random one. */
public final class JourneyFixtures {

    /** Where a made-up journey stops. */
    public enum Until {
        SUBMITTED, RECEIVED, RETURNED_FOR_COMPLETION, ACCEPTED, DUPLICATE, RESULT, CORRECTED, WITHDRAWN, DECIDED,
        SUSPENDED, HANDED_OVER, ARRIVED, CASE_MANAGER, MONITORED, CLOSED, REOPENED
    }

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

    private final UUID caseRef;
    private final String statRef;
    private final Direction direction;
    private final Duration step;
    private final List<SpecificRecordBase> events = new ArrayList<>();
    private Instant at;
    private long version;

    private JourneyFixtures(UUID caseRef, String statRef, Direction direction, Instant begin, Duration step) {
        this.caseRef = caseRef;
        this.statRef = statRef;
        this.direction = direction;
        this.at = begin;
        this.step = step;
    }

    /** An event with the statistical reference its header carries. */
    public record Sent(SpecificRecordBase body, Optional<String> statRef) {

        /** What it changes. */
        public Update update() {
            return Fold.of(body, statRef).orElseThrow();
        }

        /** What happened. */
        public Milestone milestone() {
            return Milestone.of(body);
        }

        /** Between which countries. */
        public Direction direction() {
            return Fold.direction(body);
        }

        /** The country that may send it, by the catalogue; the host where either may. */
        public String sender() {
            return JourneyFixtures.sender(body, direction());
        }

        /** The country it is sent to. */
        public String recipient() {
            return sender().equals(direction().host()) ? direction().origin() : direction().host();
        }

        /** A topic it travels on. */
        public String topic() {
            return CATALOGUE.topicsOf(body.getSchema().getFullName(), sender()).getFirst();
        }

        /** The key of its message. */
        public String key() {
            return CATALOGUE.key(topic(), body).orElseThrow();
        }
    }

    /** Journeys that stop anywhere. */
    public static List<Sent> journeys(int count, Random random) {
        List<Sent> events = new ArrayList<>();
        List<Until> ends = List.of(Until.values());
        for (int index = 0; index < count; index++) {
            Direction direction = random.nextBoolean() ? new Direction("TH", "KH") : new Direction("KH", "TH");
            events.addAll(journey("stat-" + index, direction,
                    Instant.parse("2026-10-05T02:00:00Z").plus(Duration.ofHours(random.nextInt(900))),
                    Duration.ofHours(1L + random.nextInt(40)), ends.get(random.nextInt(ends.size())), random));
            if (index % 3 == 0) {
                events.add(breach("stat-" + index, direction, index % 2 == 0 ? direction.host() : direction.origin(),
                        LocalDate.of(2026, 11, 1).plusDays(index % 20), 1));
            }
        }
        return events;
    }

    /** A whole journey, one step after each other. */
    public static List<Sent> journey(String statRef, Direction direction, Instant begin, Duration step, Until until,
            Random random) {
        return journey(UUID.nameUUIDFromBytes(statRef.getBytes(StandardCharsets.UTF_8)), statRef, direction, begin,
                step, until, random);
    }

    /** A whole journey of this case. */
    public static List<Sent> journey(UUID caseRef, String statRef, Direction direction, Instant begin, Duration step,
            Until until, Random random) {
        JourneyFixtures journey = new JourneyFixtures(caseRef, statRef, direction, begin, step);
        journey.go(until, random);
        return journey.events.stream()
                .map(each -> new Sent(each, each.getSchema().getNamespace().startsWith("org.safereturn.stats")
                        ? Optional.empty() : Optional.of(statRef)))
                .toList();
    }

    /** That country let the last day of a step pass. */
    public static Sent breach(String statRef, Direction direction, String country, LocalDate dueOn, int step) {
        return new Sent(DeadlineBreached.newBuilder().setStatRef(statRef).setStatVersion(step).setReportingCountry(country)
                .setHostCountry(direction.host()).setOriginCountry(direction.origin())
                .setOccurredAt(dueOn.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()).setTimer(DeadlineTimer.T_RETURN)
                .setStep(step).setDueOn(dueOn).setDaysOver(1).setSuspendedDays(0).build(), Optional.empty());
    }

    /** A person who was referred and then refuses to be counted. */
    public static List<Sent> refusing(String statRef, Direction direction, Instant begin) {
        return deciding(statRef, direction, begin, ConsentDecision.REFUSED, null);
    }

    /** A referral, and what the person then says about being counted, until this day when there is one. */
    public static List<Sent> deciding(String statRef, Direction direction, Instant begin, ConsentDecision decision,
            @Nullable LocalDate expiresOn) {
        return with(statRef, direction, begin, journey -> {
            journey.submitted(1, new ReferralStatistics(Sex.FEMALE, AgeGroup.AGE_18_59, null));
            journey.exchange(new ConsentUpdated(), ConsentState.PARTLY_WITHDRAWN, Map.of("consents", List.of(
                    PurposeConsent.newBuilder().setPurpose(Purpose.MONITORING_AND_EVALUATION)
                            .setDecision(decision).setExpiresOn(expiresOn).build()), "effectiveAt", journey.at));
        });
    }

    /** A person whose case was referred, and then merged into another one. */
    public static List<Sent> merged(String statRef, Direction direction, Instant begin) {
        return with(statRef, direction, begin, journey -> {
            journey.submitted(1, new ReferralStatistics(Sex.FEMALE, AgeGroup.AGE_18_59, null));
            journey.exchange(new CaseMerged(), CaseState.DUPLICATE_MERGED, Map.of("survivorCaseRef", UUID.randomUUID(), "reason",
                    MergeReason.SAME_DOCUMENT));
            journey.exchange(new ReferralWithdrawn(), ReferralState.WITHDRAWN, Map.of(
                    "reason", WithdrawalReason.DUPLICATE, "retention", RetentionRule.STOP_AND_RETAIN));
        });
    }

    /** A person whose referral was withdrawn, and then sent again and accepted; a step of the round before comes late. */
    public static List<Sent> referredAgain(String statRef, Direction direction, Instant begin) {
        ReferralStatistics statistics = new ReferralStatistics(Sex.FEMALE, AgeGroup.AGE_18_59, null);
        return with(statRef, direction, begin, journey -> {
            journey.submitted(1, statistics);
            journey.exchange(new ReferralAccepted(), ReferralState.ACCEPTED, Map.of("round", 1, "unit", "UNIT"));
            journey.exchange(new ReferralWithdrawn(), ReferralState.WITHDRAWN, Map.of("round", 1,
                    "reason", WithdrawalReason.VICTIM_WITHDREW, "retention", RetentionRule.STOP_AND_RETAIN));
            journey.submitted(2, statistics);
            journey.exchange(new ReferralAccepted(), ReferralState.ACCEPTED, Map.of("round", 2, "unit", "UNIT"));
            journey.exchange(new RepatriationSuspended(), RepatriationState.RETURN_SUSPENDED, Map.of("round", 1,
                    "reason", ChangeReason.ILLNESS, "clockStopped", true));
        });
    }

    /** A person who was handed over before any result, by order of an authority. */
    public static List<Sent> overridden(String statRef, Direction direction, Instant begin) {
        return with(statRef, direction, begin, journey -> {
            journey.submitted(1, new ReferralStatistics(Sex.FEMALE, AgeGroup.AGE_18_59, null));
            journey.exchange(new HandoverExecuted(), RepatriationState.HANDED_OVER, Map.of("crossingPoint", "POINT",
                    "checklistComplete", false, "openItems", List.of(), "handedItems", List.of(),
                    "medicinesHanded", false, "recordedLate", false, "warnings", List.of(), "checklist", List.of(),
                    "revision", 1, "override",
                    new EmergencyOverride("AUTHORITY", OverrideReason.DANGER_TO_LIFE, "handover-before-result")));
        });
    }

    private static List<Sent> with(String statRef, Direction direction, Instant begin, Consumer<JourneyFixtures> steps) {
        JourneyFixtures journey = new JourneyFixtures(UUID.nameUUIDFromBytes(statRef.getBytes(StandardCharsets.UTF_8)),
                statRef, direction, begin, Duration.ofHours(1));
        steps.accept(journey);
        return journey.events.stream().map(each -> new Sent(each, Optional.of(statRef))).toList();
    }

    /** Counts of one month and checkpoint. */
    public static Sent counts(String country, String month, String checkpoint, Direction direction, long version, int women,
            int men) {
        NonVictimReturnsCounted counted = fill(new NonVictimReturnsCounted(), Map.of("month", month,
                "checkpoint", checkpoint, "statVersion", version, "reportingCountry", country,
                "hostCountry", direction.host(), "originCountry", direction.origin(),
                "occurredAt", Instant.parse("2026-11-20T03:00:00Z").plusSeconds(Math.floorMod(version, 1000)), "counts", List.of(
                        new ReturnCount(Sex.FEMALE, AgeGroup.AGE_18_59, women),
                        new ReturnCount(Sex.MALE, AgeGroup.AGE_18_59, men))));
        return new Sent(counted, Optional.empty());
    }

    private void go(Until until, Random random) {
        boolean child = random.nextInt(4) == 0;
        List<CareFlag> flags = child ? List.of(CareFlag.CHILD) : List.of();
        ReferralStatistics statistics = new ReferralStatistics(random.nextBoolean() ? Sex.FEMALE : Sex.MALE,
                child ? AgeGroup.AGE_12_17 : AgeGroup.AGE_18_59, null);
        submitted(1, statistics);
        exchange(new DeliveryReceipt(), ReferralState.REFERRED, Map.of("messageId", UUID.randomUUID(),
                "messageType", "org.safereturn.referral.v1.ReferralSubmitted", "contentHash", "0",
                "outcome", ReceiptOutcome.TAKEN_IN));
        if (until == Until.SUBMITTED) {
            return;
        }
        exchange(new ReferralReceived(), ReferralState.RECEIVED, Map.of("round", 1, "unit", "UNIT"));
        if (until == Until.RECEIVED) {
            return;
        }
        int round = 1;
        if (until == Until.RETURNED_FOR_COMPLETION || random.nextInt(5) == 0) {
            exchange(new ReferralReturnedForCompletion(), ReferralState.RETURNED_FOR_COMPLETION,
                    Map.of("round", 1, "missingFields", List.of(), "clockStopped", true));
            if (until == Until.RETURNED_FOR_COMPLETION) {
                return;
            }
            round = 2;
            submitted(2, statistics);
            exchange(new ReferralReceived(), ReferralState.RECEIVED, Map.of("round", 2, "unit", "UNIT"));
        }
        if (until == Until.DUPLICATE) {
            exchange(new ReferralDeclined(), ReferralState.DECLINED, Map.of("round", round,
                    "reason", DeclineReason.DUPLICATE));
            return;
        }
        exchange(new ReferralAccepted(), ReferralState.ACCEPTED, Map.of("round", round, "unit", "UNIT"));
        if (until == Until.ACCEPTED) {
            return;
        }
        exchange(new TracingProgressReported(), TracingState.TRACING, Map.of("milestone", TracingMilestone.VISITED));
        if (until == Until.WITHDRAWN) {
            exchange(new ConsentWithdrawn(), ConsentState.WITHDRAWN, Map.of("purposes", List.of(), "effectiveAt", at,
                    "eraseRequested", false));
            exchange(new ReferralWithdrawn(), ReferralState.WITHDRAWN, Map.of(
                    "reason", WithdrawalReason.VICTIM_WITHDREW, "retention", RetentionRule.STOP_AND_RETAIN));
            exchange(new ConsentEffectConfirmed(), ConsentState.WITHDRAWN, Map.of("withdrawalId", UUID.randomUUID(),
                    "purposes", List.of(), "stopped", List.of(), "retained", List.of(), "effectiveAt", at));
            return;
        }
        List<FamilyOutcome> outcomes = List.of(FamilyOutcome.values());
        FamilyOutcome family = outcomes.get(1 + random.nextInt(outcomes.size() - 1));
        result(1, random.nextInt(9) == 0 ? NationalityOutcome.INCONCLUSIVE : NationalityOutcome.CONFIRMED, family,
                flags);
        if (until == Until.RESULT) {
            return;
        }
        exchange(new TracingResultAcknowledged(), TracingState.RESULT_REVIEWED, Map.of("resultVersion", 1));
        exchange(new ReturnDecisionRecorded(), RepatriationState.DECISION_RECORDED, Map.of(
                "decision", ReturnDecision.RETURN, "destinationType", DestinationType.RECEPTION_CENTRE,
                "personInformed", true, "riskLevel", RiskLevel.LOW, "number", 1, "warnings", List.of()));
        if (until == Until.CORRECTED) {
            proposed();
            result(2, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNSAFE, flags);
            return;
        }
        if (until == Until.DECIDED) {
            return;
        }
        proposed();
        exchange(new RepatriationConfirmed(), RepatriationState.RETURN_CONFIRMED, Map.of("proposal", 1,
                "travelDate", day(), "crossingPoint", "POINT", "receptionUnit", "UNIT", "contactRole", "DUTY"));
        if (until == Until.SUSPENDED || random.nextInt(6) == 0) {
            exchange(new RepatriationSuspended(), RepatriationState.RETURN_SUSPENDED, Map.of(
                    "reason", ChangeReason.CROSSING_CLOSED, "clockStopped", true));
            if (until == Until.SUSPENDED) {
                return;
            }
            exchange(new RepatriationResumed(), RepatriationState.RETURN_CONFIRMED, Map.of());
        }
        exchange(new HandoverExecuted(), RepatriationState.HANDED_OVER, Map.of("crossingPoint", "POINT",
                "checklistComplete", true, "openItems", List.of(), "handedItems", List.of(), "medicinesHanded", false,
                "recordedLate", false, "warnings", List.of(), "checklist", List.of(), "revision", 1));
        if (until == Until.HANDED_OVER) {
            return;
        }
        exchange(new ArrivalConfirmed(), RepatriationState.ARRIVED, Map.of("receptionUnit", "UNIT",
                "receivedByRole", "RECEPTION_OFFICER", "condition", ArrivalCondition.WELL, "differences", List.of(),
                "recordedLate", false, "revision", 1));
        if (until == Until.ARRIVED) {
            return;
        }
        exchange(new CaseManagerAssigned(), ReintegrationState.CASE_MANAGER_ASSIGNED, Map.of("unit", "UNIT",
                "role", "CASE_MANAGER", "assignedAt", at));
        statistics(new ReintegrationStatsRecorded(), Map.of("needsAssessed", true,
                "shelterState", ShelterState.CHOSEN, "supports", List.of()));
        if (until == Until.CASE_MANAGER) {
            return;
        }
        for (ReintegrationState state : List.of(ReintegrationState.RECOVERY, ReintegrationState.REINTEGRATION,
                ReintegrationState.MONITORING)) {
            exchange(new ReintegrationStatusReported(), state, Map.of());
        }
        visit(1, VisitState.DUE);
        visit(1, VisitState.DONE);
        visit(2, random.nextBoolean() ? VisitState.DONE : VisitState.MISSED);
        if (until == Until.MONITORED) {
            return;
        }
        closed(ClosureReason.REINTEGRATED);
        if (until == Until.REOPENED) {
            exchange(new CaseReopened(), ReintegrationState.RECOVERY, Map.of("reason", ReopeningReason.NEW_NEED,
                    "reopenedOn", day()));
        }
    }

    private void submitted(int round, ReferralStatistics statistics) {
        exchange(new ReferralSubmitted(), ReferralState.REFERRED, Map.of("round", round, "sendingUnit", "UNIT",
                "receivingUnit", "UNIT", "identifiedOn", day(), "urgency", Urgency.ROUTINE, "statistics", statistics,
                "careFlags", List.of(), "questions", List.of(), "consents", List.of()));
    }

    private void result(int number, NationalityOutcome nationality, FamilyOutcome family, List<CareFlag> flags) {
        exchange(new TracingResultIssued(), TracingState.RESULT_ISSUED, Map.of("resultVersion", number,
                "nationalityOutcome", nationality, "nationalityBasis", List.of(), "familyOutcome", family,
                "careAnswers", List.of()));
        if (!flags.isEmpty()) {
            statistics(new CareAnswersRecorded(), Map.of("resultVersion", number, "careFlags", flags, "answered", flags,
                    "reportingCountry", direction.host()));
        }
    }

    private void proposed() {
        exchange(new RepatriationProposed(), RepatriationState.RETURN_PROPOSED, Map.of("proposal", 1,
                "windowFrom", day(), "windowTo", day(), "crossingPoint", "POINT", "mode", TransportMode.ROAD,
                "specialTransport", false));
    }

    private void visit(int number, VisitState state) {
        statistics(new MonitoringVisitRecorded(), Map.of("visitNumber", number, "state", state, "dueOn", day(),
                "riskRaised", false, "traffickedAgain", false));
    }

    private void closed(ClosureReason reason) {
        exchange(new CaseClosed(), ReintegrationState.CLOSED, Map.of("reason", reason, "closedOn", day(),
                "toldHowToReturn", true));
    }

    private void exchange(SpecificRecordBase body, Enum<?> state, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("caseRef", caseRef);
        all.put("caseVersion", ++version);
        all.put("resultingState", state);
        all.put("actor", new ActorReference("officer-1", "CASE_MANAGER", "UNIT", sender(body, direction)));
        add(body, all);
    }

    private void statistics(SpecificRecordBase body, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("statRef", statRef);
        all.put("statVersion", ++version);
        all.putIfAbsent("reportingCountry", direction.origin());
        add(body, all);
    }

    private void add(SpecificRecordBase body, Map<String, Object> fields) {
        fields.put("hostCountry", direction.host());
        fields.put("originCountry", direction.origin());
        fields.put("occurredAt", at);
        events.add(fill(body, fields));
        at = at.plus(step);
    }

    private static String sender(SpecificRecordBase body, Direction direction) {
        String type = body.getSchema().getFullName();
        return switch (CATALOGUE.sender(CATALOGUE.topicsOf(type, "KH").getFirst(), type).orElseThrow().name()) {
            case "ORIGIN" -> direction.origin();
            case "REPORTER" -> body.get(body.getSchema().getField("reportingCountry").pos()).toString();
            default -> direction.host();
        };
    }

    private LocalDate day() {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static <T extends SpecificRecordBase> T fill(T body, Map<String, Object> fields) {
        for (Schema.Field field : body.getSchema().getFields()) {
            @Nullable Object value = fields.get(field.name());
            if (value != null || field.schema().isNullable()) {
                body.put(field.pos(), value);
            } else if (field.hasDefaultValue() && field.schema().getType() == Schema.Type.ARRAY) {
                body.put(field.pos(), List.of());
            } else if (field.hasDefaultValue() && field.schema().getType() == Schema.Type.INT) {
                body.put(field.pos(), field.defaultVal());
            } else {
                throw new IllegalArgumentException(body.getSchema().getName() + " needs " + field.name());
            }
        }
        return Objects.requireNonNull(body);
    }

    /** Sends each event as the ministry that would. */
    public static void send(EmbeddedExchange exchange, List<Sent> events) {
        for (Sent event : events) {
            PeerMinistry sender = exchange.peer(event.sender());
            if (exchange.catalogue().audience(event.topic()).orElse("").equals("stats")) {
                sender.send(event.topic(), event.key(), event.body());
            } else {
                sender.send(event.topic(), event.key(), event.body(), event.recipient());
            }
        }
    }
}
