package org.safereturn.access.audit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.mongodb.reactivestreams.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.safereturn.access.testing.AuditTrailContract;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class MongoAuditTrailTest extends AuditTrailContract {

    private static final AuditStore STORE = new AuditStore();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MongoDatabase database = STORE.database();
    private final MongoAuditTrail trail = STORE.trail(database);

    @AfterAll
    static void stop() {
        STORE.close();
    }

    @Override
    protected AuditTrail trail() {
        return trail;
    }

    @Test
    void entries_that_wait_at_the_same_time_share_one_insert() {
        int before = STORE.inserts().size();
        int many = 1_000;
        addMany(trail, many);
        List<Integer> inserts = List.copyOf(STORE.inserts().subList(before, STORE.inserts().size()));
        assertThat(inserts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(many);
        assertThat(inserts).as("inserts for %s entries", many).hasSizeLessThan(many / 20);
    }

    @Test
    void one_entry_alone_does_not_wait_for_others() {
        int before = STORE.inserts().size();
        add(trail, read(caseRef()));
        add(trail, read(caseRef()));
        assertThat(STORE.inserts().subList(before, STORE.inserts().size())).containsExactly(1, 1);
    }

    @Test
    void two_processes_add_to_one_chain_and_it_does_not_fork() {
        MongoAuditTrail other = STORE.trail(database);
        Mono<List<AuditRecord>> one = Flux.range(0, 200).flatMap(_ -> trail.append(read(caseRef())), 20).collectList();
        Mono<List<AuditRecord>> two = Flux.range(0, 200).flatMap(_ -> other.append(read(caseRef())), 20).collectList();
        List<AuditRecord> added = Objects.requireNonNull(Flux.merge(one, two).flatMapIterable(each -> each)
                .collectList().block(PATIENCE));
        assertThat(added).containsExactlyInAnyOrderElementsOf(all(trail));
        assertThat(verified(trail)).isEqualTo(400);
    }

    @Test
    void after_a_crash_between_an_attempt_and_its_end_the_attempt_stands_and_the_chain_goes_on() {
        String caseRef = caseRef();
        AuditRecord attempt = add(trail, AuditEntry.attempt(new Agent("zz-1", "CASE_MANAGER", "ZZ-UNIT-1", "ZZ"),
                "TRACING", Action.UPDATE, "POST /samples/{ref}/notes", List.of(caseRef)));
        MongoAuditTrail restarted = STORE.trail(database);
        AuditRecord next = add(restarted, read(caseRef));
        assertThat(next.previous()).isEqualTo(attempt.hash());
        assertThat(Objects.requireNonNull(restarted.ofCase(caseRef, 10).block(PATIENCE)).records())
                .extracting(record -> record.entry().outcome()).containsExactly(Outcome.SUCCESS, Outcome.ATTEMPTED);
        assertThat(verified(restarted)).isEqualTo(2);
    }

    @Test
    void while_the_store_is_away_every_entry_fails_and_afterwards_the_chain_goes_on_unbroken() {
        addMany(trail, 20);
        STORE.cut();
        try {
            assertThatThrownBy(() -> addMany(trail, 50)).isInstanceOf(AuditUnavailable.class);
        } finally {
            STORE.mend();
        }
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(AuditUnavailable.class).untilAsserted(() -> addMany(trail, 20));
        assertThat(verified(trail)).isGreaterThanOrEqualTo(40);
    }

    @Test
    void a_line_that_broke_and_is_mended_costs_no_entry() {
        addMany(trail, 20);
        for (int again = 0; again < 2; again++) {
            STORE.cut();
            STORE.mend();
            AuditRecord added = add(trail, read(caseRef()));
            assertThat(Objects.requireNonNull(all(trail)).getLast()).isEqualTo(added);
        }
        assertThat(verified(trail)).isEqualTo(22);
    }

    @Test
    void a_line_that_breaks_under_load_costs_no_entry_and_doubles_none() {
        int breaks = 4;
        List<AuditRecord> added = new CopyOnWriteArrayList<>();
        for (int i = 0; i < breaks; i++) {
            CompletableFuture<?> adding = Flux.range(0, 200)
                    .flatMap(_ -> trail.append(read(caseRef())), 4).map(added::add).then().toFuture();
            STORE.cut();
            STORE.mend();
            adding.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
        assertThat(added).hasSize(breaks * 200).containsExactlyInAnyOrderElementsOf(all(trail));
        assertThat(verified(trail)).isEqualTo(added.size());
    }

    private static void addMany(AuditTrail trail, int many) {
        assertThat(Flux.range(0, many).flatMap(_ -> trail.append(read(caseRef())), many).collect(Collectors.counting())
                .block(PATIENCE)).isEqualTo(many);
    }

    private static String caseRef() {
        return UUID.randomUUID().toString();
    }
}
