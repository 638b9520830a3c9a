package org.safereturn.events;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.avro.Schema;

/** The changelog of the contract, and what it must name. */
final class Changelog {

    static final Path FILE = Path.of("CHANGELOG.md");
    static final String UNRELEASED = "Unreleased";

    private static final Pattern HEADING = Pattern.compile("^## (\\S+)$", Pattern.MULTILINE);

    private Changelog() {}

    /** What stands under each heading, the newest first. */
    static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher heading = HEADING.matcher(text);
        String name = "";
        int begin = 0;
        while (heading.find()) {
            sections.put(name, text.substring(begin, heading.start()));
            name = heading.group(1);
            begin = heading.end();
        }
        sections.put(name, text.substring(begin));
        sections.remove("");
        return sections;
    }

    /** The text after a release: what was unreleased stands under its version. */
    static String released(String text, String version) {
        return text.replaceFirst("(?m)^## " + UNRELEASED + "$",
                "## " + UNRELEASED + "\n\nNothing.\n\n## " + version);
    }

    /**
     * Types, fields and symbols that differ: {@code Type}, {@code Type.field} or {@code Type.SYMBOL}. Of a type that is new
     * or gone, only the type.
     */
    static Set<String> differences(Map<String, Schema> older, Map<String, Schema> newer) {
        Map<String, String> before = definitions(older);
        Map<String, String> after = definitions(newer);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream().filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .filter(name -> {
                    String type = name.replaceFirst("\\..*", "");
                    return name.equals(type) || (before.containsKey(type) && after.containsKey(type));
                }).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those names that do not stand in backticks. */
    static Set<String> unnamed(String section, Set<String> names) {
        return names.stream().filter(name -> !section.contains("`" + name + "`"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> definitions(Map<String, Schema> schemas) {
        Map<String, String> found = new TreeMap<>();
        for (Schema schema : schemas.values()) {
            for (Schema type : SchemaTypes.reachable(schema)) {
                if (type.getType() == Schema.Type.RECORD) {
                    found.put(type.getName(), type.getFullName() + type.getDoc());
                    type.getFields().forEach(field -> found.put(type.getName() + "." + field.name(), text(field.schema())
                            + field.doc() + field.defaultVal() + new TreeMap<>(field.getObjectProps())));
                } else if (type.getType() == Schema.Type.ENUM) {
                    found.put(type.getName(), type.getFullName() + type.getDoc() + type.getEnumDefault());
                    type.getEnumSymbols().forEach(symbol -> found.put(type.getName() + "." + symbol, ""));
                }
            }
        }
        return found;
    }

    private static String text(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            case UNION -> schema.getTypes().stream().map(Changelog::text).collect(Collectors.joining("|"));
            case ARRAY -> text(schema.getElementType()) + "[]";
            case MAP -> text(schema.getValueType()) + "{}";
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> schema.toString();
        };
    }
}
