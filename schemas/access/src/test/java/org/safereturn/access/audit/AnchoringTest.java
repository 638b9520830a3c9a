package org.safereturn.access.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.access.testing.AuditTrailContract;
import org.safereturn.access.testing.InMemoryAuditTrail;
import org.safereturn.messaging.keys.MinistryKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AnchoringTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CHAIN = AuditTrailContract.CHAIN;

    @TempDir
    private Path directory;

    private final InMemoryAuditTrail trail = new InMemoryAuditTrail(CHAIN, Clock.systemUTC());
    private final AtomicReference<Optional<AuditRecord>> latest = new AtomicReference<>(Optional.empty());

    @BeforeEach
    void keys() {
        MinistryKeys.generate(directory.resolve("keys"), List.of("ZZ"));
    }

    @Test
    void the_latest_record_is_anchored_once_and_a_new_one_again() {
        AnchorFile file = AnchorFile.in(directory, CHAIN);
        Anchoring anchoring = anchoring(file, Duration.ofMillis(20));
        anchoring.start();
        add();
        await().atMost(PATIENCE).until(() -> anchoring.anchored() == 1);
        add();
        add();
        await().atMost(PATIENCE).until(() -> anchoring.anchored() == 3);
        anchoring.stop();
        assertThat(file.read(CHAIN, load())).extracting(Anchor::sequence).startsWith(1L).endsWith(3L).doesNotHaveDuplicates();
    }

    @Test
    void what_came_last_is_anchored_when_the_service_ends_in_good_order() {
        AnchorFile file = AnchorFile.in(directory, CHAIN);
        Anchoring anchoring = anchoring(file, Duration.ofHours(1));
        anchoring.start();
        add();
        add();
        anchoring.stop();
        assertThat(file.read(CHAIN, load())).extracting(Anchor::sequence).containsExactly(2L);
    }

    @Test
    void a_place_that_cannot_be_written_is_shown_until_it_can() throws IOException {
        Path inTheWay = directory.resolve("anchors");
        Files.writeString(inTheWay, "not a directory");
        AnchorFile file = AnchorFile.in(inTheWay, CHAIN);
        Anchoring anchoring = anchoring(file, Duration.ofMillis(20));
        add();
        anchoring.start();
        await().atMost(PATIENCE).until(anchoring::failing);
        Files.delete(inTheWay);
        await().atMost(PATIENCE).until(() -> !anchoring.failing() && anchoring.anchored() == 1);
        anchoring.stop();
    }

    private Anchoring anchoring(AnchorFile file, Duration every) {
        return new Anchoring(CHAIN, latest::get, file, load().signing().orElseThrow(), every, Clock.systemUTC());
    }

    private MinistryKeys load() {
        return MinistryKeys.load(directory.resolve("keys/zz"));
    }

    private void add() {
        latest.set(Optional.of(AuditTrailContract.add(trail, AuditTrailContract.read())));
    }
}
