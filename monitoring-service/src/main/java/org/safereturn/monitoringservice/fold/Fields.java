package org.safereturn.monitoringservice.fold;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Named values as one text. What is absent is not written; lists are sorted, so the same values are the same text. */
final class Fields {

    private static final String BETWEEN = "|";
    private static final String LISTED = ",";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** No values. */
    Fields() {
    }

    /** Reads what {@link #text} wrote. */
    static Fields parse(String text) {
        Fields fields = new Fields();
        for (String each : text.isEmpty() ? List.<String>of() : List.of(text.split("\\|", -1))) {
            int equals = each.indexOf('=');
            fields.values.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return fields;
    }

    /** Adds a symbol, a number, a day or a text. */
    Fields with(String name, Object value) {
        values.put(name, escaped(value));
        return this;
    }

    /** Adds a value that may be absent. */
    Fields with(String name, Optional<?> value) {
        value.ifPresent(present -> with(name, present));
        return this;
    }

    /** Adds a number that is not written where it is 0. */
    Fields withUnlessZero(String name, int number) {
        return number == 0 ? this : with(name, number);
    }

    /** Adds a time, to the millisecond. */
    Fields with(String name, Instant time) {
        return with(name, (Object) Long.valueOf(time.toEpochMilli()));
    }

    /** Adds a list of symbols. */
    Fields withAll(String name, Collection<?> symbols) {
        values.put(name, symbols.stream().map(Fields::escaped).sorted().collect(Collectors.joining(LISTED)));
        return this;
    }

    String text() {
        return values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(BETWEEN));
    }

    /** A text that must be there. */
    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("A fact has no " + name));
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** A number that is not written where it is 0. */
    int numberOrZero(String name) {
        return find(name).map(Integer::parseInt).orElse(0);
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    Instant time(String name) {
        return Instant.ofEpochMilli(Long.parseLong(text(name)));
    }

    Optional<LocalDate> day(String name) {
        return find(name).map(LocalDate::parse);
    }

    <E extends Enum<E>> E symbol(Class<E> type, String name) {
        return Enum.valueOf(type, text(name));
    }

    <E extends Enum<E>> Optional<E> symbolIfAny(Class<E> type, String name) {
        return find(name).map(symbol -> Enum.valueOf(type, symbol));
    }

    /** The symbols of a list. */
    <E extends Enum<E>> List<E> symbols(Class<E> type, String name) {
        return texts(name).stream().map(symbol -> Enum.valueOf(type, symbol)).toList();
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        String listed = values.getOrDefault(name, "");
        return listed.isEmpty() ? List.of()
                : Arrays.stream(listed.split(LISTED, -1)).map(Fields::read).toList();
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(Fields::read);
    }

    /** Leaves no sign that stands between values. */
    private static String escaped(Object value) {
        String text = value.toString();
        return text.chars().allMatch(Fields::staysAsItIs) ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Symbols, numbers and days hold nothing else. */
    private static boolean staysAsItIs(int sign) {
        return (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '_'
                || sign == '-';
    }

    private static String read(String value) {
        return value.indexOf('%') < 0 && value.indexOf('+') < 0 ? value
                : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}
