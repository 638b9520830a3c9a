package org.safereturn.messaging.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormLanguage;
import org.safereturn.exchange.v1.FormReference;
import org.safereturn.exchange.v1.FormTranslation;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingState;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormsTest {

    private static final Instant DAY = Instant.parse("2026-05-04T10:00:00Z");
    private static final String FORM = """
                  - code: SOP-8-V1
                    document: SOP
                    number: "8"
                    version: "1"
                    names: { en: "Example form", km: "Example form in Khmer", th: "Example form in Thai" }
                    kinds: [TRACING]
                    approval: APPROVED_WITH_OPEN_ACTION
                    languages: [ { language: km, translation: DRAFT }, { language: th, translation: NONE } ]
                    authority: SEED_MINUTES
                    fields-authority: PROPOSED
                    translations-authority: PROPOSED
            """;
    private static final String NEXT = FORM.replace("SOP-8-V1", "SOP-8-V2").replace("version: \"1\"", "version: \"2\"");
    private static final String PAPER = FORM.replace("SOP-8-V1", "SOP-2-V1").replace("\"8\"", "\"2\"")
            .replace("[TRACING]", "[]");

    @Test
    void a_fact_is_recorded_on_the_version_that_is_in_force_on_its_day_where_the_ministry_is() {
        Forms forms = forms(FORM, NEXT + "        valid-from: 2026-06-01\n", PAPER);
        assertThat(version(forms, "2026-05-31T16:59:59Z")).isEqualTo("1");
        assertThat(version(forms, "2026-05-31T17:00:00Z")).isEqualTo("2");
        assertThat(version(forms, "2036-01-01T00:00:00Z")).isEqualTo("2");
        assertThat(forms.inForce(FormKind.REFERRAL, DAY)).isEmpty();
        assertThat(forms.versions()).extracting(FormVersion::code).containsExactly("SOP-8-V1", "SOP-8-V2", "SOP-2-V1");
        assertThat(forms.find("SOP-2-V1")).hasValueSatisfying(paper -> assertThat(paper.kinds()).isEmpty());
        assertThat(forms.find("SOP-9-V1")).isEmpty();
    }

    @Test
    void a_record_says_annex_version_approval_and_translations_and_what_has_no_form_says_nothing() {
        TracingProgressReported record = progress();
        forms(FORM).mark(record, DAY);
        assertThat(record.getFormRef()).isEqualTo(new FormReference("SOP", "8", "1", FormApproval.APPROVED_WITH_OPEN_ACTION,
                List.of(new FormLanguage("km", FormTranslation.DRAFT), new FormLanguage("th", FormTranslation.NONE))));
        assertThat(FormUse.of(record)).contains(new FormUse(FormKind.TRACING, "KH", "SOP", "8", "1",
                FormApproval.APPROVED_WITH_OPEN_ACTION, List.of(new Translated("km", FormTranslation.DRAFT),
                        new Translated("th", FormTranslation.NONE)), DAY));

        TracingProgressReported without = progress();
        forms(PAPER).mark(without, DAY);
        assertThat(without.getFormRef()).isNull();
        assertThat(FormUse.of(without)).isEmpty();
        SpecificRecord key = new CaseKeyIssued();
        forms(FORM).mark(key, DAY);
        assertThat(FormUse.of(key)).isEmpty();
    }

    @Test
    void a_version_on_choice_is_in_force_for_nobody_and_offered_to_everybody_until_it_has_a_day() {
        Forms beside = forms(FORM, NEXT + "        on-choice: true\n");
        assertThat(version(beside, "2036-01-01T00:00:00Z")).isEqualTo("1");
        assertThat(beside.offered(FormKind.TRACING, DAY)).extracting(FormVersion::code).containsExactly("SOP-8-V1", "SOP-8-V2");
        Forms adopted = forms(FORM, NEXT + "        valid-from: 2026-06-01\n");
        assertThat(adopted.offered(FormKind.TRACING, Instant.parse("2026-06-02T00:00:00Z"))).extracting(FormVersion::code)
                .as("the day takes the place of the choice").containsExactly("SOP-8-V2");
        assertThat(forms(FORM, NEXT + "        on-choice: true\n        valid-from: 2026-06-01\n").offered(FormKind.TRACING, DAY))
                .extracting(FormVersion::code).containsExactly("SOP-8-V1");
    }

    @Test
    void a_record_that_names_a_chosen_version_keeps_it_and_says_how_far_that_one_is_approved() {
        TracingProgressReported chosen = TracingProgressReported.newBuilder(progress())
                .setFormRef(new FormReference("SOP", "8", "2", FormApproval.UNKNOWN, List.of())).build();
        forms(FORM, NEXT.replace("APPROVED_WITH_OPEN_ACTION", "PROPOSED") + "        on-choice: true\n").mark(chosen, DAY);
        assertThat(chosen.getFormRef().getVersion()).isEqualTo("2");
        assertThat(chosen.getFormRef().getApproval()).isEqualTo(FormApproval.PROPOSED);
        assertThat(chosen.getFormRef().getLanguages()).hasSize(2);
    }

    @Test
    void every_kind_is_that_of_the_records_of_one_namespace() {
        assertThat(FormKind.of(TracingProgressReported.getClassSchema())).contains(FormKind.TRACING);
        assertThat(FormKind.of(CaseKeyIssued.getClassSchema())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "approval: APPROVED_WITH_OPEN_ACTION | approval: ALMOST | ALMOST",
        "approval: APPROVED_WITH_OPEN_ACTION | approval: UNKNOWN | how far it is approved",
        "approval: APPROVED_WITH_OPEN_ACTION | approval: OFFICIAL | called official by nobody",
        "en: \"Example form\" | en: \"\" | has no title",
        "th: \"Example form in Thai\" | lo: \"Example form in Lao\" | no title in th",
        "code: SOP-8-V1 | code: SOP-8 | its code is not made of them",
        "document: SOP | document: \"Standard operating procedures; a text\" | names no document",
        "translation: NONE | translation: UNKNOWN | how far its translation is",
        "language: km | language: th | how far its translation is",
        "fields-authority: PROPOSED | kinds-authority: PROPOSED | who stands behind it",
        "kinds: [TRACING] | kinds: [CHART] | CHART"})
    void a_wrong_entry_stops_the_start_and_says_why(String right, String wrong, String why) {
        assertThat(FORM).contains(right);
        assertThatThrownBy(() -> forms(FORM.replace(right, wrong))).satisfies(refused ->
                assertThat(refused).hasStackTraceContaining(why));
    }

    @Test
    void two_entries_for_one_version_and_two_versions_from_the_same_day_are_refused() {
        assertThatThrownBy(() -> forms(FORM, FORM)).hasStackTraceContaining("two entries for the form SOP-8-V1");
        assertThatThrownBy(() -> forms(FORM, NEXT)).hasStackTraceContaining("two forms for TRACING");
    }

    private static String version(Forms forms, String at) {
        return forms.inForce(FormKind.TRACING, Instant.parse(at)).orElseThrow().version();
    }

    private static TracingProgressReported progress() {
        return TracingProgressReported.newBuilder().setCaseRef(new UUID(0, 1)).setCaseVersion(1).setHostCountry("TH")
                .setOriginCountry("KH").setResultingState(TracingState.TRACING).setOccurredAt(DAY)
                .setActor(new ActorReference("kh-tracing-1", "TRACING_OFFICER", "KH-UNIT", "KH"))
                .setMilestone(TracingMilestone.ASSIGNED).build();
    }

    private static Forms forms(String... entries) {
        String file = "safereturn:\n  profile:\n    time-zone: Asia/Phnom_Penh\n    forms:\n" + String.join("", entries);
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader().load("profile", new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Forms.in(environment);
    }
}
