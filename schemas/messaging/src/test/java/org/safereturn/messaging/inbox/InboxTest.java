package org.safereturn.messaging.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralSubmitted;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

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

    @Test
    void events_that_are_handled_together_do_not_wait_for_each_other_and_their_outcomes_keep_the_order() {
        List<String> begun = new ArrayList<>();
        List<Sinks.One<Outcome<String>>> answers = List.of(Sinks.one(), Sinks.one());
        Inbox inbox = inbox(Set.of(ReferralAccepted.class, ReferralDeclined.class), (event, body) -> {
            begun.add(event.metadata().id());
            return answers.get(begun.size() - 1).asMono();
        });
        AtomicReference<List<Outcome<?>>> outcomes = new AtomicReference<>(List.of());
        inbox.handle(List.of(event("a", new ReferralAccepted()), event("b", new ReferralDeclined())))
                .subscribe(outcomes::set);
        assertThat(begun).containsExactly("a", "b");
        answers.get(1).tryEmitValue(new Outcome.Held<>());
        assertThat(outcomes.get()).isEmpty();
        answers.get(0).tryEmitValue(new Outcome.Ignored<>());
        assertThat(outcomes.get()).hasExactlyElementsOfTypes(Outcome.Ignored.class, Outcome.Held.class);
    }

    @Test
    void an_event_that_is_handled_by_itself_waits_for_the_outcome_of_the_one_before_it() {
        List<String> begun = new ArrayList<>();
        Sinks.One<Outcome<String>> first = Sinks.one();
        Inbox inbox = inbox(Set.of(ReferralAccepted.class), (event, body) -> {
            begun.add(event.metadata().id());
            return begun.size() == 1 ? first.asMono() : Mono.just(new Outcome.Held<String>());
        });
        AtomicReference<List<Outcome<?>>> outcomes = new AtomicReference<>(List.of());
        inbox.handle(List.of(event("a", new ReferralAccepted()), event("b", new ReferralSubmitted()),
                event("c", new ReferralAccepted()))).subscribe(outcomes::set);
        assertThat(begun).containsExactly("a");
        first.tryEmitValue(new Outcome.Held<>());
        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(outcomes.get()).hasSize(3);
    }

    /** The inbox of the referral service, which handles all records alike, and these together. */
    private Inbox inbox(Set<Class<?>> together, Inbox.Handling<SpecificRecord> handling) {
        Inbox.Builder builder = new Inbox.Builder(catalogue, "referral-service");
        for (String name : catalogue.recordsFor("referral-service")) {
            if (!catalogue.ignoredBy("referral-service").containsKey(name)) {
                Class<? extends SpecificRecord> type = type(name);
                if (together.contains(type)) {
                    builder.together(type, handling::handle);
                } else {
                    builder.on(type, handling::handle);
                }
            }
        }
        return builder.build();
    }

    private static Class<? extends SpecificRecord> type(String name) {
        try {
            return Class.forName(name).asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InboundEvent event(String id, SpecificRecord body) {
        String topic = "kh.exchange.referral.v1";
        return new InboundEvent(new InboundRecord(topic, "case", Map.of(), new byte[0], 0, 0), new EventMetadata(topic,
                "case", id, body.getSchema().getFullName(), "urn:safereturn:kh:referral-service", Instant.EPOCH, "case", 1,
                id, Optional.empty(), Optional.of("TH"), Optional.empty()), body);
    }
}
