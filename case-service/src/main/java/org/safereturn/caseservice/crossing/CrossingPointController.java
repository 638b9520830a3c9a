package org.safereturn.caseservice.crossing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.crossing.CrossingPoint.Proposal;
import org.safereturn.caseservice.crossing.CrossingPoint.Said;
import org.safereturn.caseservice.crossing.CrossingPoint.Statement;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The crossing points of the profile and whether persons can pass them. There is no place for a person in it. */
@RestController
@RequestMapping("/crossing-points")
class CrossingPointController {

    private static final String CODE = "[A-Z0-9-]{2,40}";
    private static final String POINT = "Code of a crossing point of the country profile.";

    private final Aggregates<CrossingPoint, Said> points;
    private final CountryProfile profile;
    private final Clock clock;

    CrossingPointController(Aggregates<CrossingPoint, Said> points, CountryProfile profile, Clock clock) {
        this.points = points;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * Another status, for this country's side.
     *
     * @param validFrom first day; it may lie in the past
     * @param validUntil last day, not before today; left out where nobody knows
     * @param alternativeCrossingPoint that can be used instead, of the profile and not closed itself
     * @param authority who stands behind it
     */
    record ChangeRequest(@KnownCode CrossingStatus status, LocalDate validFrom, @Nullable LocalDate validUntil,
            @Nullable @Pattern(regexp = CODE) String alternativeCrossingPoint, @KnownCode StatementAuthority authority) {

        Proposal by(Officer officer, Instant now) {
            return new Proposal(status, validFrom, validUntil, alternativeCrossingPoint, authority, officer, now);
        }
    }

    /**
     * Every crossing point of the profile, in its order.
     *
     * @param total how many are shown
     */
    record Register(List<PointView> points, long total) {
    }

    /**
     * A crossing point.
     *
     * @param status today; of both countries that which stops persons most
     * @param current what decides about today; absent where nobody has said anything
     * @param upcoming what will decide about a later day
     * @param earlier what else was said, newest first; in the answer to a single one only
     * @param change that waits for a second administrator; for administrators only
     */
    record PointView(String crossingPoint, CrossingStatus status, @Nullable Statement current, List<Statement> upcoming,
            List<Statement> earlier, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Proposal change)
            implements ShowsCases {

        static PointView of(CrossingPoint point, LocalDate today, boolean whole, Caller caller) {
            Optional<Statement> current = point.countingOn(today);
            List<Statement> upcoming = point.upcoming(today);
            List<Statement> earlier = !whole ? List.of() : point.statements().stream()
                    .filter(each -> !upcoming.contains(each) && current.filter(each::equals).isEmpty())
                    .sorted(Comparator.comparing(Statement::confirmedAt).reversed()).toList();
            return new PointView(point.code(), point.statusOn(today), current.orElse(null), upcoming, earlier,
                    caller.is(Role.ADMINISTRATOR) ? point.proposal() : null);
        }

        /** Whether somebody who plans a journey, or has to confirm a change, must look at it. */
        boolean isRestricted() {
            return status != CrossingStatus.OPEN || change != null
                    || upcoming.stream().anyMatch(each -> each.status() != CrossingStatus.OPEN);
        }

        @Override
        public Collection<String> shownCases() {
            return List.of();
        }
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.ADMINISTRATOR,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, personal = false)
    @GetMapping
    @Operation(summary = "Every crossing point of the country profile with its status today and what comes")
    Mono<Register> list(Caller caller,
            @Parameter(description = "Only those that are not open today or on a later day, and for administrators those with a change that waits.") @RequestParam(defaultValue = "false") boolean restricted) {
        LocalDate today = now().today();
        return points.find(profile.crossings()).map(found -> {
            List<PointView> views = profile.crossings().stream()
                    .map(code -> Optional.ofNullable(found.get(code)).map(Aggregate::state).orElseGet(() -> CrossingPoint.of(code)))
                    .map(point -> PointView.of(point, today, false, caller))
                    .filter(view -> !restricted || view.isRestricted()).toList();
            return new Register(views, views.size());
        });
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.ADMINISTRATOR,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, personal = false)
    @GetMapping("/{crossingPoint}")
    @Operation(summary = "One crossing point with all that was said of it",
            description = "Where nobody has said anything of it yet, it has no ETag.")
    Mono<ResponseEntity<PointView>> read(@Parameter(description = POINT) @PathVariable String crossingPoint, Caller caller) {
        needKnown(crossingPoint);
        return points.find(crossingPoint).defaultIfEmpty(new Aggregate<>(crossingPoint, 0, CrossingPoint.of(crossingPoint)))
                .map(found -> Replies.found(found, point -> shown(point, caller)));
    }

    @Access(roles = Role.ADMINISTRATOR, purpose = PurposeOfUse.RETURN)
    @PostMapping("/{crossingPoint}/change")
    @Operation(summary = "Proposes another status for this country's side; another administrator confirms it")
    Mono<ResponseEntity<PointView>> propose(@Parameter(description = POINT) @PathVariable String crossingPoint,
            @Valid @RequestBody ChangeRequest request, Caller caller) {
        needKnown(crossingPoint);
        String other = request.alternativeCrossingPoint();
        if (other != null && !profile.knowsCrossingPoint(other)) {
            throw new ProblemException(Rejection.invalid("unknown-checkpoint", "field", "alternativeCrossingPoint"));
        }
        Moment now = now();
        return state(other).flatMap(alternative -> change(crossingPoint, caller,
                point -> point.propose(request.by(caller.officer(), now.at()), now, alternative)));
    }

    @Access(roles = Role.ADMINISTRATOR, purpose = PurposeOfUse.RETURN)
    @PostMapping("/{crossingPoint}/change/confirmation")
    @Operation(summary = "Confirms the change as the second administrator; the other ministries are told")
    Mono<ResponseEntity<PointView>> confirm(@Parameter(description = POINT) @PathVariable String crossingPoint, Caller caller) {
        needKnown(crossingPoint);
        Moment now = now();
        return state(crossingPoint).flatMap(before -> state(before.map(CrossingPoint::proposal)
                        .map(Proposal::alternativeCrossingPoint).orElse(null)))
                .flatMap(alternative -> change(crossingPoint, caller,
                        point -> point.confirm(caller.officer(), profile.country(), now, alternative)));
    }

    @Access(roles = Role.ADMINISTRATOR, purpose = PurposeOfUse.RETURN)
    @PostMapping("/{crossingPoint}/change/revocation")
    @Operation(summary = "Turns the change down, or takes it back; nothing changes")
    Mono<ResponseEntity<PointView>> turnDown(@Parameter(description = POINT) @PathVariable String crossingPoint, Caller caller) {
        needKnown(crossingPoint);
        return change(crossingPoint, caller, CrossingPoint::turnDown);
    }

    private Mono<ResponseEntity<PointView>> change(String code, Caller caller,
            Function<CrossingPoint, Decision<CrossingPoint, Said>> act) {
        return points.change(code, caller.cause(), known -> act.apply(known.orElseGet(() -> CrossingPoint.of(code))))
                .map(outcome -> Replies.of(outcome, point -> shown(point, caller)));
    }

    private void needKnown(String code) {
        if (!profile.knowsCrossingPoint(code)) {
            throw new ProblemException(Rejection.unknown("unknown-crossing-point"));
        }
    }

    private Mono<Optional<CrossingPoint>> state(@Nullable String code) {
        return Mono.justOrEmpty(code).flatMap(points::find).map(found -> Optional.of(found.state()))
                .defaultIfEmpty(Optional.empty());
    }

    private PointView shown(Aggregate<CrossingPoint> point, Caller caller) {
        return PointView.of(point.state(), now().today(), true, caller);
    }

    private Moment now() {
        return profile.moment(clock.instant());
    }
}
