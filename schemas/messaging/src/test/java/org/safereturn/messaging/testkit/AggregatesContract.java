package org.safereturn.messaging.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.CaseKeyState;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormLanguage;
import org.safereturn.exchange.v1.FormReference;
import org.safereturn.exchange.v1.FormTranslation;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.form.FormKind;
import org.safereturn.messaging.form.FormUse;
import org.safereturn.messaging.form.Translated;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingState;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What every store of aggregates promises. Own country is KH; the topics of the entity referral are read in order. */
public abstract class AggregatesContract {

    /** Entities read in strict order in these tests. */
    public static final Set<String> ORDERED = Set.of("referral");

    private static final String PEER_TOPIC = "th.exchange.referral.v1";
    private static final String OWN_TOPIC = "kh.exchange.case-key.v1";

    /**
     * What the aggregates of these tests hold.
     *
     * @param notes all notes
     * @param colour to look for
     * @param at last change
     */
    public record Book(List<String> notes, String colour, Instant at) {
    }

    /**
     * A note was added.
     *
     * @param text of it
     */
    public record Noted(String text) {
    }

    /** Publishes each note on the country's topic of case keys, as the wrapped key. */
    public static EventTranslator<Book, Noted> translator() {
        return (id, state, version, event) -> List.of(new EventDraft(OWN_TOPIC, id, body(id, version, event.text()),
                state.at(), Optional.of("TH"), Optional.empty()));
    }

    /** The aggregates under test, empty or with other tests' documents. */
    protected abstract Aggregates<Book, Noted> aggregates();

    /** The wrapped keys published for this aggregate so far, in order. */
    protected abstract List<String> published(String id);

    private static SpecificRecord body(String id, long version, String text) {
        return CaseKeyIssued.newBuilder().setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry("KH").setOriginCountry("TH").setResultingState(CaseKeyState.ISSUED)
                .setOccurredAt(Instant.parse("2026-01-02T03:04:05Z"))
                .setActor(new ActorReference("kh-system", "SYSTEM", "KH-UNIT", "KH"))
                .setRecipient("TH").setKeyId("k").setWrappedKey(text).build();
    }

    private static Function<Optional<Book>, Decision<Book, Noted>> note(String text) {
        return note(text, "BLUE");
    }

    private static Function<Optional<Book>, Decision<Book, Noted>> note(String text, String colour) {
        return book -> {
            List<String> notes = new ArrayList<>(book.map(Book::notes).orElse(List.of()));
            notes.add(text);
            return Decision.accept(new Book(notes, colour, Instant.parse("2026-01-02T03:04:05Z")),
                    List.of(new Noted(text)));
        };
    }

    private static Cause internal() {
        return new Cause.Internal("test");
    }

    private static Cause request(String key, String fingerprint) {
        return new Cause.Request("kh-intake-1", Optional.of(key), fingerprint);
    }

    private static Cause expecting(long version, String key) {
        return new Cause.Request("kh-intake-1", Optional.of(key), "f", Optional.of(new Cause.Expected(false, Set.of(version))));
    }

    @Test
    void a_change_for_another_version_is_refused_and_stores_nothing() {
        String id = UUID.randomUUID().toString();
        long version = ((Outcome.Stored<Book>) change(id, internal(), note("one"))).aggregate().version();
        assertThat(change(id, expecting(version + 1, "a"), note("two")))
                .isEqualTo(new Outcome.Refused<Book>(Rejection.outdated("version-outdated")));
        assertThat(change(id, expecting(version, "b"), note("three"))).isInstanceOf(Outcome.Stored.class);
        assertThat(change(id, expecting(version, "c"), note("four"))).isInstanceOf(Outcome.Refused.class);
        assertThat(change(id, expecting(version, "b"), note("three"))).as("a repetition")
                .isInstanceOf(Outcome.Repeated.class);
        assertThat(notes(id)).containsExactly("one", "three");
    }

    @Test
    void what_does_not_exist_has_no_version_to_expect() {
        String id = UUID.randomUUID().toString();
        assertThat(begin(id, expecting(1, "a"), note("one"))).isInstanceOf(Outcome.Refused.class);
        assertThat(change(id, expecting(0, "b"), note("one"))).isInstanceOf(Outcome.Refused.class);
        assertThat(notes(id)).isEmpty();
    }

    @Test
    void what_the_rules_refuse_is_refused_by_them_whatever_version_is_expected() {
        String id = UUID.randomUUID().toString();
        assertThat(change(id, expecting(3, "a"), any -> Decision.refuse(Rejection.unknown("none"))))
                .isEqualTo(new Outcome.Refused<Book>(Rejection.unknown("none")));
    }

    /** The peer's message of this number. */
    protected static Cause message(String id, long sequence, Ordering ordering) {
        return new Cause.Message(event(id, sequence, PEER_TOPIC), ordering);
    }

    private static InboundEvent event(String id, long sequence, String topic) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put("ce_id", new byte[] {1});
        InboundRecord message = new InboundRecord(topic, id, headers, new byte[] {(byte) sequence}, 1, sequence);
        EventMetadata metadata = new EventMetadata(topic, id, id + "-" + topic + "-" + sequence, "org.example.Noted",
                "urn:safereturn:th:referral-service", Instant.EPOCH, id, sequence, "c", Optional.empty(),
                Optional.of("KH"), Optional.empty());
        return new InboundEvent(message, metadata, body(id, 1, "x"));
    }

    private Outcome<Book> change(String id, Cause cause, Function<Optional<Book>, Decision<Book, Noted>> decide) {
        return aggregates().change(id, cause, decide).blockOptional().orElseThrow();
    }

    private Outcome<Book> begin(String id, Cause cause, Function<Optional<Book>, Decision<Book, Noted>> decide) {
        return aggregates().begin(id, cause, decide).blockOptional().orElseThrow();
    }

    private List<String> notes(String id) {
        return aggregates().find(id).map(found -> found.state().notes()).blockOptional().orElse(List.of());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    @Test
    void beginning_is_changing_whether_or_not_there_was_something() {
        String id = newId();
        assertThat(begin(id, request("k", "f"), note("one"))).isInstanceOf(Outcome.Stored.class);
        assertThat(begin(id, request("k", "f"), note("one"))).isInstanceOf(Outcome.Repeated.class);
        assertThat(begin(id, request("k", "g"), note("two"))).isInstanceOf(Outcome.Refused.class);
        assertThat(begin(id, internal(), book -> book.isEmpty() ? Decision.refuse(Rejection.refused("nothing-there"))
                : note("two").apply(book))).isInstanceOf(Outcome.Stored.class);
        assertThat(begin(id, internal(), book -> book.isEmpty() ? note("nothing there").apply(book)
                : Decision.refuse(Rejection.refused("something-there")))).isInstanceOf(Outcome.Refused.class);
        assertThat(notes(id)).containsExactly("one", "two");
        assertThat(published(id)).containsExactly("one", "two");
    }

    @Test
    void a_message_that_begins_is_known_when_it_comes_again_and_held_when_it_comes_early() {
        String id = newId();
        assertThat(begin(id, message(id, 2, Ordering.STRICT), note("two"))).isInstanceOf(Outcome.Held.class);
        assertThat(released(begin(id, message(id, 1, Ordering.STRICT), note("one")))).containsExactly(2L);
        assertThat(begin(id, message(id, 1, Ordering.STRICT), note("one"))).isInstanceOf(Outcome.Repeated.class);
        assertThat(begin(id, message(id, 2, Ordering.STRICT), note("two"))).isInstanceOf(Outcome.Stored.class);
        assertThat(notes(id)).containsExactly("one", "two");
    }

    @Test
    void of_many_who_begin_at_the_same_time_none_is_lost() {
        String id = newId();
        List<String> all = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        Flux.fromIterable(all).flatMap(text -> aggregates().begin(id, internal(), note(text)), 20).blockLast();
        assertThat(notes(id)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void what_is_accepted_is_stored_and_published() {
        String id = newId();
        assertThat(aggregates().find(id).blockOptional()).isEmpty();
        assertThat(change(id, internal(), note("one"))).isInstanceOf(Outcome.Stored.class);
        assertThat(change(id, internal(), note("two"))).isInstanceOf(Outcome.Stored.class);
        Aggregate<Book> found = aggregates().find(id).blockOptional().orElseThrow();
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.state()).isEqualTo(
                new Book(List.of("one", "two"), "BLUE", Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(published(id)).containsExactly("one", "two");
    }

    @Test
    void the_versions_of_forms_that_events_were_recorded_on_are_kept_each_once() {
        String id = newId();
        change(id, recordedOn(id, 1, "1"), note("one"));
        change(id, recordedOn(id, 2, "1"), note("two"));
        change(id, recordedOn(id, 3, "2"), note("three"));
        change(id, recordedOn(id, 3, "3"), note("three again"));
        Outcome<Book> last = change(id, recordedOn(id, 4, "4"), _ -> Decision.refuse(Rejection.refused("no")));
        assertThat(last).isInstanceOf(Outcome.Refused.class);
        assertThat(change(id, internal(), note("four"))).isInstanceOfSatisfying(Outcome.Stored.class,
                stored -> assertThat(((Outcome.Stored<?>) stored).aggregate().forms()).hasSize(2));
        assertThat(aggregates().find(id).map(Aggregate::forms).block()).containsExactly(
                new FormUse(FormKind.TRACING, "TH", "SOP", "8", "1", FormApproval.PROPOSED,
                        List.of(new Translated("km", FormTranslation.DRAFT)), Instant.EPOCH),
                new FormUse(FormKind.TRACING, "TH", "SOP", "8", "2", FormApproval.PROPOSED,
                        List.of(new Translated("km", FormTranslation.DRAFT)), Instant.EPOCH));
    }

    /** The peer's message of this number about something that was recorded on this version of a form. */
    private static Cause recordedOn(String id, long sequence, String version) {
        InboundEvent event = event(id, sequence, PEER_TOPIC);
        return new Cause.Message(new InboundEvent(event.record(), event.metadata(), TracingProgressReported.newBuilder()
                .setCaseRef(UUID.fromString(id)).setCaseVersion(sequence).setHostCountry("KH").setOriginCountry("TH")
                .setResultingState(TracingState.TRACING).setOccurredAt(Instant.EPOCH)
                .setActor(new ActorReference("th-tracing-1", "TRACING_OFFICER", "TH-UNIT", "TH"))
                .setMilestone(TracingMilestone.ASSIGNED).setFormRef(new FormReference("SOP", "8", version,
                        FormApproval.PROPOSED, List.of(new FormLanguage("km", FormTranslation.DRAFT)))).build()),
                Ordering.STRICT);
    }

    @Test
    void what_is_refused_leaves_no_trace() {
        String id = newId();
        Outcome<Book> outcome = change(id, request("k", "f"), book -> Decision.refuse(Rejection.refused("no")));
        assertThat(outcome).isEqualTo(new Outcome.Refused<Book>(Rejection.refused("no")));
        assertThat(aggregates().find(id).blockOptional()).isEmpty();
        assertThat(published(id)).isEmpty();
    }

    @Test
    void a_request_with_the_same_key_is_done_once() {
        String id = newId();
        change(id, request("k", "f"), note("one"));
        assertThat(change(id, request("k", "f"), note("one"))).isInstanceOf(Outcome.Repeated.class);
        assertThat(notes(id)).containsExactly("one");
        assertThat(published(id)).containsExactly("one");
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        String id = newId();
        change(id, request("k", "f"), note("one"));
        assertThat(change(id, request("k", "g"), note("two")))
                .isEqualTo(new Outcome.Refused<Book>(Rejection.refused("idempotency-key-reused")));
        assertThat(change(id, request("l", "g"), note("two"))).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void a_message_in_any_order_is_applied_once() {
        String id = newId();
        change(id, message(id, 5, Ordering.ORDER_FREE), note("five"));
        change(id, message(id, 2, Ordering.ORDER_FREE), note("two"));
        assertThat(change(id, message(id, 5, Ordering.ORDER_FREE), note("five")))
                .isInstanceOf(Outcome.Repeated.class);
        assertThat(notes(id)).containsExactly("five", "two");
    }

    @Test
    void a_strict_message_waits_for_its_predecessor_and_is_then_released() {
        String id = newId();
        assertThat(change(id, message(id, 3, Ordering.STRICT), note("three"))).isInstanceOf(Outcome.Held.class);
        assertThat(change(id, message(id, 3, Ordering.STRICT), note("three"))).isInstanceOf(Outcome.Held.class);
        assertThat(change(id, message(id, 2, Ordering.STRICT), note("two"))).isInstanceOf(Outcome.Held.class);
        assertThat(aggregates().find(id).blockOptional()).isEmpty();
        assertThat(released(change(id, message(id, 1, Ordering.STRICT), note("one")))).containsExactly(2L);
        assertThat(aggregates().due(List.of(event(id, 9, PEER_TOPIC).metadata())).block()).extracting(InboundRecord::offset).containsExactly(2L);
        assertThat(released(change(id, message(id, 2, Ordering.STRICT), note("two")))).containsExactly(3L);
        assertThat(released(change(id, message(id, 3, Ordering.STRICT), note("three")))).isEmpty();
        assertThat(aggregates().due(List.of(event(id, 9, PEER_TOPIC).metadata())).block()).isEmpty();
        assertThat(change(id, message(id, 2, Ordering.STRICT), note("two"))).isInstanceOf(Outcome.Repeated.class);
        assertThat(notes(id)).containsExactly("one", "two", "three");
    }

    @Test
    void a_held_message_is_kept_as_it_came() {
        String id = newId();
        InboundRecord sent = event(id, 2, PEER_TOPIC).record();
        change(id, message(id, 2, Ordering.STRICT), note("two"));
        InboundRecord kept = ((Outcome.Stored<Book>) change(id, message(id, 1, Ordering.STRICT), note("one")))
                .released().getFirst();
        assertThat(kept).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void a_skipped_message_is_no_gap() {
        String id = newId();
        change(id, message(id, 3, Ordering.STRICT), note("three"));
        change(id, message(id, 5, Ordering.STRICT), note("five"));
        assertThat(aggregates().skip(List.of(event(id, 4, PEER_TOPIC).metadata())).block()).isEmpty();
        assertThat(aggregates().skip(List.of(event(id, 1, PEER_TOPIC).metadata())).block()).isEmpty();
        assertThat(aggregates().skip(List.of(event(id, 2, PEER_TOPIC).metadata())).block())
                .extracting(InboundRecord::offset).containsExactly(3L);
        assertThat(released(change(id, message(id, 3, Ordering.STRICT), note("three")))).containsExactly(5L);
        change(id, message(id, 5, Ordering.STRICT), note("five"));
        assertThat(notes(id)).containsExactly("three", "five");
    }

    @Test
    void a_strict_message_of_a_topic_that_was_not_declared_is_a_fault() {
        String id = newId();
        Cause cause = new Cause.Message(event(id, 1, "th.exchange.tracing.v1"), Ordering.STRICT);
        assertThat(aggregates().keepsOrderOf(PEER_TOPIC)).isTrue();
        assertThat(aggregates().keepsOrderOf("kh.exchange.referral.v1")).isFalse();
        assertThatThrownBy(() -> change(id, cause, note("x"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("th.exchange.tracing.v1");
    }

    @Test
    void changes_at_the_same_time_are_all_kept() {
        String id = newId();
        List<String> all = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        Flux.fromIterable(all).flatMap(text -> aggregates().change(id, internal(), note(text)), 20).blockLast();
        assertThat(notes(id)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(published(id)).containsExactlyElementsOf(notes(id));
    }

    @Test
    void pages_show_the_newest_change_first_and_conditions_choose() {
        String colour = newId();
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> newId()).toList();
        for (String id : ids) {
            change(id, internal(), note("x", colour));
        }
        change(newId(), internal(), note("y", newId()));
        Map<String, Object> where = Map.of("state.colour", colour);
        assertThat(aggregates().count(where).block()).isEqualTo(5);
        Aggregates.Page<Book> page = list(Aggregates.Query.first(where, 2));
        assertThat(page.total()).contains(5L);
        List<String> seen = new ArrayList<>(page.items().stream().map(Aggregate::id).toList());
        while (page.next().isPresent()) {
            page = list(new Aggregates.Query(where, page.next(), false, 2));
            assertThat(page.total()).isEmpty();
            seen.addAll(page.items().stream().map(Aggregate::id).toList());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(aggregates().count(Map.of("state.colour", List.of(colour, "none"))).block()).isEqualTo(5);
    }

    @Test
    void those_of_some_ids_are_listed_from_the_newest_on_and_other_conditions_choose_among_them() {
        String colour = newId();
        List<String> ids = IntStream.range(0, 4).mapToObj(i -> newId()).toList();
        ids.forEach(id -> change(id, internal(), note("x", id.equals(ids.getFirst()) ? newId() : colour)));
        Map<String, Object> where = Map.of("_id", ids.subList(0, 3), "state.colour", List.of(colour));
        Optional<Aggregates.Position> newest = Optional.of(Aggregates.Position.NEWEST);
        Aggregates.Page<Book> first = list(new Aggregates.Query(where, newest, false, 1));
        assertThat(first.total()).isEmpty();
        List<String> seen = new ArrayList<>(first.items().stream().map(Aggregate::id).toList());
        seen.addAll(list(new Aggregates.Query(where, first.next(), false, 9)).items().stream().map(Aggregate::id).toList());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids.subList(1, 3));
        assertThat(list(new Aggregates.Query(Map.of("_id", List.of(newId())), newest, false, 9)).items()).isEmpty();
    }

    @Test
    void aggregates_are_counted_by_a_value_and_by_how_long_they_have_not_changed() {
        String colour = newId();
        String other = newId();
        for (int i = 0; i < 3; i++) {
            change(newId(), internal(), note("x", colour));
        }
        change(newId(), internal(), note("x", other));
        List<Aggregates.Tally> counted = aggregates().tally("state.colour",
                List.of(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z"))).blockOptional().orElseThrow();
        assertThat(counted).contains(new Aggregates.Tally(colour, 3, List.of(0L, 3L)),
                new Aggregates.Tally(other, 1, List.of(0L, 1L)));
        assertThat(counted).extracting(Aggregates.Tally::value).isSorted().doesNotHaveDuplicates();
        assertThat(aggregates().tally("state.nothing", List.of()).block()).isEmpty();
    }

    @Test
    void a_page_tells_when_each_of_its_aggregates_was_changed() {
        String colour = newId();
        change(newId(), internal(), note("x", colour));
        change(newId(), internal(), note("x", colour));
        Aggregates.Page<Book> page = list(Aggregates.Query.first(Map.of("state.colour", colour), 5));
        assertThat(page.changedAt()).hasSize(2).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void what_changes_while_somebody_turns_pages_is_neither_repeated_nor_lost() {
        String colour = newId();
        Map<String, Object> where = Map.of("state.colour", colour);
        List<String> ids = IntStream.range(0, 4).mapToObj(i -> newId()).toList();
        ids.forEach(id -> change(id, internal(), note("x", colour)));
        Aggregates.Page<Book> first = list(Aggregates.Query.first(where, 2));
        String turned = first.items().getFirst().id();
        change(turned, internal(), note("y", colour));
        assertThat(list(new Aggregates.Query(where, first.next(), false, 9)).items()).extracting(Aggregate::id)
                .doesNotContainAnyElementsOf(first.items().stream().map(Aggregate::id).toList()).hasSize(2);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Aggregates.Page<Book> oldest = list(new Aggregates.Query(where, Optional.empty(), true, 3));
            List<String> seen = new ArrayList<>(oldest.items().stream().map(Aggregate::id).toList());
            seen.addAll(list(new Aggregates.Query(where, oldest.next(), true, 3)).items().stream().map(Aggregate::id).toList());
            assertThat(seen).hasSize(4).endsWith(turned).containsExactlyInAnyOrderElementsOf(ids);
        });
    }

    @Test
    void changes_of_a_list_are_made_in_its_order_and_each_has_its_own_outcome() {
        String one = newId();
        String other = newId();
        List<Outcome<Book>> outcomes = aggregates().change(List.of(
                new Aggregates.Change<>(one, internal(), note("a"), true),
                new Aggregates.Change<>(other, internal(), note("x"), false),
                new Aggregates.Change<>(one, internal(), note("b"), false),
                new Aggregates.Change<>(one, internal(), _ -> Decision.refuse(Rejection.refused("no")), false)))
                .blockOptional().orElseThrow();
        assertThat(outcomes).hasExactlyElementsOfTypes(Outcome.Stored.class, Outcome.Stored.class, Outcome.Stored.class,
                Outcome.Refused.class);
        assertThat(notes(one)).containsExactly("a", "b");
        assertThat(notes(other)).containsExactly("x");
        assertThat(aggregates().find(List.of(one, other, newId())).blockOptional().orElseThrow()).hasSize(2);
    }

    @Test
    void messages_of_one_case_in_a_list_are_applied_in_order_each_once() {
        String id = newId();
        List<Outcome<Book>> outcomes = all(List.of(
                new Aggregates.Change<>(id, message(id, 1, Ordering.STRICT), note("one"), true),
                new Aggregates.Change<>(id, message(id, 2, Ordering.STRICT), note("two"), false),
                new Aggregates.Change<>(id, message(id, 1, Ordering.STRICT), note("one"), false),
                new Aggregates.Change<>(id, message(id, 3, Ordering.STRICT), note("three"), false)));
        assertThat(outcomes).hasExactlyElementsOfTypes(Outcome.Stored.class, Outcome.Stored.class, Outcome.Repeated.class,
                Outcome.Stored.class);
        assertThat(notes(id)).containsExactly("one", "two", "three");
        assertThat(published(id)).containsExactly("one", "two", "three");
        assertThat(aggregates().find(id).blockOptional().orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void a_list_may_hold_a_message_before_its_predecessor() {
        String id = newId();
        assertThat(change(id, message(id, 5, Ordering.STRICT), note("five"))).isInstanceOf(Outcome.Held.class);
        List<Outcome<Book>> outcomes = all(List.of(
                new Aggregates.Change<>(id, message(id, 2, Ordering.STRICT), note("two"), false),
                new Aggregates.Change<>(id, message(id, 3, Ordering.STRICT), note("three"), false),
                new Aggregates.Change<>(id, message(id, 1, Ordering.STRICT), note("one"), false),
                new Aggregates.Change<>(id, message(id, 2, Ordering.STRICT), note("two"), false)));
        assertThat(outcomes).hasExactlyElementsOfTypes(Outcome.Held.class, Outcome.Held.class, Outcome.Stored.class,
                Outcome.Stored.class);
        assertThat(released(outcomes.get(2))).containsExactly(2L);
        assertThat(released(outcomes.get(3))).containsExactly(3L);
        assertThat(change(id, message(id, 2, Ordering.STRICT), note("two"))).isInstanceOf(Outcome.Repeated.class);
        assertThat(released(change(id, message(id, 3, Ordering.STRICT), note("three")))).isEmpty();
        assertThat(released(change(id, message(id, 4, Ordering.STRICT), note("four")))).containsExactly(5L);
        change(id, message(id, 5, Ordering.STRICT), note("five"));
        assertThat(notes(id)).containsExactly("one", "two", "three", "four", "five");
    }

    @Test
    void the_same_request_twice_in_a_list_is_done_once() {
        String id = newId();
        assertThat(all(List.of(new Aggregates.Change<>(id, request("k", "f"), note("one"), true),
                new Aggregates.Change<>(id, request("k", "f"), note("one"), true),
                new Aggregates.Change<>(id, request("k", "g"), note("two"), true))))
                .hasExactlyElementsOfTypes(Outcome.Stored.class, Outcome.Repeated.class, Outcome.Refused.class);
        assertThat(notes(id)).containsExactly("one");
    }

    @Test
    void a_change_for_the_version_that_the_one_before_it_in_the_list_leaves_is_made() {
        String id = newId();
        assertThat(all(List.of(new Aggregates.Change<>(id, internal(), note("one"), false),
                new Aggregates.Change<>(id, expecting(1, "a"), note("two"), false),
                new Aggregates.Change<>(id, expecting(1, "b"), note("three"), false))))
                .hasExactlyElementsOfTypes(Outcome.Stored.class, Outcome.Stored.class, Outcome.Refused.class);
        assertThat(notes(id)).containsExactly("one", "two");
    }

    @Test
    void of_many_messages_in_any_order_the_last_hundreds_are_remembered() {
        String id = newId();
        List<Aggregates.Change<Book, Noted>> many = IntStream.rangeClosed(1, 520).mapToObj(i -> new Aggregates.Change<>(id,
                message(id, i, Ordering.ORDER_FREE), note("x"), false)).toList();
        assertThat(aggregates().change(many).blockOptional().orElseThrow()).hasOnlyElementsOfType(Outcome.Stored.class);
        assertThat(aggregates().change(many.subList(320, 520)).blockOptional().orElseThrow())
                .hasOnlyElementsOfType(Outcome.Repeated.class);
        assertThat(notes(id)).hasSize(520);
    }

    @Test
    void messages_of_many_cases_are_skipped_and_parked_together() {
        List<String> ids = IntStream.range(0, 5).mapToObj(_ -> newId()).toList();
        ids.forEach(id -> change(id, message(id, 2, Ordering.STRICT), note("two")));
        aggregates().park(ids.stream().map(id -> event(id, 1, PEER_TOPIC).metadata()).toList()).block();
        assertThat(aggregates().skip(ids.stream().map(id -> event(id, 1, PEER_TOPIC).metadata()).toList()).block())
                .extracting(InboundRecord::key).containsExactlyElementsOf(ids);
        assertThat(aggregates().due(ids.stream().map(id -> event(id, 9, PEER_TOPIC).metadata()).toList()).block()).hasSize(5);
    }

    private List<Outcome<Book>> all(List<Aggregates.Change<Book, Noted>> changes) {
        return aggregates().change(changes).blockOptional().orElseThrow();
    }

    @Test
    void a_case_of_which_too_much_waits_is_parked_and_goes_on_when_its_predecessor_comes() {
        String id = newId();
        byte[] large = new byte[1_500_000];
        for (long sequence = 2; sequence <= 3; sequence++) {
            assertThat(change(id, large(id, sequence, large), note("later"))).isInstanceOf(Outcome.Held.class);
        }
        assertThat(change(id, large(id, 4, large), note("later"))).isInstanceOf(Outcome.Parked.class);
        assertThat(change(id, large(id, 4, large), note("later"))).isInstanceOf(Outcome.Parked.class);
        assertThat(released(change(id, message(id, 1, Ordering.STRICT), note("one")))).containsExactly(2L);
        assertThat(released(change(id, large(id, 2, large), note("two")))).containsExactly(3L);
        change(id, large(id, 3, large), note("three"));
        assertThat(change(id, large(id, 4, large), note("four"))).isInstanceOf(Outcome.Stored.class);
        assertThat(notes(id)).containsExactly("one", "two", "three", "four");
    }

    private static Cause large(String id, long sequence, byte[] value) {
        InboundEvent event = event(id, sequence, PEER_TOPIC);
        InboundRecord record = new InboundRecord(event.record().topic(), id, event.record().headers(), value, 1, sequence);
        return new Cause.Message(new InboundEvent(record, event.metadata(), event.body()), Ordering.STRICT);
    }

    private Aggregates.Page<Book> list(Aggregates.Query query) {
        return aggregates().list(query).blockOptional().orElseThrow();
    }

    private static List<Long> released(Outcome<Book> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        return ((Outcome.Stored<Book>) outcome).released().stream().map(InboundRecord::offset).toList();
    }
}
