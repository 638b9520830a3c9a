package org.safereturn.access.names;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a person, to be compared.
 *
 * @param names in any script, each the whole name
 * @param nicknames names used at home
 * @param birth where something is known of it
 * @param sex as stated, where it was
 */
public record Described(List<String> names, List<String> nicknames, @Nullable Birth birth, @Nullable Sex sex) {

    /** What the statements can tell apart. */
    public enum Sex {
        /** Female. */
        FEMALE,
        /** Male. */
        MALE
    }

    /** Keeps its own copies. */
    public Described {
        names = List.copyOf(names);
        nicknames = List.copyOf(nicknames);
    }
}
