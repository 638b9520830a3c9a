package org.safereturn.access.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The texts of all modules on the class path: {@code <folder>/<module>[_km|_th].properties}, in UTF-8. */
public final class TextFiles {

    private TextFiles() {
    }

    /**
     * Reads the texts of a folder by language.
     *
     * @throws IllegalStateException when two modules give a text for the same key, or a file is of no known language
     */
    public static Map<Locale, Map<String, String>> read(String folder) {
        Map<Locale, Map<String, String>> texts = new HashMap<>();
        Languages.ALL.forEach(language -> texts.put(language, new HashMap<>()));
        for (Resource file : files(folder)) {
            Map<String, String> known = texts.get(language(file));
            properties(file).forEach((key, text) -> {
                if (known == null || known.putIfAbsent(key.toString(), text.toString()) != null) {
                    throw new IllegalStateException("Two texts or no language for " + key + " in " + file);
                }
            });
        }
        return texts;
    }

    static Resource[] files(String folder) {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/*.properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Properties properties(Resource file) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Locale language(Resource file) {
        String name = String.valueOf(file.getFilename());
        String stem = name.substring(0, name.length() - ".properties".length());
        int at = stem.lastIndexOf('_');
        return at < 0 ? Locale.ENGLISH : Locale.forLanguageTag(stem.substring(at + 1));
    }
}
