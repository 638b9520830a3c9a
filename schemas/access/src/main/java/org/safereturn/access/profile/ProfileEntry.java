package org.safereturn.access.profile;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the country profile, as the file says it.
 *
 * @param section of the profile, e.g. {@code units}
 * @param name code of the entry, or where it stands in the section; empty where the section has one entry only
 * @param names of the entry by language
 * @param values of the entry, in their order; several values of one name are joined by commas
 * @param authority who stands behind the entry; absent where the profile does not say
 * @param kindsAuthority who stands behind the kinds of a unit, where that is said
 * @param translationsAuthority who stands behind the translations of the names, where that is said
 * @param set whether a deadline has a value; absent for every other entry
 */
record ProfileEntry(String section, String name, Map<String, String> names, List<ProfileValue> values,
        @Nullable String authority, @Nullable String kindsAuthority, @Nullable String translationsAuthority, @Nullable Boolean set) {

    /** Keeps its own copies. */
    ProfileEntry {
        names = Map.copyOf(names);
        values = List.copyOf(values);
    }

    /**
     * A value.
     *
     * @param name as the profile calls it
     * @param value as it stands there
     */
    record ProfileValue(String name, String value) {
    }
}
