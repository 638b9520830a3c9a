package org.safereturn.messaging.aggregate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outbox.MongoOutbox;
import org.safereturn.messaging.outbox.OutboundMessage;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.testkit.AggregatesContract;
import org.safereturn.messaging.testkit.AggregatesContract.Book;
import org.safereturn.messaging.testkit.AggregatesContract.Noted;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Many changes at once: few commands, and none harms another. No relay runs here, so only the changes write. */
class BatchesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH");
    private static final CountedCommands COMMANDS = new CountedCommands();
    private static final Relays ONE = new Relays(EXCHANGE, COMMANDS.client(EXCHANGE.storeUri("admin")), "batches", "one",
            Duration.ofMinutes(5), AggregatesContract.translator(), Duration.ofHours(1));
    private static final Relays OTHER = new Relays(EXCHANGE, "batches", "other", Duration.ofMinutes(5));
    private static final String LARGE = "x".repeat(17 * 1024 * 1024);

    @AfterAll
    static void stop() {
        ONE.close();
        OTHER.close();
        EXCHANGE.close();
    }

    @BeforeEach
    void forget() {
        COMMANDS.take();
    }

    @Test
    void a_list_is_found_by_one_question_and_written_by_one_command() {
        List<String> ids = ids(100);
        changed(ids.stream().map(id -> change(id, "one", true)).toList());
        assertThat(COMMANDS.take()).containsExactly("insert");
        changed(ids.stream().map(id -> change(id, "two", false)).toList());
        assertThat(COMMANDS.take()).containsExactly("find", "update");
        assertThat(ONE.aggregates.find(ids).blockOptional(PATIENCE).orElseThrow().values())
                .hasSize(100).allSatisfy(found -> assertThat(found.state().notes()).containsExactly("one", "two"));
        assertThat(COMMANDS.take()).containsExactly("find");
    }

    @Test
    void those_who_ask_at_the_same_time_share_commands() {
        List<String> ids = ids(300);
        Flux.fromIterable(ids).flatMap(id -> ONE.aggregates.change(id, internal(), note("one")), 300).blockLast(PATIENCE);
        assertThat(COMMANDS.take()).hasSizeLessThan(150);
        assertThat(ids).allSatisfy(id -> assertThat(notes(id)).containsExactly("one"));
    }

    @Test
    void changes_of_one_aggregate_at_the_same_time_are_made_in_their_order_and_few_writes() {
        String id = UUID.randomUUID().toString();
        List<String> texts = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
        Flux.fromIterable(texts).flatMap(text -> ONE.aggregates.change(id, internal(), note(text)), 50).blockLast(PATIENCE);
        assertThat(notes(id)).containsExactlyElementsOf(texts);
        assertThat(COMMANDS.take()).hasSizeLessThan(25);
        assertThat(pending(id)).extracting(OutboundMessage::position).isSorted().doesNotHaveDuplicates().hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_conflict_is_decided_again_and_the_others_are_not(int place) {
        List<String> ids = ids(3);
        changed(ids.stream().map(id -> change(id, "one", true)).toList());
        Map<String, Integer> decided = new ConcurrentHashMap<>();
        List<Outcome<Book>> outcomes = changed(ids.stream().map(id -> new Aggregates.Change<Book, Noted>(id, internal(),
                book -> {
                    if (decided.merge(id, 1, Integer::sum) == 1 && id.equals(ids.get(place))) {
                        OTHER.aggregates.change(id, internal(), note("meanwhile")).block(PATIENCE);
                    }
                    return note("two").apply(book);
                }, false)).toList());
        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Stored.class);
        for (int i = 0; i < 3; i++) {
            assertThat(decided.get(ids.get(i))).isEqualTo(i == place ? 2 : 1);
            assertThat(notes(ids.get(i))).isEqualTo(i == place ? List.of("one", "meanwhile", "two") : List.of("one", "two"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void one_that_began_elsewhere_is_decided_again_and_the_others_are_not(int place) {
        List<String> ids = ids(3);
        OTHER.aggregates.change(ids.get(place), internal(), note("before")).block(PATIENCE);
        assertThat(changed(ids.stream().map(id -> change(id, "one", true)).toList()))
                .hasOnlyElementsOfType(Outcome.Stored.class);
        for (int i = 0; i < 3; i++) {
            assertThat(notes(ids.get(i))).isEqualTo(i == place ? List.of("before", "one") : List.of("one"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void one_that_would_be_too_large_is_refused_and_the_others_are_stored(int place) {
        List<String> ids = ids(3);
        for (boolean begins : new boolean[] {true, false}) {
            List<Outcome<Book>> outcomes = changed(IntStream.range(0, 3).mapToObj(
                    i -> change(ids.get(i), i == place ? LARGE : "small", begins)).toList());
            for (int i = 0; i < 3; i++) {
                if (i == place) {
                    assertThat(outcomes.get(i)).isEqualTo(new Outcome.Refused<Book>(Rejection.refused("case-too-large")));
                } else {
                    assertThat(outcomes.get(i)).isInstanceOf(Outcome.Stored.class);
                }
            }
            // The next time, one that is there already would be too large.
            ONE.aggregates.change(ids.get(place), internal(), note("small")).block(PATIENCE);
        }
        assertThat(ids).allSatisfy(id -> assertThat(notes(id)).containsExactly("small", "small"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void of_one_aggregate_too_only_the_change_that_is_too_large_is_refused(int place) {
        String id = UUID.randomUUID().toString();
        List<Outcome<Book>> outcomes = changed(IntStream.range(0, 3).mapToObj(
                i -> change(id, i == place ? LARGE : Integer.toString(i), true)).toList());
        assertThat(outcomes.get(place)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes).filteredOn(Outcome.Stored.class::isInstance).hasSize(2);
        assertThat(notes(id)).containsExactlyElementsOf(
                IntStream.range(0, 3).filter(i -> i != place).mapToObj(Integer::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void rules_that_fail_harm_no_other_change_of_the_same_aggregate_or_of_another(int place) {
        for (List<String> ids : List.of(ids(3), Collections.nCopies(3, UUID.randomUUID().toString()))) {
            List<Boolean> stored = Flux.range(0, 3).flatMapSequential(i -> ONE.aggregates.change(ids.get(i), internal(),
                    book -> {
                        if (i == place) {
                            throw new IllegalStateException("A fault in a rule");
                        }
                        return note(Integer.toString(i)).apply(book);
                    }).map(Outcome.Stored.class::isInstance).onErrorReturn(false)).collectList().blockOptional(PATIENCE)
                    .orElseThrow();
            assertThat(stored).isEqualTo(IntStream.range(0, 3).mapToObj(i -> i != place).toList());
            assertThat(ids.stream().distinct().flatMap(id -> notes(id).stream())).containsExactlyElementsOf(
                    IntStream.range(0, 3).filter(i -> i != place).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void one_that_was_removed_meanwhile_begins_anew_and_leaves_no_half_document() {
        List<String> ids = ids(3);
        changed(ids.stream().map(id -> change(id, "one", true)).toList());
        Map<String, Integer> decided = new ConcurrentHashMap<>();
        changed(ids.stream().map(id -> new Aggregates.Change<Book, Noted>(id, internal(), book -> {
            if (decided.merge(id, 1, Integer::sum) == 1 && id.equals(ids.get(1))) {
                Mono.from(OTHER.documents().deleteOne(new Document("_id", id))).block(PATIENCE);
            }
            return note("two").apply(book);
        }, false)).toList());
        assertThat(notes(ids.get(0))).containsExactly("one", "two");
        assertThat(notes(ids.get(1))).containsExactly("two");
        assertThat(pending(ids.get(1))).hasSize(1);
        assertThat(notes(ids.get(2))).containsExactly("one", "two");
    }

    @Test
    void two_instances_that_are_given_the_same_messages_apply_each_once_and_in_order() {
        List<String> ids = ids(30);
        List<Aggregates.Change<Book, Noted>> changes = new ArrayList<>();
        for (int sequence = 1; sequence <= 3; sequence++) {
            for (String id : ids) {
                changes.add(new Aggregates.Change<>(id, message(id, sequence), note(Integer.toString(sequence)),
                        sequence == 1));
            }
        }
        Flux.just(ONE, OTHER).flatMap(instance -> instance.aggregates.change(changes)).blockLast(PATIENCE);
        assertThat(ids).allSatisfy(id -> {
            assertThat(notes(id)).containsExactly("1", "2", "3");
            assertThat(pending(id)).extracting(OutboundMessage::position).isSorted().doesNotHaveDuplicates().hasSize(3);
        });
    }

    private static Cause message(String id, long sequence) {
        String topic = "th.exchange.referral.v1";
        EventMetadata metadata = new EventMetadata(topic, id, id + "-" + sequence, "org.example.Noted",
                "urn:safereturn:th:referral-service", Instant.EPOCH, id, sequence, "c", Optional.empty(), Optional.of("KH"),
                Optional.empty());
        return new Cause.Message(new InboundEvent(new InboundRecord(topic, id, Map.of(), new byte[0], 0, sequence), metadata,
                new CaseKeyIssued()), Ordering.STRICT);
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    }

    private static Cause internal() {
        return new Cause.Internal("test");
    }

    private static Aggregates.Change<Book, Noted> change(String id, String text, boolean begins) {
        return new Aggregates.Change<>(id, internal(), note(text), begins);
    }

    private static Function<Optional<Book>, Decision<Book, Noted>> note(String text) {
        return book -> Decision.accept(new Book(Stream.concat(book.map(Book::notes).orElse(List.of()).stream(),
                Stream.of(text)).toList(), "BLUE", Instant.EPOCH),
                text.length() > 100 ? List.of() : List.of(new Noted(text)));
    }

    private static List<Outcome<Book>> changed(List<Aggregates.Change<Book, Noted>> changes) {
        return ONE.aggregates.change(changes).blockOptional(PATIENCE).orElseThrow();
    }

    private static List<String> notes(String id) {
        return new ArrayList<>(OTHER.aggregates.find(id).map(found -> found.state().notes()).blockOptional(PATIENCE)
                .orElse(List.of()));
    }

    private static List<OutboundMessage> pending(String id) {
        return MongoOutbox.messages(Mono.from(OTHER.documents().find(new Document("_id", id)).first())
                .blockOptional(PATIENCE).orElseThrow());
    }
}
