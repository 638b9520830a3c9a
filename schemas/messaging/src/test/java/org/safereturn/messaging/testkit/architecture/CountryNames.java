package org.safereturn.messaging.testkit.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds countries that code names, comments included. What differs by country stands in the country profile. */
final class CountryNames {

    private static final Pattern NAME = Pattern.compile(
            "\"(KH|TH|ZZ)\"|\"(KH|TH|ZZ)[-_]|Cambodia|Thai|Khmer|Poi ?Pet", Pattern.CASE_INSENSITIVE);

    private CountryNames() {
    }

    static boolean in(String source) {
        return NAME.matcher(source).find();
    }

    static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).filter(file -> in(text(file))).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
