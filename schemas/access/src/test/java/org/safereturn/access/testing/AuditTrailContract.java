package org.safereturn.access.testing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.safereturn.access.audit.Action;
import org.safereturn.access.audit.Agent;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.AuditTrail;
import org.safereturn.access.audit.ChainVerification;
import org.safereturn.access.audit.Outcome;
import org.safereturn.messaging.aggregate.Aggregates;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What every audit trail promises. */
public abstract class AuditTrailContract {

    /** Name of the chain under test. */
    public static final String CHAIN = "ZZ/sample-service";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Agent OFFICER = new Agent("zz-tracing-officer-1", "TRACING_OFFICER", "ZZ-UNIT-1", "ZZ");

    /** The trail under test, of the name {@link #CHAIN}: empty at first and the same during one test. */
    protected abstract AuditTrail trail();

    /** An answer that showed these cases. */
    public static AuditEntry read(String... cases) {
        return AuditEntry.ended(OFFICER, "TRACING", Action.READ, "GET /samples/{ref}", List.of(cases), 200,
                Optional.empty(), OptionalLong.empty());
    }

    /** Adds an entry and waits for it. */
    public static AuditRecord add(AuditTrail trail, AuditEntry entry) {
        return Objects.requireNonNull(trail.append(entry).block(PATIENCE));
    }

    /** All records. */
    public static List<AuditRecord> all(AuditTrail trail) {
        return Objects.requireNonNull(trail.all().collectList().block(PATIENCE));
    }

    /** Number of records of an intact chain. */
    public static long verified(AuditTrail trail) {
        return Objects.requireNonNull(ChainVerification.verify(CHAIN, trail.all(), List.of()).block(PATIENCE)).records();
    }

    @Test
    void an_empty_trail_has_no_record_and_no_history() {
        assertThat(all(trail())).isEmpty();
        assertThat(trail().ofCase(caseRef(), 10).block(PATIENCE))
                .isEqualTo(new AuditTrail.Page(List.of(), Optional.empty(), Optional.of(0L)));
    }

    @Test
    void records_are_numbered_from_one_and_each_is_chained_to_the_one_before() {
        AuditRecord first = add(trail(), read(caseRef()));
        AuditRecord second = add(trail(), read(caseRef(), caseRef()));
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.previous()).isEqualTo(AuditRecord.origin(CHAIN));
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.previous()).isEqualTo(first.hash());
        assertThat(all(trail())).containsExactly(first, second);
    }

    @Test
    void a_record_is_read_as_it_was_added() {
        AuditRecord attempt = add(trail(),
                AuditEntry.attempt(OFFICER, "TRACING", Action.UPDATE, "POST /samples/{ref}/notes", List.of(caseRef())));
        AuditEntry refused = AuditEntry.ended(OFFICER, "TRACING", Action.UPDATE, "POST /samples/{ref}/notes",
                List.of(caseRef()), 422, Optional.of("sample-rule"), OptionalLong.of(attempt.sequence()));
        AuditRecord end = add(trail(), refused);
        assertThat(all(trail())).containsExactly(attempt, end);
        assertThat(end.entry()).isEqualTo(refused);
        assertThat(end.entry().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(attempt.entry().outcome()).isEqualTo(Outcome.ATTEMPTED);
    }

    @Test
    void many_at_once_make_one_unbroken_chain() {
        int many = 300;
        List<AuditRecord> added = Objects.requireNonNull(Flux.range(0, many)
                .flatMap(_ -> trail().append(read(caseRef())), many).collectList().block(PATIENCE));
        assertThat(added).extracting(AuditRecord::sequence)
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, many).boxed().toList());
        assertThat(verified(trail())).isEqualTo(many);
    }

    @Test
    void an_entry_is_written_even_when_nobody_waits_for_it_any_more() {
        String caseRef = caseRef();
        Mono<AuditRecord> entry = trail().append(read(caseRef));
        entry.subscribe().dispose();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(all(trail())).singleElement()
                .satisfies(record -> assertThat(record.entry().cases()).containsExactly(caseRef)));
    }

    @Test
    void the_history_of_a_case_is_paged_newest_first_and_has_no_other_case() {
        String caseRef = caseRef();
        List<AuditRecord> added = IntStream.range(0, 5).mapToObj(_ -> {
            add(trail(), read(caseRef()));
            return add(trail(), read(caseRef(), caseRef));
        }).toList();
        AuditTrail.Page first = Objects.requireNonNull(trail().ofCase(caseRef, 3).block(PATIENCE));
        AuditRecord later = add(trail(), read(caseRef));
        AuditTrail.Page second = page(caseRef, first.next(), false);
        assertThat(first.records()).containsExactly(added.get(4), added.get(3), added.get(2));
        assertThat(second.records()).as("whatever was added meanwhile").containsExactly(added.get(1), added.get(0));
        assertThat(first.total()).contains(5L);
        assertThat(second.total()).isEmpty();
        assertThat(second.next()).isEmpty();
        assertThat(Objects.requireNonNull(trail().ofCase(caseRef, 1).block(PATIENCE)).records()).containsExactly(later);
    }

    @Test
    void the_history_of_a_case_can_be_followed_from_a_moment_on_oldest_first() {
        String caseRef = caseRef();
        List<AuditRecord> added = IntStream.range(0, 5).mapToObj(_ -> add(trail(), read(caseRef))).toList();
        AuditTrail.Page first = page(caseRef, Optional.of(new Aggregates.Position(added.getFirst().recorded(), "")), true);
        assertThat(first.records()).containsExactlyElementsOf(added.subList(0, 3));
        assertThat(page(caseRef, first.next(), true).records()).containsExactlyElementsOf(added.subList(3, 5));
        assertThat(page(caseRef, Optional.of(new Aggregates.Position(added.getLast().recorded().plusSeconds(60), "")), true)
                .records()).isEmpty();
    }

    private AuditTrail.Page page(String caseRef, Optional<Aggregates.Position> after, boolean oldestFirst) {
        return Objects.requireNonNull(trail().ofCase(caseRef, after, oldestFirst, 3).block(PATIENCE));
    }

    private static String caseRef() {
        return UUID.randomUUID().toString();
    }
}
