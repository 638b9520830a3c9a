package org.safereturn.monitoringservice.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.disclosure.Protection;
import org.safereturn.monitoringservice.disclosure.Publication;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class MongoPublicationsTest {

    private static final StoreServer SERVER = new StoreServer();
    private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00.123456789Z");

    private final MongoPublications publications = new MongoPublications(SERVER.database());

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void of_two_processes_that_publish_the_same_step_the_first_one_is_believed() {
        assertThat(shown(publications.keep(publication(BEGIN, 5), Optional.empty()))).isEqualTo(5);
        assertThat(shown(publications.keep(publication(BEGIN.plusSeconds(1), 6), Optional.empty()))).isEqualTo(5);
        Publication before = publication(BEGIN, 5);
        assertThat(shown(publications.keep(publication(BEGIN.plusSeconds(60), 7), Optional.of(before)))).isEqualTo(7);
        assertThat(shown(publications.keep(publication(BEGIN.plusSeconds(61), 8), Optional.of(before)))).isEqualTo(7);
        assertThat(shown(publications.latest("L2"))).isEqualTo(7);
    }

    private static long shown(Mono<Publication> publication) {
        return publication.blockOptional().orElseThrow().shown().getOrDefault("persons", 0L);
    }

    private static Publication publication(Instant at, long persons) {
        Counts counts = new Counts();
        counts.add("persons", persons);
        return Protection.publish(new Level("L2", 1, Duration.ofDays(1)), at, counts, Optional.empty());
    }
}
