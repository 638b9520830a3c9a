package org.safereturn.events;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tests of this tree, for documents that name them. */
final class TestSources {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private TestSources() {}

    /** The sources of the tests and of the contracts that tests inherit, by the name of the class. */
    static Map<String, String> read() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                return !directory.equals(ROOT) && (name.startsWith(".") || name.equals("target")
                        || name.equals("node_modules")) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".java")) {
                    sources.merge(name.substring(0, name.length() - ".java".length()), Files.readString(file),
                            String::concat);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    /** Whether the class of this name has a test of this name. */
    static boolean hold(Map<String, String> sources, String type, String method) {
        return Pattern.compile("@(?:Test|ParameterizedTest|Property|TestFactory)\\b[^{}]*?\\bvoid " + method + "\\(")
                .matcher(sources.getOrDefault(type, "").replaceAll("([(=] ?)\\{[^{}();]*}", "$1")).find();
    }
}
