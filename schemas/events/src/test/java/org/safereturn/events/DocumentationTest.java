package org.safereturn.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents point at is there: every linked file of every document, and every class of the walk. */
class DocumentationTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path WALK = ROOT.resolve("deploy/docs/one-event.md");
    private static final Path PROTECTION = ROOT.resolve("deploy/docs/protection.md");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:\\.([A-Za-z]\\w*))?`");
    private static final Pattern TOPIC = Pattern.compile("`((?:kh|th)\\.[a-z]+\\.[a-z-]+\\.v\\d+)`");

    private static final List<Path> DOCUMENTS = new ArrayList<>();
    private static final Map<String, List<Path>> TYPES = new HashMap<>();

    @BeforeAll
    static void walkTheTree() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                return !directory.equals(ROOT) && (name.startsWith(".") || NOT_OURS.contains(name))
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".md")) {
                    DOCUMENTS.add(file);
                } else if (name.endsWith(".java") || name.endsWith(".avsc")) {
                    TYPES.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), type -> new ArrayList<>()).add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> broken(Path document, String text) {
        return LINK.matcher(FENCED.matcher(text).replaceAll("")).results().map(found -> found.group(1))
                .filter(target -> !target.matches("[a-z]+:.*") && !target.startsWith("#"))
                .map(target -> target.replaceAll("#.*", ""))
                .filter(target -> !Files.exists(document.resolveSibling(target)))
                .map(target -> ROOT.relativize(document) + " -> " + target);
    }

    /** Names in backticks that no source file defines; of {@code Type.member} also the member must be in that file. */
    private static Set<String> unknownNames(String text) {
        Set<String> unknown = new LinkedHashSet<>();
        Matcher name = NAME.matcher(FENCED.matcher(text).replaceAll(""));
        while (name.find()) {
            String member = name.group(2);
            List<Path> files = TYPES.getOrDefault(name.group(1), List.of());
            if (files.isEmpty() || (member != null && files.stream().noneMatch(
                    file -> Pattern.compile("\\b" + member + "\\b").matcher(text(file)).find()))) {
                unknown.add(name.group());
            }
        }
        return unknown;
    }

    @Test
    void every_file_that_a_document_links_to_exists() {
        assertThat(DOCUMENTS).hasSizeGreaterThan(10).contains(ROOT.resolve("README.md"), WALK);
        assertThat(DOCUMENTS.stream().flatMap(document -> broken(document, text(document)))).isEmpty();
    }

    @Test
    void every_class_that_the_walk_names_exists() {
        String walk = text(WALK);
        assertThat(NAME.matcher(walk).results().count()).isGreaterThan(40);
        assertThat(unknownNames(walk)).isEmpty();
    }

    @Test
    void every_class_and_test_that_the_page_on_protection_names_exists() {
        String page = text(PROTECTION);
        assertThat(NAME.matcher(page).results().count()).isGreaterThan(40);
        assertThat(unknownNames(page)).isEmpty();
    }

    @Test
    void every_topic_that_the_walk_names_is_in_the_catalogue() {
        Set<String> topics = new HashSet<>();
        TopicCatalogue.load().all(List.of("KH", "TH")).forEach(spec -> topics.add(spec.name()));
        List<String> named = TOPIC.matcher(text(WALK)).results().map(found -> found.group(1)).toList();
        assertThat(named).hasSizeGreaterThan(4);
        assertThat(topics).containsAll(named);
    }

    @Test
    void the_checks_bite() {
        assertThat(broken(WALK, "see [this](adr/9999-no-such-record.md) and [that](adr/README.md)"))
                .containsExactly("deploy/docs/one-event.md -> adr/9999-no-such-record.md");
        assertThat(unknownNames("`NoSuchClass`, `Fold`, `Referral.submit`, `Referral.noSuchMethod`"))
                .containsExactly("`NoSuchClass`", "`Referral.noSuchMethod`");
    }
}
