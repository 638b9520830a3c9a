package org.safereturn.messaging.inbox;

import org.junit.jupiter.api.Test;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReferralSubmitted;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InboxTest {

    private final TopicCatalogue catalogue = TopicCatalogue.load();

    @Test
    void a_record_that_is_neither_handled_nor_ignored_keeps_the_service_from_starting() {
        Inbox.Builder forgetful = new Inbox.Builder(catalogue, "tracing-service");
        assertThat(catalogue.ignoredBy("tracing-service")).containsKey(DeliveryReceipt.class.getName());
        assertThatThrownBy(forgetful::build).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tracing-service must handle or ignore")
                .hasMessageContaining(ReferralSubmitted.class.getName())
                .hasMessageNotContaining(DeliveryReceipt.class.getName());
    }

    @Test
    void a_record_that_never_reaches_the_service_cannot_be_handled() {
        Inbox.Builder strange = new Inbox.Builder(catalogue, "monitoring-service")
                .on(CaseStandingRecorded.class, (event, body) -> Mono.just(new Outcome.Ignored<>()));
        assertThatThrownBy(strange::build).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never receives [" + CaseStandingRecorded.class.getName() + "]");
    }

    @Test
    void a_record_that_the_catalogue_says_is_ignored_cannot_be_handled() {
        Inbox.Builder both = new Inbox.Builder(catalogue, "referral-service")
                .on(CaseKeyIssued.class, (event, body) -> Mono.just(new Outcome.Ignored<>()));
        assertThatThrownBy(both::build).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ignores [" + CaseKeyIssued.class.getName() + "]");
    }

    @Test
    void a_record_is_named_once() {
        Inbox.Builder twice = new Inbox.Builder(catalogue, "referral-service")
                .on(ReferralSubmitted.class, (event, body) -> Mono.just(new Outcome.Ignored<>()));
        assertThatThrownBy(() -> twice.on(ReferralSubmitted.class, (event, body) -> Mono.just(new Outcome.Ignored<>())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("named twice");
    }
}
