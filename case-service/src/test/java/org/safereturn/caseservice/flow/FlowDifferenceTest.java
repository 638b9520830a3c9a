package org.safereturn.caseservice.flow;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.caseservice.flow.FlowDifference.FlowChange;
import org.safereturn.caseservice.flow.FlowDifference.Kind;
import org.safereturn.caseservice.flow.FlowDifference.Part;
import org.safereturn.caseservice.flow.FlowVersion.FlowGuard;
import org.safereturn.caseservice.flow.FlowVersion.FlowRegion;
import org.safereturn.caseservice.flow.FlowVersion.FlowRegionState;
import org.safereturn.caseservice.flow.FlowVersion.FlowTransition;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.form.Authority;

import static org.assertj.core.api.Assertions.assertThat;

class FlowDifferenceTest {

    private static final FlowVersion FIRST = FlowFiles.at("classpath*:country/flows/flow-1.yaml").getFirst();

    private static FlowVersion second(List<FlowGuard> guards, List<FlowTransition> transitions) {
        return new FlowVersion(2, FIRST.names(), FIRST.authority(), FIRST.translationsAuthority(), FIRST.minutes(), LocalDate.of(2027, 1, 1),
                FIRST.phases(), FIRST.states(), guards, FIRST.evidence(), FIRST.switches(), transitions, FIRST.regions());
    }

    @Test
    void a_version_does_not_differ_from_itself() {
        assertThat(FlowDifference.between(FIRST, FIRST)).isEmpty();
        assertThat(FlowDifference.between(FIRST, second(FIRST.guards(), FIRST.transitions()))).isEmpty();
    }

    @Test
    void what_was_added_removed_and_changed_is_told_step_by_step() {
        FlowGuard added = new FlowGuard("NEW_GUARD", Map.of("en", "New"), Authority.OFFICIAL, List.of());
        List<FlowGuard> guards = FIRST.guards().stream().map(guard -> guard.id().equals("GRD1") ? added : guard).toList();
        List<FlowTransition> steps = FIRST.transitions().stream().map(step -> !step.id().equals("CLOSE") ? step
                : new FlowTransition(step.id(), step.names(), List.of("MONITORING"), step.to(), step.event(), step.side(), step.roles(),
                        step.second(), true, step.guards(), step.evidence(), step.starts(), step.stops(), step.when(), step.authority(),
                        step.minutes())).toList();
        assertThat(FlowDifference.between(FIRST, second(guards, steps))).containsExactly(
                new FlowDifference(Part.TRANSITION, "CLOSE", Kind.CHANGED, names("CLOSE"), List.of(
                        new FlowChange("from", List.of("CASE_MANAGER_ASSIGNED", "RECOVERY", "REINTEGRATION"), List.of()),
                        new FlowChange("exception", List.of("false"), List.of("true")))),
                new FlowDifference(Part.GUARD, "GRD1", Kind.REMOVED, guardNames("GRD1"), List.of()),
                new FlowDifference(Part.GUARD, "NEW_GUARD", Kind.ADDED, Map.of("en", "New"), List.of()));
    }

    @Test
    void another_order_and_another_name_of_a_state_beside_the_way_are_told() {
        FlowRegion shelter = FIRST.regions().getFirst();
        List<FlowRegionState> turned = shelter.states().reversed();
        FlowRegionState first = shelter.states().getFirst();
        List<FlowRegionState> renamed = Stream.concat(Stream.of(new FlowRegionState(first.id(), Map.of("en", "Other", "km",
                first.names().getOrDefault("km", ""), "th", first.names().getOrDefault("th", "")))), shelter.states().stream().skip(1)).toList();
        assertThat(FlowDifference.between(FIRST, beside(shelter, turned)).getFirst().changes()).contains(new FlowChange("states",
                shelter.states().stream().map(FlowRegionState::id).toList(), turned.stream().map(FlowRegionState::id).toList()));
        assertThat(FlowDifference.between(FIRST, beside(shelter, renamed))).containsExactly(new FlowDifference(Part.REGION, shelter.id(),
                Kind.CHANGED, shelter.names(), List.of(new FlowChange("states.en", List.of(first.names().getOrDefault("en", "")),
                List.of("Other")))));
    }

    private static FlowVersion beside(FlowRegion region, List<FlowRegionState> states) {
        List<FlowRegion> regions = FIRST.regions().stream().map(each -> !each.id().equals(region.id()) ? each : new FlowRegion(each.id(),
                each.names(), each.side(), each.when(), states, each.moves(), each.authority(), each.minutes())).toList();
        return new FlowVersion(2, FIRST.names(), FIRST.authority(), FIRST.translationsAuthority(), FIRST.minutes(), LocalDate.of(2027, 1, 1),
                FIRST.phases(), FIRST.states(), FIRST.guards(), FIRST.evidence(), FIRST.switches(), FIRST.transitions(), regions);
    }

    @Test
    void a_case_begins_on_the_newest_version_whose_first_day_has_come() {
        Flows flows = new Flows(List.of(second(FIRST.guards(), FIRST.transitions()), FIRST), FlowVocabulary.of(TopicCatalogue.load()));
        assertThat(flows.inForce(LocalDate.of(2026, 12, 31))).isEqualTo(1);
        assertThat(flows.inForce(LocalDate.of(2027, 1, 1))).isEqualTo(2);
        assertThat(flows.all()).extracting(FlowVersion::version).containsExactly(1, 2);
        assertThat(flows.before(flows.find(2).orElseThrow())).isEqualTo(FIRST);
        assertThat(flows.before(FIRST)).isEqualTo(FIRST);
    }

    private static Map<String, String> names(String id) {
        return FIRST.transitions().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow().names();
    }

    private static Map<String, String> guardNames(String id) {
        return FIRST.guards().stream().filter(guard -> guard.id().equals(id)).findFirst().orElseThrow().names();
    }
}
