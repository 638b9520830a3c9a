package org.safereturn.monitoringservice;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What cannot be true comes into no figure. */
class ImpossibleEventsTest extends RunningService {

    @Test
    void what_another_ministry_says_in_a_countrys_name_is_a_dead_letter_and_is_not_shown_after_a_rebuild_either() {
        JourneyFixtures.Sent forged = counts("KH-FORGED", 1, 40);
        PeerMinistry thailand = EXCHANGE.peer("TH");
        thailand.send(thailand.topic("stats", "case"), forged.key(), forged.body());
        assertThat(deadLetter(forged.key(), HeaderNames.DLQ_REASON)).isEqualTo("wrong-sender");
        post("/rebuild", Role.OPERATOR).expectStatus().isAccepted();
        awaitRebuilt();
        assertThat(settled().toString()).doesNotContain("KH-FORGED");
        assertThat(deadLetters(forged.key())).as("the rebuild sends no second letter").hasSize(1);
    }

    @Test
    void a_version_beyond_all_bounds_is_a_dead_letter_and_later_corrections_are_shown() {
        JourneyFixtures.Sent endless = counts("KH-ENDLESS", Long.MAX_VALUE, 40);
        send(List.of(endless));
        assertThat(deadLetter(endless.key(), HeaderNames.DLQ_REASON)).isEqualTo("rule-refused");
        assertThat(deadLetter(endless.key(), HeaderNames.DLQ_RULE)).isEqualTo("version-out-of-bounds");
        send(List.of(counts("KH-ENDLESS", 1, 50), counts("KH-ENDLESS", 2, 60)));
        await().atMost(PATIENCE).until(() -> total("KH-ENDLESS") == 60);
    }

    @Test
    void an_event_of_an_impossible_year_is_a_dead_letter_and_the_page_still_answers() {
        JourneyFixtures.Sent sent = new JourneyFixtures.Sent(NonVictimReturnsCounted.newBuilder(
                (NonVictimReturnsCounted) counts("KH-IMPOSSIBLE", 1, 40).body())
                .setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE)).build(), Optional.empty());
        send(List.of(sent));
        assertThat(deadLetter(sent.key(), HeaderNames.DLQ_REASON)).isEqualTo("time-out-of-bounds");
        assertThat(page("th-me-1", "ME_OFFICER", "TH")).contains("IND-A1").doesNotContain("KH-IMPOSSIBLE");
    }

    @Test
    void a_count_of_no_month_is_a_dead_letter_and_the_page_still_answers() {
        JourneyFixtures.Sent sent = JourneyFixtures.counts("KH", "2026-13", "KH-NO-MONTH", new Direction("TH", "KH"), 1, 40, 0);
        send(List.of(sent));
        assertThat(deadLetter(sent.key(), HeaderNames.DLQ_RULE)).isEqualTo("count-impossible");
        assertThat(page("th-me-1", "ME_OFFICER", "TH")).contains("IND-A1").doesNotContain("KH-NO-MONTH");
    }

    @Test
    void who_operates_the_joint_view_learns_where_a_dead_letter_came_from_and_not_which_case_it_names() {
        String caseRef = UUID.randomUUID().toString();
        PeerMinistry cambodia = EXCHANGE.peer("KH");
        cambodia.send(cambodia.poison(cambodia.topic("exchange", "referral"), caseRef, ReferralSubmitted.class.getName(), "TH"));
        assertThat(deadLetter(caseRef, HeaderNames.DLQ_REASON)).isEqualTo("poison-bytes");
        String told = client().get().uri("/dead-letters").headers(Tokens.as(Role.OPERATOR, "KH")).exchange()
                .expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        assertThat(told).contains("poison-bytes", cambodia.topic("exchange", "referral")).doesNotContain(caseRef);
    }

    /** Women counted by Cambodia at a checkpoint this month. */
    private static JourneyFixtures.Sent counts(String checkpoint, long version, int women) {
        return JourneyFixtures.counts("KH", YearMonth.now(ZoneId.of("Asia/Bangkok")).toString(), checkpoint,
                new Direction("TH", "KH"), version, women, 0);
    }

    private int total(String checkpoint) {
        for (JsonNode row : figures().path("checkpointReturns")) {
            if (row.path("checkpoint").asString("").equals(checkpoint)) {
                return row.path("total").path("value").asInt(0);
            }
        }
        return 0;
    }

    private static String deadLetter(String key, String header) {
        await().atMost(PATIENCE).until(() -> !deadLetters(key).isEmpty());
        return PeerMinistry.header(deadLetters(key).getFirst(), header);
    }

    private static List<InboundRecord> deadLetters(String key) {
        return EXCHANGE.peer("KH").deadLetters("JOINT", "monitoring-service", key);
    }
}
