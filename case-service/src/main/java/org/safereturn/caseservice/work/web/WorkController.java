package org.safereturn.caseservice.work.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Whose;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.work.application.ReadWork;
import org.safereturn.caseservice.work.application.WorkLists;
import org.safereturn.caseservice.work.application.WorkLists.Open;
import org.safereturn.caseservice.work.model.WorkItem.Waiting;
import org.safereturn.caseservice.work.model.WorkList;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What waits for the caller, over HTTP. */
@RestController
class WorkController {

    private final ReadWork read;
    private final CountryProfile profile;
    private final Deadlines deadlines;
    private final Clock clock;

    WorkController(ReadWork read, CountryProfile profile, Deadlines deadlines, Clock clock) {
        this.read = read;
        this.profile = profile;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** How much waits on a list. */
    record OnList(WorkList list, long total) {
    }

    /**
     * A case that waits.
     *
     * @param units whose officers may do it
     * @param contactPoints whether every contact point may, too
     * @param receivingPoints crossing points whose receiving units may, too
     * @param overdue whether its day has passed; nothing follows from it but that it is shown and counted
     * @param timer whose deadline the day is; absent where somebody named the day
     * @param holidaysUnknown years whose holidays were not known when the day was counted in working days
     */
    record WaitingCase(String caseRef, WorkList list, List<String> units, boolean contactPoints, List<String> receivingPoints,
            @Nullable String crossingPoint, Instant since, @Nullable LocalDate dueOn, boolean overdue, @Nullable Timer timer,
            List<Integer> holidaysUnknown) {

        static WaitingCase of(Open open, LocalDate today) {
            Waiting waiting = open.waiting();
            LocalDate due = waiting.dueOn();
            return new WaitingCase(open.caseRef(), open.list(), waiting.scope().units(), waiting.scope().isOffered(),
                    waiting.scope().offeredAt(), waiting.crossingPoint(), waiting.since(), due,
                    due != null && due.isBefore(today), waiting.timer(), waiting.holidaysUnknown());
        }
    }

    /**
     * What waits.
     *
     * @param counts for every list of the caller, in a fixed order
     * @param items what has waited longest first
     * @param next what to send as {@code after} for the next page; absent on the last one
     */
    record OpenCases(List<OnList> counts, List<WaitingCase> items, @Nullable String next) {
    }

    /** Which of what is due on a day. */
    enum When {
        /** Its day has passed. */
        OVERDUE,
        /** Its day is today. */
        TODAY,
        /** Its day comes within the days that the country names. */
        APPROACHING;

        WorkLists.Days days(LocalDate today, LocalDate approachingUntil) {
            return switch (this) {
                case OVERDUE -> new WorkLists.Days(LocalDate.EPOCH, today.minusDays(1));
                case TODAY -> new WorkLists.Days(today, today);
                case APPROACHING -> new WorkLists.Days(today.plusDays(1), approachingUntil);
            };
        }
    }

    /**
     * How many arrive at a crossing point.
     *
     * @param crossingPoint absent where none is agreed
     */
    record ArrivalsAt(@Nullable String crossingPoint, long total, long today, long tomorrow) {

        static ArrivalsAt of(List<ExpectedArrival> there, LocalDate today) {
            long now = there.stream().filter(each -> each.dueOn().equals(today)).count();
            return new ArrivalsAt(there.getFirst().crossingPoint(), there.size(), now, there.size() - now);
        }
    }

    /**
     * A person who arrives today or tomorrow.
     *
     * @param units to which the case belongs
     */
    record ExpectedArrival(String caseRef, @Nullable String crossingPoint, LocalDate dueOn, List<String> units) {
    }

    /**
     * Who arrives today and tomorrow.
     *
     * @param counts for every crossing point at which somebody does
     * @param arrivals by crossing point and day
     */
    record ExpectedArrivals(List<ArrivalsAt> counts, List<ExpectedArrival> arrivals) {

        private static final Comparator<ExpectedArrival> BY_PLACE = Comparator.comparing(ExpectedArrival::crossingPoint,
                Comparator.nullsLast(Comparator.naturalOrder()));

        static ExpectedArrivals of(List<Open> found, LocalDate today) {
            List<ExpectedArrival> all = found.stream().map(open -> new ExpectedArrival(open.caseRef(),
                            open.waiting().crossingPoint(), Objects.requireNonNullElse(open.waiting().dueOn(), today),
                            open.waiting().scope().units()))
                    .sorted(BY_PLACE.thenComparing(ExpectedArrival::dueOn)).toList();
            Map<Optional<String>, List<ExpectedArrival>> byPlace = all.stream().collect(Collectors.groupingBy(
                    each -> Optional.ofNullable(each.crossingPoint()), LinkedHashMap::new, Collectors.toList()));
            return new ExpectedArrivals(byPlace.values().stream().map(there -> ArrivalsAt.of(there, today)).toList(), all);
        }
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER, Role.RECEPTION_OFFICER,
        Role.DATA_PROTECTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, personal = false)
    @GetMapping("/work")
    @Operation(summary = "What waits for the caller, longest first, and how much waits on each list; nothing about the persons")
    Mono<OpenCases> list(Caller caller,
            @Parameter(description = "Only what waits on this list; every list is counted nevertheless.") @RequestParam(required = false) @Nullable WorkList list,
            @Parameter(description = "Whose work: that of the caller's unit and role, that of the unit whichever role does it, or that of the ministry for whoever oversees it.") @RequestParam(defaultValue = "MINE") Whose of,
            Paging paging) {
        LocalDate today = today();
        return read.of(of, caller, list, after(paging), paging.size()).map(page -> answer(page, paging, today));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER, Role.RECEPTION_OFFICER,
        Role.DATA_PROTECTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, personal = false)
    @GetMapping("/due-work")
    @Operation(summary = "What waits for the caller and is overdue, due today or due soon, the first day first, and how much of that there is on each list; nothing about the persons")
    Mono<OpenCases> due(Caller caller,
            @Parameter(description = "Whether the day has passed, is today, or comes soon; how soon is in the country profile.") @RequestParam(defaultValue = "OVERDUE") When when,
            @Parameter(description = "Only what waits on this list; every list is counted nevertheless.") @RequestParam(required = false) @Nullable WorkList list,
            @Parameter(description = "Whose work: that of the caller's unit and role, that of the unit whichever role does it, or that of the ministry for whoever oversees it.") @RequestParam(defaultValue = "MINE") Whose of,
            Paging paging) {
        LocalDate today = today();
        return read.due(of, caller, list, after(paging), paging.size(), when.days(today, deadlines.approachingUntil(today)))
                .map(page -> answer(page, paging, today));
    }

    private LocalDate today() {
        return profile.moment(clock.instant()).today();
    }

    private static Optional<WorkLists.Position> after(Paging paging) {
        return paging.after().map(position -> new WorkLists.Position(position.changedAt(), position.id()));
    }

    private static OpenCases answer(WorkLists.Page page, Paging paging, LocalDate today) {
        Listing<WaitingCase> listing = Listing.of(new Aggregates.Page<>(
                page.items().stream().map(open -> new Aggregate<>(open.position().id(), 0, open)).toList(),
                page.next().map(position -> new Aggregates.Position(position.since(), position.id())),
                Optional.empty()), paging, (Aggregate<Open> open) -> WaitingCase.of(open.state(), today));
        return new OpenCases(counts(page.counts()), listing.items(), listing.next());
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, personal = false)
    @GetMapping("/arrivals")
    @Operation(summary = "Arrivals that are agreed for today and tomorrow, and how many at each crossing point; nothing about the persons")
    Mono<ExpectedArrivals> arrivals(Caller caller,
            @Parameter(description = "Whose arrivals: those of the cases that the caller sees, or those of the ministry for whoever oversees it.") @RequestParam(defaultValue = "MINE") Whose of) {
        LocalDate today = today();
        return read.arrivals(of, caller, today, today.plusDays(1)).map(found -> ExpectedArrivals.of(found, today));
    }

    private static List<OnList> counts(Map<WorkList, Long> counts) {
        return Stream.of(WorkList.values()).filter(counts::containsKey)
                .map(list -> new OnList(list, counts.getOrDefault(list, 0L))).toList();
    }
}
