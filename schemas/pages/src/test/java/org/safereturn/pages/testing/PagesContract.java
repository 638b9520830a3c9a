package org.safereturn.pages.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.access.testing.ApiFiles;
import org.safereturn.access.text.Labels;
import org.safereturn.access.text.Languages;
import org.safereturn.pages.definition.Field;
import org.safereturn.pages.definition.FlowPage;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.ListPage;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.definition.Sheet;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Shown;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the pages of a service against the description of its API and against the texts: what they ask for is there, what
 * they show is there, what they send is understood, and nothing is without words in any language.
 */
public abstract class PagesContract {

    private static final String KHMER = "(?s).*\\p{IsKhmer}.*";
    private static final String THAI = "(?s).*\\p{IsThai}.*";

    private final String service;
    private final JsonNode api;
    private final Pages pages;
    private final PageTexts texts = new PageTexts();
    private final Labels labels = new Labels();
    private final String styles = styles();

    /**
     * The pages of a service.
     *
     * @param service its name
     */
    protected PagesContract(String service) {
        this.service = service;
        api = read(ApiFiles.folder().resolve(service + ".json"));
        pages = Pages.ofService(new ClassPathResource("pages/" + service + ".yaml"));
    }

    @Test
    void every_page_asks_an_endpoint_that_there_is() {
        List<String> wrong = new ArrayList<>();
        for (ListPage list : pages.lists()) {
            JsonNode get = api.path("paths").path(list.path()).path("get");
            Set<String> known = new TreeSet<>();
            get.path("parameters").forEach(each -> known.add(each.path("name").asString("")));
            if (list.filter() != null && !known.contains(list.filter())) {
                wrong.add(list.id() + " is narrowed down by " + list.filter() + ", none of " + known);
            }
            if (!known.containsAll(list.query().keySet())) {
                wrong.add(list.id() + " asks for " + list.query().keySet() + " of " + known);
            }
            list.query().forEach((name, value) -> get.path("parameters").forEach(each -> {
                if (each.path("name").asString("").equals(name) && each.at("/schema/enum").isArray()
                        && !strings(each.at("/schema/enum")).contains(value)) {
                    wrong.add(list.id() + " asks for " + name + "=" + value);
                }
            }));
        }
        for (RecordPage record : pages.records()) {
            if (api.path("paths").path(record.path()).path("get").isMissingNode()) {
                wrong.add(record.id());
            }
        }
        FlowPage flow = pages.flow();
        if (flow != null) {
            Stream.of(flow.path(), flow.one(), flow.one() + "/differences")
                    .filter(path -> api.path("paths").path(path).path("get").isMissingNode()).forEach(wrong::add);
            JsonNode place = answer(pages.record(flow.record()).orElseThrow().path());
            need("flow", flow.version(), place, wrong);
            need("flow", flow.state(), place, wrong);
        }
        ListPage search = pages.search();
        if (search != null && at(resolved(api.path("paths").path(search.path()).at("/post/requestBody/content")
                .path("application/json").path("schema")), "name").isMissingNode()) {
            wrong.add(search.id() + " asks for a name");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_value_that_a_page_shows_is_one_that_the_api_answers() {
        List<String> wrong = new ArrayList<>();
        for (ListPage list : pages.lists()) {
            JsonNode item = resolved(property(answer(list.path()), list.items()).path("items"));
            list.columns().forEach(row -> shown(list.id(), row, item, wrong));
            List<String> things = new ArrayList<>(list.by() == null ? List.of() : strings(at(item, list.by()).path("enum")));
            things.add(ListPage.ANYTHING);
            if (list.by() != null && !things.containsAll(list.leads().keySet())) {
                wrong.add(list.id() + " leads from what there is not");
            }
            JsonNode count = resolved(property(answer(list.path()), "counts").path("items"));
            list.tally().forEach(row -> shown(list.id() + " counts", row, count, wrong));
            if (list.filter() != null) {
                need(list.id() + " counts", list.filter(), count, wrong);
            }
        }
        ListPage search = pages.search();
        if (search != null) {
            JsonNode item = resolved(property(answer(search.path(), "post"), search.items()).path("items"));
            search.columns().forEach(row -> shown(search.id(), row, item, wrong));
        }
        for (RecordPage record : pages.records()) {
            JsonNode answer = answer(record.path());
            record.sections().forEach(section -> section.rows().forEach(row -> shown(record.id(), row, answer, wrong)));
            for (RecordPage.Step step : record.timeline()) {
                JsonNode base = step.in() == null ? answer : resolved(at(answer, step.in()).path("items"));
                need(record.id(), step.at(), base, wrong);
                if (step.who() != null) {
                    need(record.id(), step.who(), base, wrong);
                }
                if (step.side() != null && !List.of("HOST", "ORIGIN").contains(step.side())) {
                    wrong.add(record.id() + " names a side that there is not");
                }
                step.why().forEach(row -> shown(record.id(), row, base, wrong));
            }
            record.actions().forEach(action -> Stream.of(action.when(), Objects.requireNonNullElse(action.next(), action.when()))
                    .flatMap(says -> says.keySet().stream()).forEach(path -> need(record.id(), path, answer, wrong)));
            RecordPage.Told told = record.told();
            if (told != null) {
                need(record.id(), told.number(), answer(pages.record(told.record()).orElseThrow().path()), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_may_open_a_page_of_another_service_is_said_as_that_service_says_it() {
        Map<String, Set<String>> needed = new TreeMap<>();
        Stream.concat(pages.records().stream().flatMap(record -> record.elsewhere().stream())
                        .map(other -> other.service() + " " + other.path()),
                pages.lists().stream().flatMap(list -> list.leads().values().stream()).filter(lead -> !lead.startsWith("/")))
                .filter(door -> !door.startsWith(service + " ")).forEach(door -> needed.put(door, roles(door)));
        Map<String, Set<String>> said = new TreeMap<>();
        pages.doors().forEach((door, roles) -> {
            if (!door.startsWith(service + " ")) {
                said.put(door, new TreeSet<>(roles));
                needed.computeIfAbsent(door, PagesContract::roles);
            }
        });
        assertThat(said).isEqualTo(needed);
    }

    @Test
    void every_section_of_the_country_profiles_has_words_on_their_page() throws IOException {
        Set<String> sections = new TreeSet<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:country/*.yaml")) {
            Object whole = new Yaml(new SafeConstructor(new LoaderOptions())).load(file.getContentAsString(StandardCharsets.UTF_8));
            if (whole instanceof Map<?, ?> keys && keys.get("safereturn") instanceof Map<?, ?> own
                    && own.get("profile") instanceof Map<?, ?> profile) {
                profile.keySet().forEach(section -> sections.add(String.valueOf(section)));
            }
        }
        assertThat(sections.remove("forms")).as("forms have a list of their own").isTrue();
        assertThat(pages.options().get("profile-sections")).containsExactlyInAnyOrderElementsOf(sections);
    }

    private static Set<String> roles(String door) {
        String[] parts = door.split(" ", -1);
        return PageRoles.of(parts[0], parts[1]);
    }

    @Test
    void every_sheet_is_of_what_the_api_answers() {
        List<String> wrong = new ArrayList<>();
        for (Sheet sheet : pages.sheets()) {
            RecordPage record = pages.record(sheet.record()).orElseThrow();
            JsonNode answer = answer(record.path());
            sheet.when().keySet().forEach(path -> need(sheet.id(), path, answer, wrong));
            if (sheet.spoken() != null) {
                need(sheet.id(), sheet.spoken(), answer, wrong);
            }
            for (Sheet.Part part : sheet.parts()) {
                part.rows(record).forEach(row -> shown(sheet.id(), row, answer, wrong));
                Sheet.Table table = part.table();
                if (table != null) {
                    JsonNode thing = resolved(at(answer, table.in()).path("items"));
                    table.columns().forEach(row -> shown(sheet.id(), row, thing, wrong));
                    if (table.list() != null) {
                        codes(sheet.id(), table.list(), List.of(), at(thing, String.valueOf(table.key())), false, wrong);
                    }
                } else if (part.rows(record).isEmpty() && part.blank().isEmpty()) {
                    wrong.add(sheet.id() + " has nothing in " + part.id());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void shown(String page, Row row, JsonNode schema, List<String> wrong) {
        need(page, row.path(), schema, wrong);
        JsonNode value = at(schema, row.path());
        if (row.kind() == Kind.MANY) {
            JsonNode each = value.has("items") ? resolved(value.path("items")) : value;
            row.rows().forEach(inside -> shown(page + " " + row.path(), inside, each, wrong));
        } else if (row.kind() == Kind.CODE) {
            codes(page + " " + row.path(), String.valueOf(row.list()), List.of(), value, false, wrong);
            if (!known(String.valueOf(row.list())).containsAll(row.boxes())) {
                wrong.add(page + " " + row.path() + " has boxes for codes that there are not");
            }
        }
    }

    @Test
    void every_form_sends_what_the_endpoint_understands_and_asks_for_all_that_it_needs() {
        List<String> wrong = new ArrayList<>();
        for (Form form : pages.forms()) {
            JsonNode post = api.path("paths").path(form.post()).path("post");
            if (post.isMissingNode()) {
                wrong.add(form.id() + " has no endpoint " + form.post());
                continue;
            }
            JsonNode body = resolved(post.at("/requestBody/content").path("application/json").path("schema"));
            if (body.isMissingNode() == form.hasBody()) {
                wrong.add(form.id() + (form.hasBody() ? " sends a body that nobody takes" : " sends no body"));
                continue;
            }
            form.fields().forEach(field -> sent(form.id(), field, body, wrong));
            under(form.id(), form.fields(), wrong);
            depends(form, form.fields(), wrong);
            together(form.id(), form.fields(), body, wrong);
            Stream.concat(form.fields().stream(), form.fields().stream().flatMap(field -> field.fields().stream()))
                    .filter(field -> field.ask() == Field.Ask.ONE).forEach(field -> chosen(form, field, wrong));
            form.shows().forEach(row -> shown(form.id(), row, answer(pages.record(String.valueOf(form.record()))
                    .orElseThrow().path()), wrong));
            form.fields().forEach(field -> only(form, field, wrong));
            beforehand(form, wrong);
            for (JsonNode needed : body.path("required")) {
                String name = needed.asString();
                if (form.fields().stream().noneMatch(field -> (field.name().equals(name)
                        || field.name().startsWith(name + ".")) && (field.required() || field.ask() == Field.Ask.GIVEN))
                        && !property(body, name).path("type").asString("").equals("array")) {
                    wrong.add(form.id() + " does not ask for " + name);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What a field is asked under is a code of a field beside it, and the style sheet knows it. */
    private void under(String form, List<Field> fields, List<String> wrong) {
        for (Field field : fields) {
            field.under().forEach((name, codes) -> {
                if (fields.stream().noneMatch(other -> other.name().equals(name) && known(String.valueOf(other.list())).containsAll(codes))
                        || !codes.stream().allMatch(code -> styles.contains(" .under-" + code))) {
                    wrong.add(form + " " + field.name() + " is asked under what there is not: " + name + " " + codes);
                }
            });
            if (!field.fields().stream().map(Field::name).toList().containsAll(field.once())) {
                wrong.add(form + " " + field.name() + " asks once what it does not ask in its rows");
            }
            under(form + " " + field.name(), field.fields(), wrong);
        }
    }

    /** Of a part of the body that need not be sent, each field says so that cannot be left out once the part is. */
    private void together(String where, List<Field> fields, JsonNode body, List<String> wrong) {
        fields.stream().filter(field -> field.name().contains(".")).map(field -> field.name().substring(0,
                field.name().lastIndexOf('.'))).distinct().forEach(part -> {
            JsonNode schema = at(body, part);
            for (JsonNode name : schema.path("required")) {
                String whole = part + "." + name.asString("");
                Set<String> others = fields.stream().map(Field::name).filter(other -> other.startsWith(part + "."))
                        .filter(other -> !other.equals(whole)).collect(Collectors.toSet());
                if (!property(schema, name.asString("")).path("type").asString("").equals("array") && fields.stream()
                        .noneMatch(field -> field.name().equals(whole) && (field.required() || !field.asked()
                                || (field.needed() != null && field.needed().with().containsAll(others))))) {
                    wrong.add(where + " does not say that " + whole + " is needed with " + others);
                }
            }
        });
        fields.stream().filter(field -> !field.fields().isEmpty()).forEach(field -> together(where + " " + field.name(),
                field.fields(), resolved(at(body, field.name()).path("items")), wrong));
    }

    /** What makes a field needed, or says which codes follow, is in the record or beside the field. */
    private void depends(Form form, List<Field> fields, List<String> wrong) {
        for (Field field : fields) {
            Set<String> paths = new TreeSet<>();
            Field.Needed needed = field.needed();
            if (needed != null) {
                paths.addAll(needed.when().keySet());
                if (!fields.stream().map(Field::name).toList().containsAll(needed.with())) {
                    wrong.add(form.id() + " " + field.name() + " is needed with what is not asked");
                }
            }
            Field.Following following = field.following();
            if (following != null) {
                paths.add(following.of());
            }
            paths.forEach(path -> need(form.id() + " " + field.name(), path, answer(pages.record(String.valueOf(form.record()))
                    .orElseThrow().path()), wrong));
            depends(form, field.fields(), wrong);
        }
    }

    /** What is chosen from is in the record, with its number and with all that is told of it. */
    private void chosen(Form form, Field field, List<String> wrong) {
        String where = form.id() + " " + field.name();
        Field.Choice choice = field.choice();
        if (form.record() == null || field.from() == null || field.key() == null || choice == null) {
            wrong.add(where + " does not say what is chosen from");
            return;
        }
        Form.Lookup lookup = form.lookup();
        boolean lookedUp = lookup != null && field.from().startsWith(lookup.in() + ".");
        JsonNode thing = resolved(lookup != null && lookedUp
                ? at(answer(lookup.path()), field.from().substring(lookup.in().length() + 1)).path("items")
                : at(answer(pages.record(form.record()).orElseThrow().path()), field.from()).path("items"));
        if (!field.key().equals(Field.PLACE_IN_LIST)) {
            need(where, field.key(), thing, wrong);
        }
        choice.rows().forEach(row -> shown(where, row, thing, wrong));
        Stream.concat(choice.when().keySet().stream(), choice.first().keySet().stream())
                .forEach(path -> need(where, path, thing, wrong));
    }

    /** Which codes a case needs stands in the record, in codes of the list. */
    private void only(Form form, Field field, List<String> wrong) {
        if (field.only() != null) {
            JsonNode record = answer(pages.record(String.valueOf(form.record())).orElseThrow().path());
            need(form.id() + " " + field.name(), field.only(), record, wrong);
            codes(form.id() + " " + field.name(), String.valueOf(field.list()), List.of(), at(record, field.only()), false, wrong);
        }
    }

    private void beforehand(Form form, List<String> wrong) {
        Form.Beforehand asked = form.beforehand();
        if (asked != null) {
            Set<String> known = new TreeSet<>();
            api.path("paths").path(asked.path()).path("get").path("parameters").forEach(each -> known.add(each.path("name").asString("")));
            Set<String> fields = form.fields().stream().map(Field::name).collect(Collectors.toSet());
            if (!known.containsAll(asked.asks()) || !fields.containsAll(asked.asks())
                    || (asked.of() != null && !fields.contains(asked.of()))) {
                wrong.add(form.id() + " asks beforehand for " + asked.asks() + " of " + known);
            }
            asked.rows().forEach(row -> shown(form.id(), row, answer(asked.path()), wrong));
        }
    }

    private void sent(String form, Field field, JsonNode schema, List<String> wrong) {
        if (field.name().startsWith("@")) {
            return;
        }
        if (field.name().equals("chosen")) {
            return;
        }
        need(form, field.name(), schema, wrong);
        JsonNode value = at(schema, field.name());
        switch (field.ask()) {
            case CODE -> codes(form + " " + field.name(), String.valueOf(field.list()), field.leaveOut(), value, true, wrong);
            case CODES -> codes(form + " " + field.name(), String.valueOf(field.list()), field.leaveOut(),
                    resolved(value.path("items")), true, wrong);
            case ROWS, SEVERAL -> {
                JsonNode each = resolved(value.path("items"));
                field.fields().forEach(inside -> sent(form + " " + field.name(), inside, each, wrong));
                if (field.key() != null) {
                    String[] lists = String.valueOf(field.list()).split(Shown.PAIRS, -1);
                    String[] keys = field.key().split(" ", -1);
                    for (int i = 0; i < keys.length; i++) {
                        need(form + " " + field.name(), keys[i], each, wrong);
                        codes(form + " " + field.name(), lists[i], field.leaveOut(), at(each, keys[i]), true, wrong);
                    }
                }
            }
            default -> { }
        }
    }

    private Set<String> known(String list) {
        Set<String> known = new TreeSet<>(pages.options().getOrDefault(list, List.of()));
        labels.lists().forEach((name, codes) -> {
            if (name.substring(name.lastIndexOf('.') + 1).equals(list)) {
                known.addAll(codes.keySet());
            }
        });
        return known;
    }

    /** The codes of the schema have labels in the list; what a form offers is understood. */
    private void codes(String where, String list, List<String> leftOut, JsonNode value, boolean asked,
            List<String> wrong) {
        Set<String> known = known(list);
        leftOut.forEach(known::remove);
        Set<String> described = new LinkedHashSet<>(strings(value.path("enum")));
        described.addAll(strings(resolved(value.path("items")).path("enum")));
        described.removeAll(Set.of("UNKNOWN", "null"));
        if (known.isEmpty()) {
            wrong.add(where + " has no list " + list);
        } else if (!described.isEmpty() && (asked ? !described.containsAll(known) : !known.containsAll(described))) {
            wrong.add(where + ": " + list + " has " + known + ", the API " + described);
        }
    }

    @Test
    void every_write_has_a_page_or_a_reason() {
        Set<String> written = WritesWithoutPage.writes(api);
        pages.forms().forEach(form -> written.remove("POST " + form.post()));
        if (pages.search() != null) {
            written.remove("POST " + pages.search().path());
        }
        assertThat(written).isEqualTo(new TreeSet<>(WritesWithoutPage.of(service).keySet()));
    }

    @Test
    void nothing_on_the_pages_is_without_words_in_any_language() {
        Map<String, String> missing = new TreeMap<>();
        for (String key : keys()) {
            for (Locale language : Languages.ALL) {
                String text = texts.exact(key, language).orElse("");
                String script = language.getLanguage().equals("km") ? KHMER : language.getLanguage().equals("th") ? THAI : "(?s).*[A-Za-z].*";
                if (!text.matches(script)) {
                    missing.merge(key, language.getLanguage(), (one, other) -> one + " " + other);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (ListPage list : pages.lists()) {
            keys.add("list." + list.id());
            list.columns().forEach(row -> keys(row, keys));
            list.tally().forEach(row -> keys(row, keys));
        }
        ListPage search = pages.search();
        if (search != null) {
            keys.add("list." + search.id());
            search.columns().forEach(row -> keys(row, keys));
        }
        for (RecordPage record : pages.records()) {
            keys.add("record." + record.id());
            RecordPage.Told told = record.told();
            if (told != null) {
                keys.addAll(List.of("told." + told.record(), "told." + told.record() + ".failed"));
            }
            record.elsewhere().forEach(other -> keys.add("elsewhere." + other.text()));
            for (RecordPage.Step step : record.timeline()) {
                if (step.kind() == null) {
                    keys.add("step." + step.text());
                } else {
                    JsonNode each = resolved(at(answer(record.path()), String.valueOf(step.in())).path("items"));
                    strings(at(each, step.kind()).path("enum")).forEach(code -> keys.add("step." + code));
                }
            }
            record.sections().forEach(section -> {
                keys.add("section." + section.id());
                section.rows().forEach(row -> keys(row, keys));
            });
        }
        for (Form form : pages.forms()) {
            keys.add("form." + form.id());
            Stream.of(".lead", ".done", ".by").map(part -> "form." + form.id() + part)
                    .filter(key -> texts.exact(key, Locale.ENGLISH).isPresent()).forEach(keys::add);
            keys.add("authority." + form.authority());
            form.shows().forEach(row -> keys(row, keys));
            if (texts.exact("form." + form.id() + ".shows", Locale.ENGLISH).isPresent()) {
                keys.add("form." + form.id() + ".shows");
            }
            if (form.beforehand() != null) {
                keys.add("form." + form.id() + ".beforehand");
                form.beforehand().rows().forEach(row -> keys(row, keys));
            }
            form.fields().forEach(field -> keys(field, keys));
        }
        pages.sheets().forEach(sheet -> keys(sheet, keys));
        pages.options().values().forEach(codes -> codes.forEach(code ->
                keys.add(texts.exact("option." + code, Locale.ENGLISH).isPresent() ? "option." + code : "field." + code)));
        return keys;
    }

    private void keys(Sheet sheet, Set<String> keys) {
        keys.add("sheet." + sheet.id());
        keys.add("authority." + sheet.authority());
        sheet.signatures().forEach(who -> keys.add("sign." + who));
        if (sheet.read() != null) {
            keys.add("read." + sheet.read());
        }
        for (Sheet.Part part : sheet.parts()) {
            keys.add("section." + part.id());
            part.blank().forEach(label -> keys.add("field." + label));
            part.rows(pages.record(sheet.record()).orElseThrow()).forEach(row -> keys(row, keys));
            Sheet.Table table = part.table();
            if (table != null) {
                table.columns().forEach(row -> keys(row, keys));
                if (table.list() != null) {
                    keys.add("field." + table.key());
                    if (table.read() != null) {
                        known(table.list()).forEach(code -> keys.add("read." + table.read() + "." + code));
                    }
                }
            }
        }
    }

    private static void keys(Row row, Set<String> keys) {
        keys.add("field." + row.name());
        row.rows().forEach(inside -> keys(inside, keys));
    }

    private static void keys(Field field, Set<String> keys) {
        if (field.asked()) {
            keys.add("field." + field.word());
        }
        if (field.section() != null) {
            keys.add("section." + field.section());
        }
        Field.Needed needed = field.needed();
        if (needed != null && needed.fault() != null) {
            keys.add("fault." + needed.fault());
        }
        field.fields().forEach(inside -> keys(inside, keys));
    }

    private void need(String page, String path, JsonNode schema, List<String> wrong) {
        if (at(schema, path).isMissingNode()) {
            wrong.add(page + ": " + path + " is not described");
        }
    }

    private JsonNode answer(String path) {
        return answer(path, "get");
    }

    private JsonNode answer(String path, String method) {
        return resolved(api.path("paths").path(path).path(method).at("/responses/200/content").path("application/json").path("schema"));
    }

    private JsonNode at(JsonNode schema, String path) {
        JsonNode found = schema;
        for (String part : path.split("\\.", -1)) {
            found = property(found, part);
        }
        return found;
    }

    private JsonNode property(JsonNode schema, String name) {
        JsonNode object = resolved(schema);
        JsonNode found = object.path("properties").path(name);
        JsonNode more = object.path("additionalProperties");
        return resolved(found.isMissingNode() && more.isObject() ? more : found);
    }

    /** What a reference, or the part of an alternative that is not null, leads to. */
    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(api.at(schema.path("$ref").asString().substring(1)));
        }
        for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode each : schema.path(alternatives)) {
                if (!each.path("type").asString("").equals("null")) {
                    return resolved(each);
                }
            }
        }
        return schema;
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(each -> each.asString("null")).toList();
    }

    private static String styles() {
        try {
            return new ClassPathResource("org/safereturn/pages/assets/pages.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
