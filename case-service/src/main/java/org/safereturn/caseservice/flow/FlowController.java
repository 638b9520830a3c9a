package org.safereturn.caseservice.flow;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.form.Authority;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells every signed-in caller the way of a case, and how its versions differ. There is no place for a case in it. */
@RestController
@RequestMapping("/flows")
@Tag(name = "flows", description = "The way of a case, version by version")
class FlowController {

    private static final String VERSION = "Number of a version of the flow.";

    private final Flows flows;
    private final CountryProfile profile;
    private final Clock clock;

    FlowController(Flows flows, CountryProfile profile, Clock clock) {
        this.flows = flows;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * Every version.
     *
     * @param inForce on which cases begin today
     */
    record FlowList(int inForce, List<FlowSummary> flows) {
    }

    /**
     * A version in short.
     *
     * @param names its title by language
     * @param authority who stands behind it
     * @param validFrom first day on which cases begin on it; absent for the first version
     */
    record FlowSummary(int version, Map<String, String> names, Authority authority,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate validFrom) {
    }

    /**
     * A version as a whole.
     *
     * @param inForce whether cases begin on it today
     * @param directions what the profile of this country decides for each direction of return
     */
    record FlowView(boolean inForce, FlowVersion flow, List<FlowDirection> directions) {
    }

    /**
     * A direction of return.
     *
     * @param direction {@code <HOST>_TO_<ORIGIN>}
     */
    record FlowDirection(String direction, List<FlowSwitched> switches) {
    }

    /**
     * What is decided for a direction.
     *
     * @param id of the switch
     * @param authority who stands behind it
     */
    record FlowSwitched(String id, SwitchValue value, Authority authority) {
    }

    /**
     * How two versions differ.
     *
     * @param from the version that is compared with
     * @param to the version that was asked for
     */
    record FlowDifferences(int from, int to, List<FlowDifference> differences) {
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER, Role.RECEPTION_OFFICER,
        Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM, Role.DATA_PROTECTION_OFFICER, Role.OBSERVER},
            purpose = PurposeOfUse.OPERATION, personal = false)
    @GetMapping
    @Operation(summary = "Every version of the flow, and on which one cases begin today")
    Mono<FlowList> list() {
        return Mono.fromSupplier(() -> new FlowList(inForce(), flows.all().stream().map(each -> new FlowSummary(each.version(), each.names(),
                each.authority(), each.validFrom())).toList()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER, Role.RECEPTION_OFFICER,
        Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM, Role.DATA_PROTECTION_OFFICER, Role.OBSERVER},
            purpose = PurposeOfUse.OPERATION, personal = false)
    @GetMapping("/{version}")
    @Operation(summary = "One version of the flow: states, steps, conditions, and what the profile decides by direction")
    Mono<FlowView> read(@Parameter(description = VERSION) @PathVariable int version) {
        return Mono.fromSupplier(() -> {
            FlowVersion flow = known(version);
            return new FlowView(version == inForce(), flow, directions(flow));
        });
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER, Role.RECEPTION_OFFICER,
        Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM, Role.DATA_PROTECTION_OFFICER, Role.OBSERVER},
            purpose = PurposeOfUse.OPERATION, personal = false)
    @GetMapping("/{version}/differences")
    @Operation(summary = "What a version of the flow added, removed and changed")
    Mono<FlowDifferences> differences(@Parameter(description = VERSION) @PathVariable int version,
            @Parameter(description = "Number of the version to compare with; the one before where it is left out.")
            @RequestParam(required = false) @Nullable Integer from) {
        return Mono.fromSupplier(() -> {
            FlowVersion after = known(version);
            FlowVersion before = from == null ? flows.before(after) : known(from);
            return new FlowDifferences(before.version(), version, FlowDifference.between(before, after));
        });
    }

    private FlowVersion known(int version) {
        return flows.find(version).orElseThrow(() -> new ProblemException(Rejection.unknown("unknown-flow")));
    }

    private int inForce() {
        return flows.inForce(profile.moment(clock.instant()).today());
    }

    /** In the order of their codes, so that every start shows the same. */
    private List<FlowDirection> directions(FlowVersion flow) {
        return profile.flows().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(direction -> new FlowDirection(direction.getKey(), flow.switches().stream()
                        .flatMap(each -> switched(each, direction.getValue())).toList())).toList();
    }

    private static Stream<FlowSwitched> switched(FlowVersion.FlowSwitch each, CountryProfile.Flow direction) {
        Optional<SwitchValue.Said> said = SwitchValue.of(direction, each.profile());
        return said.map(value -> new FlowSwitched(each.id(), value.value(), value.authority())).stream();
    }
}
