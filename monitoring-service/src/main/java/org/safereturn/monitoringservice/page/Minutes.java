package org.safereturn.monitoringservice.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** What the minutes say, statement by statement, and what the product does with it. */
record Minutes(List<Row> statements, List<Row> contradictions) {

    private static final String FILE = "minutes.yaml";

    /** How far a statement is built. */
    enum State {
        /** Tests show it. */
        SHOWN("shown"),
        /** Nobody has built it, or not all of it. */
        NOT_BUILT("not-built"),
        /** Only the ministries can say, decide or give it. */
        MINISTRIES("ministries");

        private final String style;

        State(String style) {
            this.style = style;
        }

        String style() {
            return style;
        }
    }

    /**
     * A statement or a contradiction.
     *
     * @param number of the item in the minutes, or of the contradiction
     * @param items in which a contradiction lies
     * @param says by language
     * @param does by language
     */
    record Row(String number, List<String> items, Map<String, String> says, Map<String, String> does, State state,
            List<String> tests) {

        Row(String number, @Nullable List<String> items, Map<String, String> says, Map<String, String> does, State state,
                @Nullable List<String> tests) {
            this.number = number;
            this.items = items == null ? List.of() : items;
            this.says = says;
            this.does = does;
            this.state = state;
            this.tests = tests == null ? List.of() : tests;
        }
    }

    static Minutes load() {
        try {
            List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE));
            return new Binder(ConfigurationPropertySources.from(sources)).bind("minutes", Minutes.class)
                    .orElseThrow(() -> new IllegalStateException(FILE + " holds no minutes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
