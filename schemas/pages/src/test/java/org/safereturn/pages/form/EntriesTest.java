package org.safereturn.pages.form;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class EntriesTest {

    private static final String DEFINITION = """
            options:
              fields: [placeOfBirth, relatives, sex]
            forms:
              - id: sample
                post: /samples/{ref}/{number}
                version: 1
                authority: PROPOSED
                fields:
                  - { name: "@number", as: given, from: latest.number }
                  - { name: caseRef, as: case }
                  - { name: sex, as: code, list: Sex, required: true }
                  - { name: dateOfBirth, as: day }
                  - { name: person.born, as: birth, from: person.born, label: dateOfBirth }
                  - { name: arrivedAt, as: moment, from: latest.at }
                  - { name: month, as: month }
                  - { name: age, as: number }
                  - { name: careNeeds.notes, as: long_text }
                  - { name: medicines, as: lines }
                  - { name: personInformed, as: yes_no }
                  - { name: questions, as: codes, list: Purpose }
                  - name: missingFields
                    as: rows
                    list: fields
                    key: field
                    fields: [ { name: chosen, as: tick }, { name: question } ]
                  - name: answers
                    as: rows
                    list: Sex
                    only: latest.sexes
                    key: sex
                    label: questions
                    fields: [ { name: count, as: number } ]
                  - name: counts
                    as: rows
                    list: Sex x fields
                    key: sex field
                    from: latest.counts
                    fields: [ { name: count, as: number } ]
                  - name: relatives
                    as: several
                    times: 2
                    fields: [ { name: name, required: true }, { name: phone } ]
              - id: visit
                post: /samples/{ref}/{number}/visit
                version: 1
                authority: PROPOSED
                fields:
                  - name: "@number"
                    as: one
                    from: visits
                    key: number
                    required: true
                    label: visitNumber
                    choice:
                      first: { state: [DUE] }
                      next: true
                      rows: [ { path: state, as: code, list: VisitState }, { path: dueOn, as: day } ]
                  - name: due
                    as: one
                    from: visits
                    key: number
                    label: visitNumber
                    choice: { when: { state: [DUE] } }
                  - name: relatives
                    as: several
                    times: 1
                    fields:
                      - name: visit
                        as: one
                        from: visits
                        key: "#"
                        label: visitNumber
                        choice: { rows: [ { path: state, as: code, list: VisitState } ] }
                      - { name: phone }
              - id: duplicate
                post: /samples/{ref}/duplicate
                version: 1
                authority: PROPOSED
                fields:
                  - { name: survivingCaseRef, as: one, from: alike.items, key: caseRef, choice: { typed: true, rows: [ { path: name } ] } }
              - id: needs
                post: /samples/{ref}/needs
                version: 1
                authority: PROPOSED
                fields:
                  - { name: familyMayBeContacted, as: yes_no, needed: { with: [contactBy] } }
                  - { name: contactBy }
                  - name: state
                    as: code
                    list: VisitState
                    following: { of: now, codes: { DUE: [DONE, MISSED] } }
                  - name: consents
                    as: rows
                    list: Purpose
                    key: purpose
                    fields:
                      - { name: decision, as: code, list: ConsentDecision, required: true }
                      - { name: expiresOn, as: day, under: { decision: [GIVEN] } }
                      - { name: viewsHeard, as: yes_no, needed: { when: { flags: [CHILD] }, answers: ["yes"] } }
            """;
    private static final String PROFILE = """
            safereturn:
              profile:
                country: ZZ
                units:
                  - { code: ZZ-CENTRE, names: { en: Centre }, kinds: [SHELTER] }
                  - { code: ZZ-LATER, names: { en: Later }, kinds: [SHELTER], valid-from: 2999-01-01 }
            """;
    private static final Form FORM = Pages.read(resource(DEFINITION)).form("sample").orElseThrow();
    private static final Form NEEDS = Pages.read(resource(DEFINITION)).form("needs").orElseThrow();
    private static final Form DUPLICATE = Pages.read(resource(DEFINITION)).form("duplicate").orElseThrow();
    private static final Form VISIT = Pages.read(resource(DEFINITION)).form("visit").orElseThrow();
    private static final Shown SHOWN = new Shown(new Labels(), Places.of(resource(PROFILE), Clock.systemUTC()),
            new PageTexts(), Problems.fromClassPath(), ZoneId.of("Asia/Phnom_Penh"),
            Map.of("fields", List.of("placeOfBirth", "relatives", "sex")));
    private static final Words WORDS = SHOWN.texts().in(Locale.ENGLISH);
    private static final JsonNode RECORD = JsonMapper.shared().readTree(
            "{\"latest\": {\"number\": 7, \"at\": \"2026-11-23T10:15:00Z\", \"sexes\": [\"MALE\", \"MADE_UP\"], \"counts\": [{\"sex\": \"MALE\", \"field\": \"sex\", \"count\": 4}]}}");

    private static ByteArrayResource resource(String text) {
        return new ByteArrayResource(text.getBytes(UTF_8));
    }

    private static Entry read(Map<String, List<String>> entered) {
        return Entries.read(FORM, entered, RECORD, "00000000-0000-4000-8000-000000000001", SHOWN, WORDS);
    }

    @Test
    void a_month_is_taken_of_both_eras_and_one_that_there_is_not_is_told() {
        assertThat(read(Map.of("sex", List.of("FEMALE"), "month.month", List.of("2"), "month.year", List.of("2569")))
                .body().path("month").asString("")).isEqualTo("2026-02");
        assertThat(read(Map.of("sex", List.of("FEMALE"), "month.month", List.of("13"), "month.year", List.of("2026")))
                .faults()).extracting(Fault::input).containsExactly("month");
    }

    @Test
    void a_row_for_each_pair_of_codes_says_both_and_what_is_known_is_proposed() {
        Entry entry = read(Map.of("sex", List.of("FEMALE"), "counts[MALE sex].count", List.of("12")));
        assertThat(entry.faults()).isEmpty();
        assertThat(entry.body().path("counts")).hasToString("[{\"sex\":\"MALE\",\"field\":\"sex\",\"count\":12}]");
        assertThat(FieldView.proposed(FORM, RECORD, SHOWN, Locale.ENGLISH))
                .containsEntry("counts[MALE sex].count", List.of("4"));
        assertThat(Told.lines(FORM, entry.body(), RECORD, SHOWN, WORDS)).anySatisfy(line -> {
            assertThat(line.label()).isEqualTo("Male, Sex");
            assertThat(line.value()).isEqualTo("How many: 12");
        });
    }

    @Test
    void only_the_codes_that_the_record_names_are_asked_and_nothing_where_it_names_none() {
        Map<String, List<String>> entered = Map.of("sex", List.of("FEMALE"), "answers[MALE].count", List.of("1"),
                "answers[FEMALE].count", List.of("2"));
        assertThat(read(entered).body().path("answers")).hasToString("[{\"sex\":\"MALE\",\"count\":1}]");
        assertThat(FieldView.of(FORM, entered, RECORD, List.of(), SHOWN, WORDS)).filteredOn(field -> field.name().equals("answers"))
                .singleElement().satisfies(field -> assertThat(field.groups()).extracting(FieldView.Group::title).containsExactly("Male"));
        JsonNode nothing = JsonMapper.shared().readTree("{}");
        assertThat(FieldView.of(FORM, entered, nothing, List.of(), SHOWN, WORDS)).extracting(FieldView::name).doesNotContain("answers");
        Entry entry = Entries.read(FORM, entered, nothing, "", SHOWN, WORDS);
        assertThat(entry.body().has("answers")).isFalse();
        assertThat(Told.lines(FORM, entry.body(), nothing, SHOWN, WORDS)).filteredOn(line -> line.label().equals(
                WORDS.of("field.questions"))).as("the field of codes alone").hasSize(1);
    }

    @Test
    void what_is_left_empty_is_not_sent() {
        Entry entry = read(Map.of("sex", List.of("FEMALE"), "careNeeds.notes", List.of("  "), "medicines", List.of("\n\n")));
        assertThat(entry.faults()).isEmpty();
        assertThat(entry.body()).hasToString(
                "{\"caseRef\":\"00000000-0000-4000-8000-000000000001\",\"sex\":\"FEMALE\"}");
        assertThat(entry.variables()).containsEntry("number", "7");
    }

    @Test
    void every_kind_of_field_becomes_what_the_api_understands() {
        Entry entry = read(Map.ofEntries(Map.entry("sex", List.of("FEMALE")), Map.entry("age", List.of(" 17 ")),
                Map.entry("dateOfBirth.day", List.of("3")), Map.entry("dateOfBirth.month", List.of("2")),
                Map.entry("dateOfBirth.year", List.of("2552")),
                Map.entry("arrivedAt.day", List.of("23")), Map.entry("arrivedAt.month", List.of("11")),
                Map.entry("arrivedAt.year", List.of("2026")), Map.entry("arrivedAt.time", List.of("17.30")),
                Map.entry("careNeeds.notes", List.of("Made-up note")), Map.entry("medicines", List.of("One\r\n Two ")),
                Map.entry("personInformed", List.of("no")), Map.entry("questions", List.of("TRACING", "made-up")),
                Map.entry("missingFields[placeOfBirth].chosen", List.of("yes")),
                Map.entry("missingFields[relatives].question", List.of("Where?")),
                Map.entry("relatives[1].name", List.of("Malee Samplename"))));
        assertThat(entry.faults()).isEmpty();
        assertThat(entry.body().path("dateOfBirth").asString()).as("a year of the Buddhist era").isEqualTo("2009-02-03");
        assertThat(entry.body().path("arrivedAt").asString()).as("local time").isEqualTo("2026-11-23T10:30:00Z");
        assertThat(entry.body().path("age").asInt()).isEqualTo(17);
        assertThat(entry.body().at("/careNeeds/notes").asString()).isEqualTo("Made-up note");
        assertThat(entry.body().path("medicines")).hasToString("[\"One\",\"Two\"]");
        assertThat(entry.body().path("personInformed").asBoolean(true)).isFalse();
        assertThat(entry.body().path("questions")).hasToString("[\"TRACING\"]");
        assertThat(entry.body().path("missingFields")).hasToString(
                "[{\"field\":\"placeOfBirth\"},{\"field\":\"relatives\",\"question\":\"Where?\"}]");
        assertThat(entry.body().path("relatives")).hasToString("[{\"name\":\"Malee Samplename\"}]");
    }

    @ParameterizedTest
    @CsvSource({"31,2,2027", "1,13,2027", "1,1,", "x,1,2027"})
    void a_day_that_does_not_exist_is_refused_beside_its_field(String day, String month, String year) {
        Entry entry = read(Map.of("sex", List.of("FEMALE"), "dateOfBirth.day", List.of(day), "dateOfBirth.month",
                List.of(month), "dateOfBirth.year", List.of(year == null ? "" : year)));
        assertThat(entry.faults()).singleElement().satisfies(fault -> assertThat(fault.input()).isEqualTo("dateOfBirth"));
    }

    private static Entry born(JsonNode record, String year, String... answer) {
        return Entries.read(FORM, birth(year, answer), record, "", SHOWN, WORDS);
    }

    private static Map<String, List<String>> birth(String year, String... answer) {
        return Map.of("sex", List.of("FEMALE"), "person.born.day", List.of("3"), "person.born.month", List.of("2"),
                "person.born.year", List.of(year), "person.born.era", List.of(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2548", "๒๕๔๘", "២៥៤៨"})
    void a_birth_in_a_buddhist_year_is_a_question_until_it_is_answered(String year) {
        Entry asked = born(RECORD, year);
        assertThat(asked.faults()).containsExactly(new Fault("person.born", "Did you mean 2005 (B.E. 2548)?"));
        assertThat(asked.body().has("person")).isFalse();
        assertThat(born(RECORD, year, "2548").body().at("/person/born").asString()).isEqualTo("2005-02-03");
        assertThat(born(RECORD, year, "no").faults()).singleElement().satisfies(fault ->
                assertThat(fault.text()).contains("2548").doesNotContain("2005"));
    }

    @Test
    void an_answer_about_one_year_is_none_about_another() {
        assertThat(born(RECORD, "2549", "2548").faults()).containsExactly(new Fault("person.born", "Did you mean 2006 (B.E. 2549)?"));
        assertThat(born(RECORD, "2005", "2548").body().at("/person/born").asString()).isEqualTo("2005-02-03");
        assertThat(born(RECORD, "2005").faults()).isEmpty();
    }

    @Test
    void a_birth_that_the_record_says_is_shown_in_thai_years_and_not_asked_about() {
        JsonNode record = JsonMapper.shared().readTree("{\"person\": {\"born\": \"2005-02-03\"}}");
        assertThat(FieldView.proposed(FORM, record, SHOWN, Locale.of("th"))).containsEntry("person.born.year", List.of("2548"));
        assertThat(born(record, "2548").faults()).isEmpty();
        assertThat(born(record, "2547").faults()).containsExactly(new Fault("person.born", "Did you mean 2004 (B.E. 2547)?"));
    }

    @Test
    void the_question_has_two_answers_and_a_birth_in_another_year_has_none() {
        assertThat(answers(birth("2548"), born(RECORD, "2548").faults())).extracting(FieldView.Option::value, FieldView.Option::label,
                FieldView.Option::chosen).containsExactly(tuple("2548", "Yes, 2005 (B.E. 2548)", false),
                        tuple("no", "No, I write the year of birth anew", false));
        assertThat(answers(birth("2548", "2548"), List.of())).filteredOn(FieldView.Option::chosen)
                .extracting(FieldView.Option::value).containsExactly("2548");
        assertThat(answers(birth("2548"), List.of())).isEmpty();
        assertThat(answers(birth("2005"), List.of(new Fault("person.born", "Not so.")))).isEmpty();
    }

    private static List<FieldView.Option> answers(Map<String, List<String>> entered, List<Fault> faults) {
        return FieldView.of(FORM, entered, RECORD, faults, SHOWN, WORDS).stream().filter(field -> field.ask().equals("birth"))
                .findFirst().orElseThrow().options();
    }

    @Test
    void digits_of_khmer_and_thai_are_digits() {
        Entry entry = read(Map.of("sex", List.of("FEMALE"), "age", List.of("១៧"), "dateOfBirth.day", List.of("๓"),
                "dateOfBirth.month", List.of("๒"), "dateOfBirth.year", List.of("๒๕๕๒")));
        assertThat(entry.faults()).isEmpty();
        assertThat(entry.body().path("age").asInt()).isEqualTo(17);
        assertThat(entry.body().path("dateOfBirth").asString()).isEqualTo("2009-02-03");
    }

    @Test
    void what_is_needed_is_missed_and_so_is_the_name_of_a_relative_who_has_only_a_phone() {
        Entry entry = read(Map.of("relatives[0].phone", List.of("012")));
        assertThat(entry.faults()).extracting(Fault::input).containsExactlyInAnyOrder("sex", "relatives[0].name");
    }

    @Test
    void a_code_that_the_list_does_not_have_is_none() {
        assertThat(read(Map.of("sex", List.of("UNKNOWN"))).faults()).extracting(Fault::input).containsExactly("sex");
    }

    @Test
    void a_problem_stands_beside_the_field_that_it_is_about() {
        JsonNode about = JsonMapper.shared().readTree("{\"title\": \"Not so\", \"detail\": \"Say more.\", \"parameters\":"
                + " {\"field\": \"relatives[3].name\"}}");
        assertThat(fault(FORM, about, "{}")).isEqualTo(new Fault("relatives[3].name", "Not so. Say more."));
        JsonNode nothing = JsonMapper.shared().readTree("{\"title\": \"Not so\", \"detail\": \"Say more.\"}");
        assertThat(fault(FORM, nothing, "{}").input()).isEmpty();
    }

    private static Fault fault(Form form, JsonNode problem, String body) {
        return Told.fault(form, problem, JsonMapper.shared().readTree(body), SHOWN, WORDS);
    }

    @Test
    void a_problem_names_a_field_as_the_form_does_and_never_as_programs_do() {
        JsonNode missing = JsonMapper.shared().readTree("{\"rule\": \"field-missing\", \"title\": \"x\", \"detail\": \"x\","
                + " \"parameters\": {\"field\": \"consents[1].viewsHeard\"}}");
        Fault fault = fault(NEEDS, missing, "{\"consents\": [{\"purpose\": \"TRACING\"}, {\"purpose\": \"RETURN\"}]}");
        assertThat(fault.input()).isEqualTo("consents[RETURN].viewsHeard");
        assertThat(fault.text()).contains("“" + SHOWN.label("Purpose", "RETURN", Locale.ENGLISH) + " – "
                + WORDS.of("field.viewsHeard") + "”").doesNotContain("viewsHeard");
        JsonNode several = JsonMapper.shared().readTree("{\"rule\": \"fields-missing\", \"parameters\":"
                + " {\"fields\": \"contactBy, originAddress or somethingElse\"}}");
        assertThat(fault(NEEDS, several, "{}").text()).contains("“" + WORDS.of("field.contactBy") + "”",
                "“" + WORDS.of("field.originAddress") + "”", WORDS.of("field.other")).doesNotContain("somethingElse", "contactBy");
    }

    @Test
    void what_is_needed_with_another_field_says_so_and_is_missed_with_it_alone() {
        FieldView asked = needs("{}").getFirst();
        assertThat(asked.optional()).contains("“" + WORDS.of("field.contactBy") + "”");
        assertThat(Entries.read(NEEDS, Map.of(), record("{}"), "", SHOWN, WORDS).faults()).isEmpty();
        Entry entry = Entries.read(NEEDS, Map.of("contactBy", List.of("An aunt")), record("{}"), "", SHOWN, WORDS);
        assertThat(entry.faults()).extracting(Fault::input).containsExactly("familyMayBeContacted");
    }

    @Test
    void what_the_record_makes_needed_is_missed_in_every_row_at_once_and_beside_its_field() {
        Map<String, List<String>> entered = Map.of("consents[TRACING].decision", List.of("GIVEN"),
                "consents[RETURN].decision", List.of("GIVEN"), "consents[RETURN].viewsHeard", List.of("no"));
        Entry child = Entries.read(NEEDS, entered, record("{\"flags\": [\"DISABILITY\", \"CHILD\"]}"), "", SHOWN, WORDS);
        assertThat(child.faults()).extracting(Fault::anchor)
                .containsExactlyInAnyOrder("f-consents-TRACING-viewsHeard", "f-consents-RETURN-viewsHeard");
        assertThat(child.faults()).extracting(Fault::text).anyMatch(text -> text.startsWith(
                SHOWN.label("Purpose", "TRACING", Locale.ENGLISH) + " – "));
        assertThat(Entries.read(NEEDS, entered, record("{\"flags\": []}"), "", SHOWN, WORDS).faults()).isEmpty();
        assertThat(row(needs("{\"flags\": [\"CHILD\"]}"))).extracting(FieldView::required, FieldView::optional)
                .containsExactly(true, "");
        assertThat(row(needs("{\"flags\": []}")).required()).isFalse();
    }

    @Test
    void what_is_asked_under_one_code_is_not_sent_under_another_and_never_hidden_while_something_is_in_it() {
        Map<String, List<String>> entered = new HashMap<>(Map.of("consents[TRACING].expiresOn.day", List.of("3"),
                "consents[TRACING].expiresOn.month", List.of("2"), "consents[TRACING].expiresOn.year", List.of("2027")));
        assertThat(consents(entered).faults()).extracting(Fault::input).as("no decision").containsExactly("consents[TRACING].decision");
        entered.put("consents[TRACING].decision", List.of("GIVEN"));
        assertThat(consents(entered).body()).hasToString(
                "{\"consents\":[{\"purpose\":\"TRACING\",\"decision\":\"GIVEN\",\"expiresOn\":\"2027-02-03\"}]}");
        entered.put("consents[TRACING].decision", List.of("REFUSED"));
        assertThat(consents(entered).body()).hasToString("{\"consents\":[{\"purpose\":\"TRACING\",\"decision\":\"REFUSED\"}]}");
        FieldView rows = FieldView.of(NEEDS, entered, record("{}"), List.of(), SHOWN, WORDS).getLast();
        assertThat(rows.compact()).isTrue();
        assertThat(rows.groups()).extracting(group -> group.fields().get(1).reveal()).contains("under under-GIVEN", "under under-GIVEN open");
        assertThat(rows.groups()).extracting(group -> group.fields().getFirst().reveal()).containsOnly("");
        assertThat(FieldView.of(FORM, Map.of(), RECORD, List.of(), SHOWN, WORDS)).filteredOn(FieldView::compact).isEmpty();
    }

    private static Entry consents(Map<String, List<String>> entered) {
        return Entries.read(NEEDS, entered, record("{}"), "", SHOWN, WORDS);
    }

    @Test
    void codes_are_offered_in_the_order_of_their_list_and_only_those_that_may_follow() {
        assertThat(SHOWN.codes("RiskLevel")).containsExactly("LOW", "MEDIUM", "HIGH", "NOT_ACCEPTABLE");
        assertThat(needs("{\"now\": \"DUE\"}")).filteredOn(field -> field.name().equals("state")).first()
                .extracting(FieldView::options).asInstanceOf(InstanceOfAssertFactories.list(FieldView.Option.class))
                .extracting(FieldView.Option::value).containsExactlyInAnyOrder("DONE", "MISSED");
        assertThat(Entries.read(NEEDS, Map.of("state", List.of("DUE")), record("{\"now\": \"DUE\"}"), "", SHOWN, WORDS)
                .body().has("state")).isFalse();
    }

    private static FieldView row(List<FieldView> fields) {
        return fields.getLast().groups().getFirst().fields().getLast();
    }

    private static List<FieldView> needs(String record) {
        return FieldView.of(NEEDS, Map.of(), record(record), List.of(), SHOWN, WORDS);
    }

    private static JsonNode record(String record) {
        return JsonMapper.shared().readTree(record);
    }

    @Test
    void what_the_record_says_is_proposed_in_the_calendar_of_the_reader() {
        assertThat(FieldView.proposed(FORM, RECORD, SHOWN, Locale.of("th"))).containsEntry("arrivedAt.year", List.of("2569"))
                .containsEntry("arrivedAt.time", List.of("17:15"));
        assertThat(FieldView.proposed(FORM, RECORD, SHOWN, Locale.of("km"))).containsEntry("arrivedAt.year", List.of("2026"));
    }

    @Test
    void nobody_types_the_number_of_what_the_record_has_and_a_new_one_gets_the_next() {
        JsonNode record = visits("[{\"number\": 1, \"state\": \"DONE\"},"
                + " {\"number\": 3, \"state\": \"DUE\", \"dueOn\": \"2026-12-24\"}]");
        FieldView view = FieldView.of(VISIT, FieldView.proposed(VISIT, record, SHOWN, Locale.ENGLISH), record, List.of(), SHOWN,
                WORDS).getFirst();
        assertThat(view.options()).extracting(FieldView.Option::label)
                .containsExactly("1 · Done", "3 · Due · 24 December 2026", "4 · new");
        assertThat(view.options()).filteredOn(FieldView.Option::chosen).extracting(FieldView.Option::value).containsExactly("3");
        Entry entry = Entries.read(VISIT, Map.of("@number", List.of("4"), "due", List.of("3")), record, "", SHOWN, WORDS);
        assertThat(entry.variables()).containsEntry("number", "4");
        assertThat(entry.body()).hasToString("{\"due\":3}");
    }

    @Test
    void a_number_that_is_not_offered_is_none_and_what_is_offered_alone_is_proposed_where_it_is_needed() {
        JsonNode record = visits("[{\"number\": 1, \"state\": \"DONE\"}]");
        assertThat(FieldView.proposed(VISIT, record, SHOWN, Locale.ENGLISH)).containsOnly(Map.entry("@number", List.of("2")));
        assertThat(Entries.read(VISIT, Map.of("@number", List.of("7"), "due", List.of("1")), record, "", SHOWN, WORDS).faults())
                .extracting(Fault::input).containsExactly("@number");
        assertThat(FieldView.proposed(VISIT, visits("[]"), SHOWN, Locale.ENGLISH))
                .containsOnly(Map.entry("@number", List.of("1")));
        JsonNode due = visits("[{\"number\": 2, \"state\": \"DUE\"}]");
        assertThat(FieldView.proposed(VISIT, due, SHOWN, Locale.ENGLISH)).as("optional")
                .containsOnly(Map.entry("@number", List.of("2")));
    }

    @Test
    void a_thing_without_a_number_is_chosen_by_its_place_and_read_once_more_by_what_it_is() {
        JsonNode record = visits("[{\"state\": \"DONE\"}, {\"state\": \"DUE\"}]");
        FieldView met = view(record).stream().filter(field -> field.name().equals("relatives")).findFirst().orElseThrow();
        assertThat(met.groups().getFirst().fields().getFirst().options()).extracting(FieldView.Option::label)
                .containsExactly("1 · Done", "2 · Due");
        Entry entry = Entries.read(VISIT, Map.of("@number", List.of(""), "relatives[0].visit", List.of("2")), record, "", SHOWN, WORDS);
        assertThat(entry.body()).hasToString("{\"relatives\":[{\"visit\":2}]}");
        assertThat(Told.lines(VISIT, entry.body(), record, SHOWN, WORDS)).extracting(Told.Line::value)
                .contains("Number of the visit: 2 · Due");
    }

    @Test
    void where_there_is_nothing_to_choose_from_nobody_is_asked_unless_it_is_needed() {
        List<FieldView> fields = view(visits("[]"));
        assertThat(fields).extracting(FieldView::name).containsExactly("@number", "relatives");
        assertThat(fields.getLast().groups().getFirst().fields()).extracting(FieldView::ask).containsExactly("text");
    }

    @ParameterizedTest
    @CsvSource({"00000000-0000-4000-8000-00000000000a,,00000000-0000-4000-8000-00000000000a",
        "'', 00000000 0000 4000 8000 00000000000B,00000000-0000-4000-8000-00000000000b",
        "00000000-0000-4000-8000-00000000000a,0000000000004000800000000000000a,00000000-0000-4000-8000-00000000000a",
        "00000000-0000-4000-8000-00000000000c,,00000000-0000-4000-8000-00000000000c",
        "00000000-0000-4000-8000-00000000000a,0000000000004000800000000000000b,", "'',12345,", "'','',"})
    void another_case_is_chosen_or_its_reference_is_typed_but_not_both(String chosen, String typed, String taken) {
        JsonNode record = record("{\"alike\": {\"items\": [{\"caseRef\": \"00000000-0000-4000-8000-00000000000a\", \"name\": \"Made-up\"}]}}");
        Map<String, List<String>> entered = Map.of("survivingCaseRef", List.of(chosen), "survivingCaseRef.typed",
                List.of(typed == null ? "" : typed));
        Entry entry = Entries.read(DUPLICATE, entered, record, "", SHOWN, WORDS);
        assertThat(entry.body().path("survivingCaseRef").asString("")).isEqualTo(taken == null ? "" : taken);
        boolean wrong = taken == null && typed != null && !typed.isEmpty();
        assertThat(entry.faults()).extracting(Fault::input).isEqualTo(wrong ? List.of("survivingCaseRef") : List.of());
        FieldView view = FieldView.of(DUPLICATE, entered, record, entry.faults(), SHOWN, WORDS).getFirst();
        assertThat(view.options()).extracting(FieldView.Option::label).containsExactly("00000000-0000-4000-8000-00000000000a · Made-up");
        assertThat(view.parts()).containsOnly(Map.entry("typed", typed == null ? "" : typed));
        assertThat(FieldView.of(DUPLICATE, Map.of(), record("{}"), List.of(), SHOWN, WORDS)).as("nothing to choose from")
                .singleElement().matches(FieldView::typed);
    }

    private static List<FieldView> view(JsonNode record) {
        return FieldView.of(VISIT, Map.of(), record, List.of(), SHOWN, WORDS);
    }

    private static JsonNode visits(String visits) {
        return JsonMapper.shared().readTree("{\"visits\": " + visits + "}");
    }

    @Test
    void a_unit_that_does_not_count_yet_cannot_be_chosen() {
        assertThat(SHOWN.places().codes("units:SHELTER")).containsExactly("ZZ-CENTRE");
    }

    @Test
    void a_definition_that_names_what_it_does_not_define_is_refused() {
        assertThatThrownBy(() -> Pages.read(resource("lists:\n  - { id: one, path: /one, record: nothing }\n")))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("one");
        assertThatThrownBy(() -> Pages.read(resource("lists:\n  - { id: one, path: /one, colour: red }\n")))
                .hasMessageContaining("colour");
    }
}
