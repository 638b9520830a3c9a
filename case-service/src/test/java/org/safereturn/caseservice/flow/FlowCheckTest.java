package org.safereturn.caseservice.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.text.Labels;
import org.safereturn.access.text.Languages;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.events.TopicCatalogue;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FlowCheckTest {

    private static final FlowVocabulary KNOWN = FlowVocabulary.of(TopicCatalogue.load());
    private static final String NAMES = "names: { en: Name, km: ឈ្មោះ, th: ชื่อ }";
    private static final String WHOLE = """
            version: 1
            NAMES
            authority: PROPOSED
            translations-authority: PROPOSED
            phases:
              - { id: ONLY, NAMES }
            states:
              - { id: IDENTIFIED, phase: ONLY, NAMES, authority: PROPOSED }
              - { id: CLOSED, phase: ONLY, end: true, NAMES, authority: PROPOSED }
            guards:
              - { id: GRD1, NAMES, authority: PROPOSED }
            evidence:
              - { id: CONSENTS, NAMES }
            switches:
              - { id: FUND, NAMES, profile: regions.fund }
            transitions:
              - { id: OPEN, NAMES, from: [START], to: [IDENTIFIED], event: OPENED, side: HOST, roles: [INTAKE_OFFICER], authority: PROPOSED }
              - { id: END, NAMES, from: [IDENTIFIED], to: [CLOSED], event: ENDED, side: EITHER, roles: [SUPERVISOR], guards: [GRD1],
                  evidence: [CONSENTS], starts: [T_ACK], stops: [T_CM], when: [FUND], authority: PROPOSED }
            regions:
              - { id: VISITS, NAMES, side: ORIGIN, when: [FUND], authority: PROPOSED, states: [ { id: DUE, NAMES }, { id: DONE, NAMES } ],
                  moves: [ { from: DUE, to: [DONE] } ] }
            """;

    private static FlowVersion flow(String yaml) {
        return FlowFiles.of(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml.replace("NAMES", NAMES)), "flow-1.yaml");
    }

    private static List<String> faults(String yaml) {
        return FlowCheck.faults(flow(yaml), KNOWN);
    }

    @Test
    void a_whole_flow_has_no_fault() {
        assertThat(faults(WHOLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "to: [IDENTIFIED], event | to: [CONSENTED], event | flow 1, transition OPEN: names the unknown state CONSENTED",
        "from: [IDENTIFIED] | from: [RECEIVED] | flow 1, transition END: names the unknown state RECEIVED",
        "roles: [SUPERVISOR] | roles: [JUDGE] | flow 1, transition END: names the unknown role JUDGE",
        "guards: [GRD1] | guards: [GRD2] | flow 1, transition END: names the unknown guard GRD2",
        "evidence: [CONSENTS] | evidence: [PHOTO] | flow 1, transition END: names the unknown evidence PHOTO",
        "starts: [T_ACK] | starts: [TEA_TIME] | flow 1, transition END: names the unknown timer TEA_TIME",
        "stops: [T_CM] | stops: [TEA_TIME] | flow 1, transition END: names the unknown timer TEA_TIME",
        "event: ENDED | event: CaseForgotten | flow 1, transition END: names the unknown event CaseForgotten",
        "side: EITHER | side: NEITHER | flow 1, transition END: names the unknown side NEITHER",
        "stops: [T_CM], when: [FUND] | stops: [T_CM], when: [MOON] | flow 1, transition END: names the unknown switch MOON",
        "id: CLOSED, phase: ONLY | id: CLOSED, phase: OTHER | flow 1, state CLOSED: names the unknown phase OTHER",
        "profile: regions.fund | profile: regions.moon | flow 1, switch FUND: names the unknown key of the profile regions.moon",
        "side: ORIGIN, when: [FUND] | side: ORIGIN, when: [MOON] | flow 1, region VISITS: names the unknown switch MOON",
        "to: [DONE] | to: [MISSED] | flow 1, region VISITS: names the unknown state MISSED",
        "roles: [SUPERVISOR] | roles: [] | flow 1, transition END: does not say from where it leads and who acts",
        "'profile: regions.fund }' | 'profile: regions.fund }\n  - { id: FUND, NAMES, profile: regions.fund }' | flow 1, switch FUND: stands twice",
        "id: END, NAMES | id: OPEN, NAMES | flow 1, transition OPEN: stands twice",
        "'{ id: DONE, NAMES }' | '{ id: DONE, NAMES }, { id: DONE, NAMES }' | flow 1, region VISITS: has a state that stands twice",
        "id: GRD1, NAMES, authority: PROPOSED | id: GRD1, NAMES | flow 1, guard GRD1: does not say who stands behind it",
        "'id: GRD1, NAMES' | 'id: GRD1, names: { en: Name, th: ชื่อ }' | flow 1, guard GRD1: has no label in km",
        "'id: DUE, NAMES' | 'id: DUE, names: { en: Name, km: ឈ្មោះ }' | flow 1, region VISITS, state DUE: has no label in th",
        "version: 1 | version: 0 | flow 0, head: has no version"})
    void what_is_wrong_is_named_with_its_place(String right, String wrong, String fault) {
        assertThat(WHOLE).as("the sample has what is made wrong").contains(right);
        assertThat(faults(WHOLE.replace(right, wrong))).contains(fault);
    }

    @Test
    void a_state_that_nobody_reaches_is_refused() {
        assertThat(faults(WHOLE.replace("guards:\n", "  - { id: ON_HOLD, phase: ONLY, end: true, NAMES, authority: PROPOSED }\nguards:\n")))
                .containsExactly("flow 1, state ON_HOLD: is never reached");
    }

    @Test
    void a_state_that_leads_to_no_end_is_refused() {
        String trap = WHOLE.replace("guards:\n", "  - { id: ON_HOLD, phase: ONLY, NAMES, authority: PROPOSED }\nguards:\n")
                .replace("to: [IDENTIFIED], event", "to: [IDENTIFIED, ON_HOLD], event");
        assertThat(faults(trap)).containsExactly("flow 1, state ON_HOLD: has no way to an end");
    }

    @Test
    void a_state_that_no_case_file_has_is_refused() {
        assertThat(faults(WHOLE.replace("IDENTIFIED", "ASLEEP"))).containsExactly("flow 1, state ASLEEP: is none of a case file");
    }

    @Test
    void a_key_that_no_entry_has_is_refused_with_its_file() {
        assertThatThrownBy(() -> flow(WHOLE.replace("end: true", "ends: true"))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("flow-1.yaml").hasMessageContaining("ends");
    }

    @Test
    void the_service_does_not_start_with_a_flow_that_is_not_whole_and_hears_every_fault() {
        assertThatThrownBy(() -> new Flows(List.of(flow(WHOLE.replace("roles: [SUPERVISOR], guards: [GRD1]", "roles: [JUDGE], guards: [GRD9]"))),
                KNOWN)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("role JUDGE").hasMessageContaining("guard GRD9");
        assertThatThrownBy(() -> new Flows(List.of(flow(WHOLE), flow(WHOLE)), KNOWN)).hasMessageContaining("stands in two files");
        assertThatThrownBy(() -> new Flows(List.of(), KNOWN)).hasMessageContaining("flow 1 is missing");
        assertThatThrownBy(() -> new Flows(List.of(flow(WHOLE), flow(WHOLE.replace("version: 1", "version: 2"))), KNOWN))
                .hasMessageContaining("flow 2: the first version has no first day");
    }

    @Test
    void the_flow_that_is_shipped_is_whole_and_has_every_state_of_a_case_file() {
        List<FlowVersion> shipped = FlowFiles.at("classpath*:country/flows/flow-*.yaml");
        assertThat(new Flows(shipped, KNOWN).all()).extracting(FlowVersion::version).startsWith(1);
        assertThat(shipped).allSatisfy(flow -> assertThat(flow.states()).extracting(FlowVersion.FlowState::id)
                .containsExactlyInAnyOrderElementsOf(List.of(Stage.values()).stream().map(Stage::name).toList()));
    }

    /** Names may say besides where a line may end. */
    @Test
    void its_names_are_those_of_the_code_lists() {
        Labels labels = new Labels();
        Map<String, String> lists = Map.of("SHELTER", "ShelterState", "WITNESS", "WitnessState", "SOCIAL_PROTECTION", "SupportState",
                "FUND", "SupportState", "CONSENT", "ConsentDecision", "VISITS", "VisitState");
        List<String> other = new ArrayList<>();
        for (FlowVersion flow : FlowFiles.at("classpath*:country/flows/flow-*.yaml")) {
            for (Locale language : Languages.ALL) {
                flow.states().forEach(state -> differs(labels, "CaseState", state.id(), state.names(), language, other));
                flow.regions().forEach(region -> region.states().forEach(state ->
                        differs(labels, lists.getOrDefault(region.id(), ""), state.id(), state.names(), language, other)));
            }
        }
        assertThat(other).isEmpty();
    }

    private static void differs(Labels labels, String list, String code, Map<String, String> names, Locale language, List<String> other) {
        String name = names.getOrDefault(language.getLanguage(), "").replace("\u200B", "");
        if (!labels.of(list, code, language).equals(name)) {
            other.add(list + " " + code + " " + name);
        }
    }
}
