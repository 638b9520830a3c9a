package org.safereturn.pages.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of a service as data.
 *
 * @param lists those of work first
 * @param records what is shown of a case
 * @param forms what officers enter
 * @param start forms that can be begun at home
 * @param sheets what is printed
 * @param find the records that are found by the reference of a case: an officer finds the first of them that the role may read
 * @param search the cases that are found by a name; none where only a reference finds something. Its endpoint is asked by
 *     {@code POST}, because a name must not stand in an address
 * @param options lists that only the pages have, by name
 * @param doors which roles may open a page of another service of the ministry: by the service and the path of the page with a
 *     space between; {@code /} for its first page
 * @param flow the way of a case as a chart; none where the service has none
 */
public record Pages(List<ListPage> lists, List<RecordPage> records, List<Form> forms, List<String> start,
        List<Sheet> sheets, List<String> find, @Nullable ListPage search, Map<String, List<String>> options,
        Map<String, List<String>> doors, @Nullable FlowPage flow) {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Keeps its own copies. */
    public Pages {
        lists = List.copyOf(Objects.requireNonNullElse(lists, List.of()));
        records = List.copyOf(Objects.requireNonNullElse(records, List.of()));
        forms = List.copyOf(Objects.requireNonNullElse(forms, List.of()));
        start = List.copyOf(Objects.requireNonNullElse(start, List.of()));
        sheets = List.copyOf(Objects.requireNonNullElse(sheets, List.of()));
        find = List.copyOf(Objects.requireNonNullElse(find, List.of()));
        options = Map.copyOf(Objects.requireNonNullElse(options, Map.of()));
        doors = Map.copyOf(Objects.requireNonNullElse(doors, Map.of()));
    }

    /** The pages of what every service has. */
    private static final Resource EVERY_SERVICE = new ClassPathResource("org/safereturn/pages/every-service.yaml");

    /**
     * Reads the definition of a service, and that of what every service has.
     *
     * @throws IllegalStateException when it names a record or a form that it does not define
     */
    public static Pages ofService(Resource file) {
        Pages pages = load(file).and(load(EVERY_SERVICE));
        pages.check();
        return pages;
    }

    /**
     * Reads one definition alone.
     *
     * @throws IllegalStateException when it names a record or a form that it does not define
     */
    public static Pages read(Resource file) {
        Pages pages = load(file);
        pages.check();
        return pages;
    }

    private Pages and(Pages more) {
        Map<String, List<String>> all = new HashMap<>(options);
        all.putAll(more.options());
        Map<String, List<String>> others = new HashMap<>(doors);
        others.putAll(more.doors());
        return new Pages(joined(lists, more.lists()), joined(records, more.records()), joined(forms, more.forms()),
                joined(start, more.start()), joined(sheets, more.sheets()), joined(find, more.find()), search, all, others, flow);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static Pages load(Resource file) {
        try (InputStream in = file.getInputStream()) {
            Object data = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return STRICT.convertValue(data, Pages.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check() {
        for (ListPage list : lists) {
            known(list.record() == null || record(list.record()).isPresent(), list.id());
        }
        for (Form form : forms) {
            known(form.record() == null || record(form.record()).isPresent(), form.id());
        }
        for (RecordPage record : records) {
            known(record.actions().stream().allMatch(action -> form(action.form()).isPresent())
                    && record.beside().stream().allMatch(other -> record(other).isPresent()), record.id());
            RecordPage.Told told = record.told();
            known(told == null || (record(told.record()).isPresent()
                    && told.after().stream().allMatch(form -> form(form).isPresent())), record.id());
        }
        sheets.forEach(sheet -> known(record(sheet.record()).isPresent(), sheet.id()));
        known(find.stream().allMatch(id -> record(id).isPresent()), "find");
        known(search == null || (!find.isEmpty() && search.record() != null && record(search.record()).isPresent()), "search");
        known(start.stream().allMatch(id -> form(id).isPresent()), "start");
        known(flow == null || record(flow.record()).isPresent(), "flow");
    }

    private static void known(boolean known, String where) {
        if (!known) {
            throw new IllegalStateException("The page " + where + " names what is not defined");
        }
    }

    /** The list of this name. */
    public Optional<ListPage> list(String id) {
        return lists.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The record of this name. */
    public Optional<RecordPage> record(String id) {
        return records.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The sheet of this name. */
    public Optional<Sheet> sheet(String id) {
        return sheets.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The form of this name. */
    public Optional<Form> form(String id) {
        return forms.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
