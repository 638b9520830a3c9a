package org.safereturn.messaging.inbox;

import org.junit.jupiter.api.Test;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InboxTest {

    private final TopicCatalogue catalogue = TopicCatalogue.load();

    @Test
    void a_record_that_is_neither_handled_nor_ignored_keeps_the_service_from_starting() {
        Inbox.Builder forgetful = new Inbox.Builder(catalogue, "monitoring-service")
                .on(NonVictimReturnsCounted.class, (event, body) -> Mono.just(new Outcome.Ignored<>()))
                .ignore(MonitoringVisitRecorded.class, "a sample");
        assertThatThrownBy(forgetful::build).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ReintegrationStatsRecorded.class.getName())
                .hasMessageContaining("monitoring-service")
                .hasMessageNotContaining(MonitoringVisitRecorded.class.getName());
    }

    @Test
    void a_record_that_never_reaches_the_service_cannot_be_handled() {
        Inbox.Builder strange = new Inbox.Builder(catalogue, "monitoring-service")
                .ignore(CaseStandingRecorded.class, "national");
        assertThatThrownBy(strange::build).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never receives [" + CaseStandingRecorded.class.getName() + "]");
    }

    @Test
    void a_record_is_named_once() {
        Inbox.Builder twice = new Inbox.Builder(catalogue, "referral-service").ignore(CaseKeyIssued.class, "a sample");
        assertThatThrownBy(() -> twice.ignore(CaseKeyIssued.class, "again")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("named twice");
        assertThat(catalogue.recordsFor("referral-service")).contains(CaseKeyIssued.class.getName());
    }
}
