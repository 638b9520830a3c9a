package org.safereturn.monitoringservice.fold;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.CorrectedDecision;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.EmergencyOverride;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.OverrideReason;
import org.safereturn.stats.v1.CareAnswersRecorded;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReturnCount;
import org.safereturn.tracing.v1.FamilyOutcome;

import static org.assertj.core.api.Assertions.assertThat;

class FoldTest {

    private static final Instant BEGIN = Instant.parse("2026-10-05T02:00:00Z");
    private static final Direction TO_CAMBODIA = new Direction("TH", "KH");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void any_order_and_any_number_of_repeats_give_the_same_documents(long seed) {
        Random random = new Random(seed);
        List<JourneyFixtures.Sent> events = JourneyFixtures.journeys(40, random);
        Map<String, ViewDocument> inOrder = fold(events);
        List<JourneyFixtures.Sent> disordered = new ArrayList<>(events);
        for (JourneyFixtures.Sent event : events) {
            for (int repeat = random.nextInt(3); repeat > 0; repeat--) {
                disordered.add(event);
            }
        }
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(disordered, random);
            assertThat(fold(disordered)).isEqualTo(inOrder);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void what_is_folded_in_memory_first_gives_the_same_documents(long seed) {
        Random random = new Random(seed);
        List<JourneyFixtures.Sent> events = new ArrayList<>(JourneyFixtures.journeys(40, random));
        Map<String, ViewDocument> oneByOne = fold(events);
        events.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(events, random);
        Map<String, ViewDocument> documents = new HashMap<>();
        for (int from = 0; from < events.size(); from += 90) {
            Map<String, Folded> gathered = new HashMap<>();
            events.subList(from, Math.min(events.size(), from + 90)).stream().map(JourneyFixtures.Sent::update)
                    .forEach(update -> update.changes().forEach(
                            gathered.computeIfAbsent(update.id(), _ -> new Folded())::add));
            gathered.forEach((id, folded) -> folded.tell(documents.computeIfAbsent(id, _ -> new ViewDocument())));
        }
        assertThat(documents).isEqualTo(oneByOne);
    }

    @Test
    void of_two_facts_of_one_rank_the_same_stands_whichever_arrives_last() {
        List<Change> facts = List.of(Fact.CLOSURE.highest(Rank.byVersion(3), new Fact.Closure(ClosureReason.REINTEGRATED)),
                Fact.CLOSURE.highest(Rank.byVersion(3), new Fact.Closure(ClosureReason.DECEASED)),
                Fact.CLOSURE.highest(Rank.byVersion(2), new Fact.Closure(ClosureReason.UNKNOWN)));
        for (List<Change> order : List.of(facts, facts.reversed())) {
            ViewDocument inMemory = new ViewDocument();
            Folded folded = new Folded();
            order.forEach(folded::add);
            folded.tell(inMemory);
            ViewDocument inStore = new ViewDocument();
            order.forEach(inStore::apply);
            assertThat(inMemory).isEqualTo(inStore);
            assertThat(inMemory.fact(Fact.CLOSURE)).contains(new Fact.Closure(ClosureReason.REINTEGRATED));
        }
    }

    @Test
    void a_rank_is_the_greater_text_when_it_is_the_greater() {
        assertThat(Rank.byStep(2, 1, BEGIN).text()).isEqualTo("0000000000000000002.0000000000000000001.0000001791165600000");
        assertThat(Rank.byTime(BEGIN, 9).text()).isLessThan(Rank.byTime(BEGIN, 10).text());
        assertThat(Rank.byTime(BEGIN, 9)).isLessThan(Rank.byTime(BEGIN, 10));
    }

    @Test
    void a_visit_or_a_round_beyond_what_a_person_can_have_is_impossible_and_the_document_stays_small() {
        MonitoringVisitRecorded visit = body(events(JourneyFixtures.Until.MONITORED), MonitoringVisitRecorded.class);
        assertThat(Fold.hasPossibleVersions(visit)).isTrue();
        for (int number : List.of(-1, 1001, Integer.MAX_VALUE)) {
            assertThat(Fold.hasPossibleVersions(MonitoringVisitRecorded.newBuilder(visit).setVisitNumber(number).build()))
                    .isFalse();
        }
        ReferralSubmitted submitted = body(events(JourneyFixtures.Until.SUBMITTED), ReferralSubmitted.class);
        assertThat(Fold.hasPossibleVersions(ReferralSubmitted.newBuilder(submitted).setRound(1001).build())).isFalse();
        List<CareFlag> many = Collections.nCopies(100_000, CareFlag.CHILD);
        assertThat(new Fact.Care(many).fields().text()).isEqualTo("flags=CHILD");
        assertThat(Fold.hasPossibleCounts(NonVictimReturnsCounted.newBuilder((NonVictimReturnsCounted) JourneyFixtures
                .counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 1, 1, 1).body())
                .setCounts(Collections.nCopies(101, new ReturnCount(Sex.FEMALE, AgeGroup.AGE_18_59, 1))).build())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED,REFERRED", "RECEIVED,RECEIVED", "RETURNED_FOR_COMPLETION,RETURNED_FOR_COMPLETION",
        "ACCEPTED,TRACING", "DUPLICATE,DECLINED", "RESULT,RESULT_ISSUED", "CORRECTED,RESULT_ISSUED",
        "WITHDRAWN,WITHDRAWN", "DECIDED,RETURN_DECIDED", "SUSPENDED,RETURN_SUSPENDED", "HANDED_OVER,HANDED_OVER",
        "ARRIVED,ARRIVED", "CASE_MANAGER,CASE_MANAGER_ASSIGNED", "MONITORED,MONITORING", "CLOSED,CLOSED",
        "REOPENED,RECOVERY"
    })
    void a_journey_stands_where_its_latest_facts_say(JourneyFixtures.Until until, JourneyState state) {
        assertThat(journey(until).state()).isEqualTo(state);
    }

    @Test
    void an_arrival_received_before_the_handover_is_one_arrival() {
        List<JourneyFixtures.Sent> events = new ArrayList<>(events(JourneyFixtures.Until.ARRIVED));
        Collections.reverse(events);
        events.addAll(List.copyOf(events));
        ViewDocument document = fold(events).values().iterator().next();
        assertThat(Journey.read("s", document).state()).isEqualTo(JourneyState.ARRIVED);
    }

    @Test
    void a_corrected_result_replaces_the_first_one_whichever_arrives_last() {
        List<JourneyFixtures.Sent> events = new ArrayList<>(events(JourneyFixtures.Until.CORRECTED));
        Collections.reverse(events);
        Journey journey = Journey.read("s", fold(events).values().iterator().next());
        assertThat(journey.result()).get().extracting(Fact.Result::version).isEqualTo(2);
        assertThat(journey.result()).get().extracting(Fact.Result::family).isEqualTo(FamilyOutcome.LOCATED_UNSAFE);
    }

    @Test
    void the_needs_that_the_latest_result_answered_are_known_whichever_count_arrives_last() {
        List<CareAnswersRecorded> counts = List.of(answers(1, CareFlag.CHILD), answers(2, CareFlag.CHILD, CareFlag.DISABILITY));
        for (List<CareAnswersRecorded> order : List.of(counts, counts.reversed())) {
            ViewDocument document = new ViewDocument();
            order.forEach(each -> Fold.of(each, Optional.empty()).orElseThrow().changes().forEach(document::apply));
            Journey journey = Journey.read("s", document);
            assertThat(journey.careFlags()).containsExactly(CareFlag.CHILD, CareFlag.DISABILITY);
            assertThat(journey.answeredCareFlags()).containsExactly(CareFlag.CHILD, CareFlag.DISABILITY);
        }
    }

    @Test
    void each_step_past_its_deadline_is_known_once_however_often_and_in_whichever_order_it_is_told() {
        Direction direction = new Direction("KH", "TH");
        LocalDate day = LocalDate.of(2026, 11, 1);
        List<JourneyFixtures.Sent> told = List.of(JourneyFixtures.breach("s", direction, "TH", day, 1),
                JourneyFixtures.breach("s", direction, "KH", day, 1), JourneyFixtures.breach("s", direction, "TH", day, 2),
                JourneyFixtures.breach("s", direction, "TH", day, 1));
        for (List<JourneyFixtures.Sent> order : List.of(told, told.reversed())) {
            ViewDocument document = new ViewDocument();
            order.forEach(each -> each.update().changes().forEach(document::apply));
            assertThat(Journey.read("s", document).breaches()).containsExactlyInAnyOrder(new Breach("TH", "T_RETURN", 1, day),
                    new Breach("KH", "T_RETURN", 1, day), new Breach("TH", "T_RETURN", 2, day));
        }
    }

    @Test
    void a_corrected_handover_and_arrival_count_at_their_corrected_time_whichever_arrives_last() {
        List<JourneyFixtures.Sent> events = events(JourneyFixtures.Until.ARRIVED);
        HandoverExecuted handover = body(events, HandoverExecuted.class);
        ArrivalConfirmed arrival = body(events, ArrivalConfirmed.class);
        Instant corrected = handover.getOccurredAt().plus(Duration.ofDays(40));
        List<SpecificRecord> records = List.of(handover, arrival,
                HandoverExecuted.newBuilder(handover).setRevision(2).setOccurredAt(corrected).setOverride(
                        new EmergencyOverride("DUTY-DESK", OverrideReason.DANGER_TO_LIFE, "handover-before-result")).build(),
                ArrivalConfirmed.newBuilder(arrival).setRevision(2).setOccurredAt(corrected.plusSeconds(60)).build());
        for (List<SpecificRecord> order : List.of(records, records.reversed())) {
            ViewDocument document = new ViewDocument();
            order.forEach(each -> Fold.of(each, Optional.of("s")).orElseThrow().changes().forEach(document::apply));
            Journey journey = Journey.read("s", document);
            assertThat(journey.first(Milestone.HANDOVER_EXECUTED)).isEqualTo(corrected);
            assertThat(journey.first(Milestone.ARRIVAL_CONFIRMED)).isEqualTo(corrected.plusSeconds(60));
            assertThat(journey.handover()).get().extracting(Fact.Handover::overridden).isEqualTo(true);
        }
    }

    @Test
    void nobody_is_counted_on_a_consent_of_a_day_that_was_recorded_wrongly() {
        ConsentUpdated template = body(JourneyFixtures.refusing("s", TO_CAMBODIA, BEGIN), ConsentUpdated.class);
        LocalDate wrongDay = LocalDate.of(2026, 3, 21);
        List<CorrectedDecision> corrected = List.of(new CorrectedDecision(ConsentDecision.GIVEN, wrongDay));
        ConsentUpdated wrong = decided(template, ConsentDecision.GIVEN, wrongDay, List.of(), 0);
        ConsentUpdated right = decided(template, ConsentDecision.GIVEN, wrongDay.minusDays(9), corrected, 60);
        ConsentUpdated taken = decided(template, ConsentDecision.WITHDRAWN, wrongDay.minusDays(6), corrected, 120);
        for (List<ConsentUpdated> order : List.of(List.of(wrong, right, taken), List.of(taken, right, wrong),
                List.of(right, taken, wrong))) {
            ViewDocument document = new ViewDocument();
            order.forEach(each -> Fold.of(each, Optional.of("s")).orElseThrow().changes().forEach(document::apply));
            assertThat(Journey.read("s", document).countedThrough()).isBefore(wrongDay.plusDays(9));
        }
    }

    private static ConsentUpdated decided(ConsentUpdated template, ConsentDecision decision, LocalDate day,
            List<CorrectedDecision> insteadOf, int seconds) {
        return ConsentUpdated.newBuilder(template).setEffectiveAt(template.getEffectiveAt().plusSeconds(seconds))
                .setConsents(List.of(PurposeConsent.newBuilder().setPurpose(Purpose.MONITORING_AND_EVALUATION)
                        .setDecision(decision).setDecidedOn(day).setInsteadOf(insteadOf).build())).build();
    }

    @Test
    void needs_that_an_older_release_told_in_clear_count_as_before() {
        ViewDocument document = new ViewDocument();
        ReferralSubmitted submitted = (ReferralSubmitted) events(JourneyFixtures.Until.SUBMITTED).getFirst().body();
        Fold.of(ReferralSubmitted.newBuilder(submitted).setCareFlags(List.of(CareFlag.ELDERLY)).build(), Optional.of("s"))
                .orElseThrow().changes().forEach(document::apply);
        assertThat(Journey.read("s", document).careFlags()).containsExactly(CareFlag.ELDERLY);
        assertThat(Journey.read("s", document).answeredCareFlags()).isEmpty();
    }

    private static CareAnswersRecorded answers(int version, CareFlag... answered) {
        return CareAnswersRecorded.newBuilder().setStatRef("s").setStatVersion(9 - version).setReportingCountry("TH")
                .setHostCountry("TH").setOriginCountry("KH").setOccurredAt(BEGIN.plusSeconds(version))
                .setResultVersion(version).setCareFlags(List.of(CareFlag.CHILD, CareFlag.DISABILITY))
                .setAnswered(List.of(answered)).build();
    }

    @Test
    void a_decline_that_was_taken_back_declines_nothing() {
        List<JourneyFixtures.Sent> events = events(JourneyFixtures.Until.DUPLICATE);
        ReferralDeclined declined = body(events, ReferralDeclined.class);
        ViewDocument document = fold(events).values().iterator().next();
        Fold.of(ReferralDeclineRevoked.newBuilder().setCaseRef(declined.getCaseRef()).setCaseVersion(9)
                .setHostCountry(declined.getHostCountry()).setOriginCountry(declined.getOriginCountry())
                .setResultingState(ReferralState.RECEIVED).setOccurredAt(declined.getOccurredAt().plusSeconds(60))
                .setActor(declined.getActor()).setRound(declined.getRound()).build(), Optional.of("s")).orElseThrow()
                .changes().forEach(document::apply);
        Journey journey = Journey.read("s", document);
        assertThat(journey.duplicate()).isFalse();
        assertThat(journey.state()).isEqualTo(JourneyState.RECEIVED);
    }

    @Test
    void a_case_that_is_referred_again_is_one_journey_which_begins_anew_in_whatever_order_it_is_heard() {
        List<JourneyFixtures.Sent> events =
                new ArrayList<>(JourneyFixtures.referredAgain("s", new Direction("TH", "KH"), BEGIN));
        Instant begun = ((ReferralSubmitted) events.getFirst().body()).getOccurredAt();
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(events, new Random(seed));
            Map<String, ViewDocument> documents = fold(events);
            assertThat(documents).hasSize(1);
            Journey journey = Journey.read("s", documents.values().iterator().next());
            assertThat(journey.state()).isEqualTo(JourneyState.TRACING);
            assertThat(journey.first(Milestone.REFERRAL_SUBMITTED)).isEqualTo(begun);
            assertThat(journey.duplicate()).isFalse();
        }
    }

    @Test
    void a_duplicate_is_not_one_more_person() {
        assertThat(journey(JourneyFixtures.Until.DUPLICATE).duplicate()).isTrue();
        assertThat(journey(JourneyFixtures.Until.ACCEPTED).duplicate()).isFalse();
    }

    @Test
    void a_case_that_was_merged_into_another_one_is_not_one_more_person_in_whatever_order_that_is_heard() {
        List<JourneyFixtures.Sent> events = JourneyFixtures.merged("s", new Direction("TH", "KH"), BEGIN);
        for (List<JourneyFixtures.Sent> order : List.of(events, events.reversed())) {
            ViewDocument document = fold(order).values().iterator().next();
            assertThat(Journey.read("s", document).duplicate()).isTrue();
            assertThat(Journey.read("s", document).has(Milestone.REFERRAL_SUBMITTED)).as("what happened is kept").isTrue();
            assertThat(document.toString()).doesNotContain("survivor");
        }
    }

    @Test
    void the_case_reference_and_who_acted_are_never_taken_over() {
        String everything = fold(events(JourneyFixtures.Until.REOPENED)).toString();
        JourneyFixtures.Sent first = events(JourneyFixtures.Until.SUBMITTED).getFirst();
        Object caseRef = first.body().get(first.body().getSchema().getField("caseRef").pos());
        assertThat(everything).doesNotContain(String.valueOf(caseRef)).doesNotContain("officer-1");
    }

    @Test
    void an_event_without_a_statistical_reference_is_not_folded() {
        assertThat(Fold.of(events(JourneyFixtures.Until.SUBMITTED).getFirst().body(), Optional.empty())).isEmpty();
    }

    @Test
    void the_latest_version_of_a_count_stands_whichever_arrives_last() {
        List<JourneyFixtures.Sent> versions = List.of(
                JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 2, 40, 25),
                JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 3, 41, 0),
                JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 1, 400, 250));
        Map.Entry<String, ViewDocument> only = fold(versions).entrySet().iterator().next();
        CheckpointCount count = CheckpointCount.of(only.getValue());
        assertThat(count.total()).isEqualTo(41);
        assertThat(count.country()).isEqualTo("KH");
        assertThat(count.month()).isEqualTo("2026-11");
        assertThat(count.direction()).isEqualTo(TO_CAMBODIA);
    }

    @Test
    void sex_and_age_group_are_those_of_the_first_round_whatever_is_completed_later() {
        List<ReferralSubmitted> rounds = events(JourneyFixtures.Until.ACCEPTED).stream()
                .map(JourneyFixtures.Sent::body).filter(ReferralSubmitted.class::isInstance)
                .map(ReferralSubmitted.class::cast).limit(1).toList();
        ReferralSubmitted first = rounds.getFirst();
        ReferralSubmitted later = ReferralSubmitted.newBuilder(first).setRound(2)
                .setStatistics(new ReferralStatistics(Sex.UNKNOWN, AgeGroup.AGE_60_PLUS, null)).build();
        for (List<ReferralSubmitted> order : List.of(List.of(first, later), List.of(later, first))) {
            ViewDocument document = new ViewDocument();
            order.forEach(each -> Fold.of(each, Optional.of("s")).orElseThrow().changes().forEach(document::apply));
            assertThat(Journey.read("s", document).intake()).get().extracting(Fact.Intake::ageGroup)
                    .isEqualTo(first.getStatistics().getAgeGroup());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Fold.MOST_VERSIONS + 1, Long.MAX_VALUE})
    void a_version_that_would_keep_every_correction_out_is_impossible(long version) {
        assertThat(Fold.hasPossibleVersions(JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, version,
                1, 1).body())).isFalse();
    }

    @Test
    void every_version_of_a_journey_is_possible() {
        assertThat(events(JourneyFixtures.Until.REOPENED)).allMatch(each -> Fold.hasPossibleVersions(each.body()));
    }

    @Test
    void a_sign_that_separates_facts_stays_what_it_is() {
        JourneyFixtures.Sent sent = JourneyFixtures.counts("KH", "2026-11", "A|b=c,%<b>", TO_CAMBODIA, 1, 4, 3);
        CheckpointCount count = CheckpointCount.of(fold(List.of(sent)).values().iterator().next());
        assertThat(count.checkpoint()).isEqualTo("A|b=c,%<b>");
        assertThat(count.total()).isEqualTo(7);
    }

    private static <T extends SpecificRecord> T body(List<JourneyFixtures.Sent> events, Class<T> type) {
        return events.stream().map(JourneyFixtures.Sent::body).filter(type::isInstance).map(type::cast).findFirst()
                .orElseThrow();
    }

    private static Journey journey(JourneyFixtures.Until until) {
        return Journey.read("s", fold(events(until)).values().iterator().next());
    }

    private static List<JourneyFixtures.Sent> events(JourneyFixtures.Until until) {
        return JourneyFixtures.journey("s", TO_CAMBODIA, BEGIN, Duration.ofHours(3), until, new Random(7));
    }

    private static Map<String, ViewDocument> fold(List<JourneyFixtures.Sent> events) {
        Map<String, ViewDocument> documents = new HashMap<>();
        for (JourneyFixtures.Sent event : events) {
            Update update = event.update();
            ViewDocument document = documents.computeIfAbsent(update.id(), _ -> new ViewDocument());
            update.changes().forEach(document::apply);
        }
        return documents;
    }
}
