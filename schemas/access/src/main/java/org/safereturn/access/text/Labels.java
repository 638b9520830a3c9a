package org.safereturn.access.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels of codes. They stand once, beside the codes: {@code labels/<module>[_km|_th].properties} with a line
 * {@code <full name of the list>.<CODE>} each.
 */
public final class Labels {

    private final Map<String, Map<String, Map<Locale, String>>> lists = new TreeMap<>();

    /** The labels of all modules on the class path. */
    public Labels() {
        TextFiles.read("labels").forEach((language, texts) -> texts.forEach((key, label) -> {
            int at = key.lastIndexOf('.');
            lists.computeIfAbsent(key.substring(0, at), list -> new TreeMap<>(order(list)))
                    .computeIfAbsent(key.substring(at + 1), _ -> new LinkedHashMap<>()).put(language, label);
        }));
    }

    /** As the list defines its codes; by the alphabet what is no list of this process, and after the others a code that it lacks. */
    private static Comparator<String> order(String list) {
        List<String> defined = defined(list);
        return Comparator.<String>comparingInt(code -> defined.contains(code) ? defined.indexOf(code) : Integer.MAX_VALUE)
                .thenComparing(Comparator.naturalOrder());
    }

    private static List<String> defined(String list) {
        try {
            Object[] codes = Class.forName(list, false, Labels.class.getClassLoader()).getEnumConstants();
            return codes == null ? List.of() : Arrays.stream(codes).map(code -> ((Enum<?>) code).name()).toList();
        } catch (ClassNotFoundException elsewhere) {
            return List.of();
        }
    }

    /** The code lists by full name, each with the labels of its codes by language, in the order in which it defines them. */
    public Map<String, Map<String, Map<Locale, String>>> lists() {
        return lists;
    }

    /** The label of a code of this list in this language, English where that is missing. */
    public Optional<String> of(Class<? extends Enum<?>> list, String code, Locale language) {
        return Optional.ofNullable(lists.get(list.getName())).flatMap(codes -> label(codes, code, language));
    }

    /** The label of a code in the first of these lists, by simple name, that has it. */
    Optional<String> of(List<String> names, String code, Locale language) {
        return names.stream().flatMap(name -> lists.entrySet().stream()
                        .filter(list -> list.getKey().substring(list.getKey().lastIndexOf('.') + 1).equals(name)))
                .flatMap(list -> label(list.getValue(), code, language).stream()).findFirst();
    }

    /** The label of a code of one list, by simple name; the code where it has none. */
    public String of(String name, String code, Locale language) {
        return of(List.of(name), code, language).orElse(code);
    }

    /** The same for several codes with commas between them; a code without a label stays as it is. */
    String all(List<String> names, String codes, Locale language) {
        return Arrays.stream(codes.split(", ")).map(code -> of(names, code, language).orElse(code))
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> label(Map<String, Map<Locale, String>> codes, String code, Locale language) {
        Map<Locale, String> labels = codes.getOrDefault(code, Map.of());
        return Optional.ofNullable(labels.get(language)).or(() -> Optional.ofNullable(labels.get(Locale.ENGLISH)));
    }
}
