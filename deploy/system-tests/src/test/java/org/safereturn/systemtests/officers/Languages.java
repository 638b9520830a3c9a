package org.safereturn.systemtests.officers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In which language the officers of a journey read the pages.
 *
 * @param everybody the language that all of them read; empty for each the language of their country
 */
record Languages(Optional<String> everybody) {

    /** By which a run says in which languages the journeys are played, in place of those that they say themselves. */
    static final String PROPERTY = "safereturn.clicks.languages";
    static final Languages ENGLISH = new Languages(Optional.of("en"));
    static final Languages OWN = new Languages(Optional.empty());

    private static final String OWN_NAME = "own";
    private static final Set<String> KNOWN = Set.of("en", "km", "th");

    /** The languages that were asked for, separated by commas; this one where nothing was. */
    static List<Languages> asked(String languages, Languages usual) {
        if (languages.isBlank()) {
            return List.of(usual);
        }
        List<Languages> all = new ArrayList<>();
        for (String each : languages.split(",", -1)) {
            String name = each.strip();
            if (!name.equals(OWN_NAME) && !KNOWN.contains(name)) {
                throw new IllegalArgumentException(PROPERTY + " has '" + name + "'; there are " + OWN_NAME + ", en, km and th");
            }
            all.add(name.equals(OWN_NAME) ? OWN : new Languages(Optional.of(name)));
        }
        return List.copyOf(all);
    }

    /** The language that the officers of a ministry read. */
    String of(Ministry ministry) {
        return everybody.orElse(ministry.language());
    }

    @Override
    public String toString() {
        return everybody.orElse(OWN_NAME);
    }
}
