package org.safereturn.messaging.keys;

import java.nio.file.Path;
import java.util.List;

/** The keys of a ministry, kept as JWK files in one directory. */
@SuppressWarnings("DoNotCallSuggester")
public final class MinistryKeys {

    private MinistryKeys() {
    }

    /**
     * Makes keys for each country that has none yet, below {@code parent} in a directory named after the country in
     * lower case, and one directory {@code joint} that holds public signing keys only.
     *
     * @param countries upper-case codes
     */
    public static void generate(Path parent, List<String> countries) {
        throw new IllegalStateException("Not yet: " + parent + countries);
    }
}
