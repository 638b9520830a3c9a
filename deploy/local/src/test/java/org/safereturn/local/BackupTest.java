package org.safereturn.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.local.store.StoreProcess;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class BackupTest {

    private static final int CASES = 300;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T08:09:10Z"), ZoneOffset.UTC);

    @TempDir
    Path root;

    private String said = "";

    @Test
    void the_cases_are_there_again_after_a_backup_a_loss_and_a_restore() throws Exception {
        Path state = root.resolve(".local/state");
        Path key = state.resolve("keys/kh/storage.jwk");
        Files.createDirectories(key.getParent());
        Files.writeString(key, "made up");
        Folders.close(state);
        Files.createDirectories(state.resolve("store"));
        try (StoreProcess store = new StoreProcess(state.resolve("store")); MongoClient client = MongoClients.create(store.uri("admin"))) {
            for (int number = 0; number < CASES; number++) {
                cases(client).insertOne(new Document("_id", number).append("stage", "IDENTIFIED"));
            }
        }
        Path file = root.resolve("saved.tar.gz");
        assertThat(backup(file.toString())).isEqualTo(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");

        Folders.delete(state);
        assertThat(backup("--restore", file.toString())).isEqualTo(0);
        assertThat(Files.readString(key)).isEqualTo("made up");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        try (StoreProcess store = new StoreProcess(state.resolve("store")); MongoClient client = MongoClients.create(store.uri("admin"))) {
            assertThat(cases(client).countDocuments(new Document("stage", "IDENTIFIED"))).isEqualTo(CASES);
            cases(client).deleteMany(new Document());
        }
        assertThat(backup("--restore", file.toString())).as("a second time, over what went wrong").isEqualTo(0);
        assertThat(root.resolve(".local/state.replaced-20261129T080910Z/keys/kh/storage.jwk")).exists();
        try (StoreProcess store = new StoreProcess(state.resolve("store")); MongoClient client = MongoClients.create(store.uri("admin"))) {
            assertThat(cases(client).countDocuments()).isEqualTo(CASES);
        }
    }

    @Test
    void nothing_is_saved_or_replaced_while_the_system_runs() throws IOException {
        Path state = root.resolve(".local/state");
        Files.createDirectories(state.resolve("store"));
        Files.createDirectories(state.resolve("keys"));
        Path file = root.resolve("saved.tar.gz");
        assertThat(backup(file.toString())).isEqualTo(0);
        try (var running = LocalSystem.lock(Settings.usual(root)).acquiredBy()) {
            assertThat(running.isOpen()).isTrue();
            assertThat(backup(root.resolve("other.tar.gz").toString())).isEqualTo(1);
            assertThat(said).contains("in use by another deploy/up");
            assertThat(root.resolve("other.tar.gz")).doesNotExist();
            assertThat(backup("--restore", file.toString())).isEqualTo(1);
        }
        assertThat(root.resolve(".local")).isDirectoryNotContaining(path -> path.toString().contains("replaced"));
    }

    @Test
    void what_is_there_stays_when_a_backup_cannot_be_made_or_read() throws IOException {
        Path kept = root.resolve(".local/state/store/kh.mv");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, "cases");
        Path file = root.resolve("saved.tar.gz");
        Files.writeString(file, "no archive");
        assertThat(backup(file.toString())).isEqualTo(1);
        assertThat(said).contains("exists already");
        assertThat(backup("--restore", file.toString())).isEqualTo(1);
        assertThat(said).contains("tar says");
        assertThat(backup("--restore", root.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(backup("--restore")).isEqualTo(2);
        assertThat(backup("--help")).isEqualTo(0);
        assertThat(Files.readString(kept)).isEqualTo("cases");
        assertThat(root.resolve(".local/state.restoring")).doesNotExist();
    }

    private int backup(String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            int status = Backup.run(with(arguments), CLOCK, print, print);
            said = output.toString(StandardCharsets.UTF_8);
            return status;
        }
    }

    private List<String> with(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--root", root.toString()));
        return all;
    }

    private static MongoCollection<Document> cases(MongoClient client) {
        return client.getDatabase("zz_case").getCollection("cases");
    }
}
