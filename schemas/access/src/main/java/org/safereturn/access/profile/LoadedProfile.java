package org.safereturn.access.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.profile.ProfileEntry.ProfileValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The country profile of this process: every property below {@code safereturn.profile}, from wherever it came. Where two
 * sources say the same, the one counts that the service goes by.
 */
final class LoadedProfile {

    private static final String PREFIX = "safereturn.profile.";
    private static final Pattern PART = Pattern.compile("\\[([^]]+)]|([^.\\[]+)");
    /** Forms are told by themselves. */
    private static final String FORMS = "forms";
    private static final String CODE = "code";
    private static final String NAMES = "names";
    private static final String AUTHORITY = "authority";
    private static final String DEADLINES = "deadlines";
    private static final String VALUE = "value";
    private static final String KINDS_AUTHORITY = "kinds-authority";
    private static final String TRANSLATIONS_AUTHORITY = "translations-authority";
    private static final List<String> SAID_ELSEWHERE = List.of(CODE, AUTHORITY, KINDS_AUTHORITY, TRANSLATIONS_AUTHORITY);

    private final Node root = new Node();

    LoadedProfile(ConfigurableEnvironment environment) {
        environment.getPropertySources().stream().filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> List.of(((EnumerablePropertySource<?>) source).getPropertyNames()).stream())
                .filter(name -> name.startsWith(PREFIX)).distinct()
                .forEach(name -> root.put(parts(name.substring(PREFIX.length())), environment.getProperty(name, "")));
    }

    /** A part of the profile: a value, or other parts by their names; those of a list have numbers. */
    private static final class Node {

        private final Map<String, Node> parts = new LinkedHashMap<>();
        private @Nullable String value;

        /** What was put first counts. */
        void put(List<String> path, String text) {
            if (value != null) {
                return;
            }
            if (path.isEmpty()) {
                if (parts.isEmpty()) {
                    value = text;
                }
                return;
            }
            parts.computeIfAbsent(path.getFirst(), _ -> new Node()).put(path.subList(1, path.size()), text);
        }

        boolean isList() {
            return !parts.isEmpty() && parts.keySet().stream().allMatch(name -> name.chars().allMatch(Character::isDigit));
        }

        /** A value, or a list of values. */
        boolean isPlain() {
            return value != null || (isList() && parts.values().stream().allMatch(each -> each.value != null));
        }

        String plain() {
            return value != null ? value : parts.values().stream().map(each -> Objects.requireNonNullElse(each.value, ""))
                    .collect(Collectors.joining(", "));
        }

        @Nullable String text(String name) {
            Node part = parts.get(name);
            return part == null ? null : part.value;
        }
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher each = PART.matcher(name);
        while (each.find()) {
            parts.add(each.group(1) == null ? each.group(2) : each.group(1));
        }
        return parts;
    }

    /** Every entry but the forms, in the order of the profile. */
    List<ProfileEntry> entries() {
        List<ProfileEntry> entries = new ArrayList<>();
        root.parts.forEach((section, node) -> {
            if (section.equals(FORMS)) {
                return;
            }
            if (node.isPlain()) {
                entries.add(new ProfileEntry(section, "", Map.of(), List.of(new ProfileValue(section, node.plain())), null,
                        null, null, null));
            } else {
                add(section, "", node, entries);
            }
        });
        return entries;
    }

    private static boolean isSet(Node deadline) {
        Node value = deadline.parts.get(VALUE);
        return value != null && !value.plain().isEmpty();
    }

    private static void add(String section, String place, Node node, List<ProfileEntry> entries) {
        List<ProfileValue> values = new ArrayList<>();
        node.parts.forEach((name, part) -> {
            if (part.isPlain() && !SAID_ELSEWHERE.contains(name)) {
                values.add(new ProfileValue(name, part.plain()));
            }
        });
        String code = node.text(CODE);
        String authority = node.text(AUTHORITY);
        if (code != null || authority != null || !values.isEmpty()) {
            Map<String, String> names = new LinkedHashMap<>();
            Node named = node.parts.get(NAMES);
            if (named != null) {
                named.parts.forEach((language, name) -> names.put(language, name.plain()));
            }
            entries.add(new ProfileEntry(section, code == null ? place : code, names, values, authority,
                    node.text(KINDS_AUTHORITY), node.text(TRANSLATIONS_AUTHORITY),
                    section.equals(DEADLINES) ? isSet(node) : null));
        }
        node.parts.forEach((name, part) -> {
            if (!part.isPlain() && !name.equals(NAMES)) {
                add(section, place.isEmpty() ? name : place + " " + name, part, entries);
            }
        });
    }
}
