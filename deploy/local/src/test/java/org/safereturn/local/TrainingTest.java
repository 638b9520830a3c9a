package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TrainingTest {

    private static final Heap HEAP = new Heap(100, 300);

    @TempDir
    Path folder;

    @Test
    void the_small_footing_has_the_quick_compiler_only_and_the_other_one_has_both_and_room() {
        assertThat(Jvm.command(Footing.SMALL, HEAP, List.of("-jar"))).contains("-XX:TieredStopAtLevel=1", "-Xmx100m");
        assertThat(Jvm.command(Footing.SERVER, HEAP, List.of("-jar"))).contains("-Xmx300m", "-Xmn100m")
                .noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
        assertThat(Heap.together(Footing.SERVER)).isGreaterThan(Heap.together(Footing.SMALL));
    }

    @Test
    void a_trained_cache_is_used_when_it_is_there_and_its_making_is_a_draft_until_it_is_kept() throws IOException {
        Path cache = folder.resolve("trained.aot");
        assertThat(Training.USE.flags(cache)).isEmpty();
        List<String> making = Training.MAKE.flags(cache);
        assertThat(making).singleElement().asString().startsWith("-XX:AOTCacheOutput=").isNotEqualTo("-XX:AOTCacheOutput=" + cache);
        assertThat(Training.keep(cache)).as("the process that was to make it died").isFalse();

        Files.writeString(Path.of(making.getFirst().substring("-XX:AOTCacheOutput=".length())), "made up");
        assertThat(Training.keep(cache)).isTrue();
        assertThat(Training.USE.flags(cache)).containsExactly("-XX:AOTCache=" + cache);
    }

    @Test
    void a_part_of_the_launcher_keeps_an_archive_of_its_classes_until_it_has_a_trained_cache() throws IOException {
        Settings small = Settings.usual(folder);
        Settings server = small.on(Footing.SERVER);
        assertThat(Training.USE.command(server, "store", HEAP, List.of("Main")))
                .contains("-XX:SharedArchiveFile=" + server.archive("store"));
        Files.writeString(server.trained("store"), "made up");
        assertThat(Training.USE.command(server, "store", HEAP, List.of("Main"))).endsWith("-XX:AOTCache=" + server.trained("store"), "Main")
                .noneMatch(flag -> flag.startsWith("-XX:SharedArchiveFile"));
        assertThat(Training.USE.command(small, "store", HEAP, List.of("Main")))
                .contains("-XX:SharedArchiveFile=" + small.archive("store"));
    }
}
