package org.safereturn.monitoringservice.disclosure;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that add up.
 *
 * @param total name of the sum
 * @param parts names of what it is the sum of
 * @param reader the ministry that can use it, or {@link #EVERYBODY}
 */
public record Sum(String total, List<String> parts, String reader) {

    /** For a sum of numbers that anybody may read. */
    public static final String EVERYBODY = "";

    /** Keeps its own copy. */
    public Sum {
        parts = List.copyOf(parts);
    }

    List<String> members() {
        List<String> members = new ArrayList<>(parts);
        members.add(total);
        return members;
    }

    boolean isFor(String ministry) {
        return reader.equals(EVERYBODY) || reader.equals(ministry);
    }
}
