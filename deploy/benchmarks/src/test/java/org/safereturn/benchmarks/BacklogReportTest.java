package org.safereturn.benchmarks;

import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogReportTest {

    @Test
    void what_is_taken_in_in_time_and_in_order_while_new_referrals_are_answered_is_met() {
        assertThat(new BacklogReport(60_000, 600, 100, new double[] {20, 30, 1999}, List.of()).lines())
                .first().asString().contains("60000 events", "100/s", "600/s");
        assertThat(new BacklogReport(60_000, 600, 100, new double[] {20, 30, 1999}, List.of()).lines().subList(1, 4))
                .allMatch(line -> line.startsWith("MET"));
    }

    @Test
    void each_target_that_is_missed_says_so() {
        assertThat(new BacklogReport(60_000, 600, 121, new double[] {20, 2001}, List.of("a case is missing")).lines()
                .subList(1, 4)).allMatch(line -> line.startsWith("NOT MET"));
        assertThat(new BacklogReport(60_000, 600, 1, new double[0], List.of()).lines()).last().asString()
                .startsWith("NOT MET");
    }

    @Test
    void a_case_is_right_when_it_is_there_in_its_last_state_and_nothing_waits() {
        Document right = new Document("state", new Document("state", "WITHDRAWN"));
        assertThat(BacklogReport.fault(right, "WITHDRAWN")).isEmpty();
        assertThat(BacklogReport.fault(right, "REFERRED")).contains("a case is WITHDRAWN and not REFERRED");
        assertThat(BacklogReport.fault(null, "REFERRED")).contains("a case is missing");
        assertThat(BacklogReport.fault(new Document(), "REFERRED")).isPresent();
        assertThat(BacklogReport.fault(new Document(right).append("held", List.of(new Document())), "WITHDRAWN"))
                .contains("a message waits for its predecessor");
    }
}
