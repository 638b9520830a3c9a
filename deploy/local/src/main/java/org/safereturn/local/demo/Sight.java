package org.safereturn.local.demo;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

/**
 * What somebody got to see when asking a service.
 *
 * @param status as answered
 * @param rule the rule a refusal names, otherwise empty
 * @param fields the names of all that came back with a value, such as {@code person.nameRomanised}
 */
record Sight(int status, String rule, SortedSet<String> fields) {

    static Sight of(Reply reply) {
        SortedSet<String> fields = new TreeSet<>();
        if (reply.isGood()) {
            collect("", reply.body(), fields);
        }
        return new Sight(reply.status(), reply.isGood() ? "" : reply.rule(), fields);
    }

    /** In a word, as expectations are written: {@code allowed}, {@code sign-in}, {@code denied}, {@code not-found}. */
    String outcome() {
        return switch (status) {
            case 200 -> "allowed";
            case 401 -> "sign-in";
            case 403 -> "denied";
            case 404 -> "not-found";
            default -> Integer.toString(status);
        };
    }

    /** For a cell of the table; {@code most} is how many fields anybody saw. */
    String cell(int most) {
        return status == 200 ? String.format(Locale.ROOT, "%d of %d", fields.size(), most) : outcome();
    }

    /**
     * What others saw and this one did not, as few names as say it: a whole part that is missing is named once.
     *
     * @param all the fields that anybody saw
     */
    SortedSet<String> missing(SortedSet<String> all) {
        SortedSet<String> missing = new TreeSet<>();
        for (String field : all) {
            if (!fields.contains(field)) {
                missing.add(highestMissing(field));
            }
        }
        return missing;
    }

    private String highestMissing(String field) {
        for (int dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) {
            if (!sees(field.substring(0, dot))) {
                return field.substring(0, dot);
            }
        }
        return field;
    }

    /** Whether a field or any part of it came back. */
    boolean sees(String field) {
        return fields.contains(field) || fields.stream().anyMatch(seen -> seen.startsWith(field + "."));
    }

    private static void collect(String name, JsonNode node, SortedSet<String> fields) {
        if (node.isObject()) {
            node.properties().forEach(member -> collect(
                    name.isEmpty() ? member.getKey() : name + "." + member.getKey(), member.getValue(), fields));
        } else if (node.isArray()) {
            node.forEach(element -> collect(name, element, fields));
        } else if (!node.isNull() && !name.isEmpty()) {
            fields.add(name);
        }
    }
}
