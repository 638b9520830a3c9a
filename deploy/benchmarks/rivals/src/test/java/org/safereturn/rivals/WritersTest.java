package org.safereturn.rivals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WritersTest {

    private final Map<UUID, List<Integer>> versions = new ConcurrentHashMap<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Test
    void the_events_of_an_aggregate_are_written_one_after_the_other_and_each_commit_has_a_time() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Writers.serve(this::write, new ByteArrayInputStream("3 25 0\n4 10 1000\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(versions.get(new UUID(3, 0))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(versions.get(new UUID(3, 2))).containsExactly(1, 2, 3, 4, 5);
        assertThat(versions).containsOnlyKeys(new UUID(3, 0), new UUID(3, 1), new UUID(3, 2), new UUID(4, 0));
        assertThat(texts).hasSize(35).doesNotHaveDuplicates().contains(Writers.text(3, 24));
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(3).first().isEqualTo(Writers.READY);
        assertThat(said.toString(StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split(" ").length))
                .containsExactly(25, 10);
    }

    private void write(UUID aggregate, int version, String text) {
        versions.computeIfAbsent(aggregate, _ -> new CopyOnWriteArrayList<>()).add(version);
        texts.add(text);
    }
}
