package org.safereturn.caseservice.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.Arrival;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.CaseFixtures;
import org.safereturn.caseservice.casefile.model.CaseMerge;
import org.safereturn.caseservice.casefile.model.EndingReason;
import org.safereturn.caseservice.casefile.model.Fact;
import org.safereturn.caseservice.casefile.model.FactKind;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.IdentificationOutcome;
import org.safereturn.caseservice.casefile.model.MergeReason;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.ReturnCourse;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.casefile.model.StatedAge;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.flow.FlowVersion.FlowTransition;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.PERSON;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ROUTING;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;

/**
 * The flow says what the case file does. The test walks along the steps of the newest version from the beginning of a file, on
 * either side, and tries in each state everything that can be done and heard: what has a step leads where the step says, and
 * what has none is refused or leaves the case where it is.
 */
class FlowWalkTest {

    private static final FlowVersion FLOW = FlowFiles.at("classpath*:country/flows/flow-*.yaml").stream()
            .max(Comparator.comparingInt(FlowVersion::version)).orElseThrow();
    private static final String SURVIVOR = "11111111-2222-4333-8444-555555555555";
    private static final Officer PEER = new Officer("kh-case-1", "CASE_MANAGER", "KH-UNIT-1", "KH");
    private static final int LONGEST_WAY = 30;

    /** The records of other services and the facts that the file keeps of them. */
    private static final Map<FactKind, String> RECORDS = new EnumMap<>(Map.ofEntries(
            Map.entry(FactKind.REFERRAL_SUBMITTED, "ReferralSubmitted"), Map.entry(FactKind.DELIVERED, "DeliveryReceipt"),
            Map.entry(FactKind.REFERRAL_RECEIVED, "ReferralReceived"),
            Map.entry(FactKind.RETURNED_FOR_COMPLETION, "ReferralReturnedForCompletion"),
            Map.entry(FactKind.REFERRAL_DECLINED, "ReferralDeclined"), Map.entry(FactKind.DECLINE_REVOKED, "ReferralDeclineRevoked"),
            Map.entry(FactKind.REFERRAL_ACCEPTED, "ReferralAccepted"), Map.entry(FactKind.TRACING_PROGRESSED, "TracingProgressReported"),
            Map.entry(FactKind.RESULT_ISSUED, "TracingResultIssued"), Map.entry(FactKind.RESULT_ACKNOWLEDGED, "TracingResultAcknowledged"),
            Map.entry(FactKind.RETURN_DECIDED, "ReturnDecisionRecorded"), Map.entry(FactKind.RETURN_PROPOSED, "RepatriationProposed"),
            Map.entry(FactKind.RETURN_RESCHEDULED, "RepatriationRescheduled"), Map.entry(FactKind.RETURN_RESUMED, "RepatriationResumed"),
            Map.entry(FactKind.RETURN_CONFIRMED, "RepatriationConfirmed"), Map.entry(FactKind.RETURN_SUSPENDED, "RepatriationSuspended"),
            Map.entry(FactKind.REFERRAL_WITHDRAWN, "ReferralWithdrawn"), Map.entry(FactKind.HANDED_OVER, "HandoverExecuted"),
            Map.entry(FactKind.ARRIVED, "ArrivalConfirmed")));

    /** A question about a result is the tracing service's; the case file does not hear of it. */
    private static final Set<String> NOT_HEARD = Set.of("TracingClarificationRequested");

    /** Where it matters how the return is arranged, and what is looked at meanwhile. */
    private static final Set<Stage> ARRANGED = EnumSet.range(Stage.RESULT_ISSUED, Stage.RETURN_SUSPENDED);
    private static final Set<FactKind> REVIEWS = EnumSet.of(FactKind.RESULT_ISSUED, FactKind.RESULT_ACKNOWLEDGED, FactKind.RETURN_DECIDED);
    private static final Set<FactKind> STEPS_OF_THE_RETURN = EnumSet.of(FactKind.RETURN_DECIDED, FactKind.RETURN_PROPOSED,
            FactKind.RETURN_RESCHEDULED, FactKind.RETURN_CONFIRMED, FactKind.RETURN_SUSPENDED, FactKind.RETURN_RESUMED);
    /** What the return service decides on only where the host has put a plan on the table. */
    private static final Set<String> ABOUT_A_PLAN = Set.of("RepatriationRescheduled", "RepatriationConfirmed", "RepatriationSuspended",
            "RepatriationResumed");
    private static final String POINT = "KH-POI-PET";

    /** Before the handover a file can be brought on by whatever is heard. */
    private static final Set<Stage> BEFORE_HANDOVER = EnumSet.range(Stage.IDENTIFIED, Stage.RETURN_SUSPENDED);

    /** How the file differs from the flow, and why. Nothing else may differ. */
    private enum Difference {
        /**
         * What the referral, the tracing or the return has decided is followed in whichever order it is heard, so that both
         * countries end with the same file. Their own rules, not the file's, refuse the step that the flow lacks.
         */
        FOLLOWED_BEFORE_THE_HANDOVER,
        /** What the other country's case service reports has been decided there, and is heard in the order of its decisions. */
        REPORTED_BY_THE_ORIGIN,
        /** A merge that the host has confirmed ends the file of the origin, also one that plans a return or has ended already. */
        MERGED_BY_THE_HOST,
        /**
         * The return service refuses another plan while a newer result waits. A file that hears of one reads the closed crossing
         * point of the old plan no longer, and shows the result.
         */
        PLANNED_DESPITE_A_NEWER_RESULT
    }

    /** Something that can be done or heard. */
    private record Try(String event, boolean decidedHere, BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> done) {
    }

    /** A file at a step of the walk. */
    private record At(CaseFile file, int steps) {
    }

    /** What tells two files at the same state apart, as far as it matters for what comes next. */
    private record Kind(Party side, Stage stage, Stage under, @Nullable EndingReason ending, String origin, boolean consents,
            boolean child, boolean closed, boolean again, String course) {

        static Kind of(CaseFile file) {
            PersonStatistics statistics = file.statistics();
            Reintegration after = file.reintegration();
            return new Kind(file.side(), file.stage(), under(file), file.ending() == null ? null : file.ending().reason(),
                    file.originCountry(), file.consents().isEmpty(), statistics != null && statistics.child(),
                    after != null && after.closure() != null, round(file) > 1, ARRANGED.contains(file.stage()) ? course(file) : "");
        }

        private static String course(CaseFile file) {
            ReturnCourse course = file.course();
            Integer basis = course.decisions().isEmpty() ? null : course.decisions().getLast().resultVersion();
            String halts = course.halts().stream().filter(ReturnCourse.Halted::stands).map(each -> each.by().name())
                    .collect(Collectors.joining(" "));
            String last = file.facts().stream().filter(fact -> REVIEWS.contains(fact.kind())).max(Comparator.comparing(Fact::last))
                    .map(fact -> fact.kind().name()).orElse("");
            return String.join(" ", halts, last, String.valueOf(course.hostPlan() == null), String.valueOf(course.agreed() == null),
                    String.valueOf(course.closures().isEmpty()), String.valueOf(course.resultVersion() > (basis == null ? 0 : basis)));
        }

        private static Stage under(CaseFile file) {
            return file.ending() == null ? file.stage()
                    : file.evolve(new CaseEvent.CaseBegunAgain(CaseFixtures.START, OFFICER, ReopeningReason.NEW_NEED)).stage();
        }
    }

    /** What the walk came upon: from a state, by an event, on a side, to which states. */
    private final Map<List<Object>, Set<Stage>> moves = new HashMap<>();
    private final Set<Stage> reached = EnumSet.noneOf(Stage.class);
    private final Set<List<String>> followed = new HashSet<>();
    private final Set<String> wrong = new TreeSet<>();

    private static Try does(String event, BiFunction<CaseFile, Moment, Decision<CaseFile, CaseEvent>> done) {
        return new Try(event, true, done);
    }

    private static Try hears(String event, BiFunction<CaseFile, Moment, CaseEvent> heard) {
        return new Try(event, false, (file, now) -> file.hear(heard.apply(file, now), now));
    }

    private static Stream<ReintegrationStatus> statuses() {
        return Stream.of(ReintegrationStatus.values()).filter(status -> status != ReintegrationStatus.UNKNOWN);
    }

    /** What officers of this service can do with a file. */
    private static Stream<Try> acts() {
        Stream<Try> identifications = Stream.of(IdentificationOutcome.VICTIM, IdentificationOutcome.UNDECIDED,
                        IdentificationOutcome.NOT_A_VICTIM)
                .flatMap(outcome -> Stream.of(WishToReturn.YES, WishToReturn.NO).map(wish -> does("IDENTIFIED", (file, now) ->
                        file.identify(new Identification("TH-MDT", TODAY, outcome), wish, null, ROUTING, OFFICER, now))));
        Stream<Try> amendments = Stream.of(AgeGroup.AGE_12_17, AgeGroup.AGE_18_59).map(group -> does("PERSON_AMENDED", (file, now) -> {
            StatedAge age = CaseFixtures.group(group);
            return file.amend(age, PersonStatistics.of(Sex.FEMALE, age, List.of()), PERSON, OFFICER, now);
        }));
        Stream<Try> endings = Stream.of(EndingReason.values()).filter(reason -> reason != EndingReason.UNKNOWN)
                .map(reason -> does("ENDED", (file, now) -> file.end(reason, TODAY, SUPERVISOR, now)));
        Stream<Try> reports = statuses().map(status -> does("ReintegrationStatusReported", (file, now) ->
                file.report(status, TODAY, null, OFFICER, now)));
        Stream<Try> reopenings = statuses().map(status -> does("CaseReopened", (file, now) ->
                file.reopen(ReopeningReason.NEW_NEED, status, OFFICER, now)));
        Stream<Try> closures = Stream.of(ClosureReason.SUPPORT_ENDED, ClosureReason.LEFT_AREA).map(reason -> does("CaseClosed", (file, now) ->
                file.close(new Closure.Said(reason, TODAY, null, true, OFFICER.reference(), SUPERVISOR.reference()), SUPERVISOR, now)));
        return Stream.of(identifications, amendments, endings, reports, reopenings, closures, Stream.of(
                does("CONSENTS_RECORDED", (file, now) -> file.renewConsents(consents(), Optional.empty(), null, OFFICER, now)),
                does("REOPENED", (file, now) -> file.reopen(ReopeningReason.NEW_NEED, null, OFFICER, now)),
                does("CaseMerged", FlowWalkTest::merge),
                does("CaseManagerAssigned", (file, now) -> file.assign(new Responsible("TH-WPC-NONTHABURI", "CASE_MANAGER", now.at()),
                        CaseFixtures.UNITS, OFFICER, now)),
                does("VISIT_RECORDED", (file, now) -> file.visit(CaseFixtures.visited(visits(file) + 1), null, OFFICER, now))))
                .flatMap(each -> each);
    }

    private static List<ConsentAnswer> consents() {
        return Arrays.stream(CaseFixtures.purposes()).map(CaseFixtures::given).toList();
    }

    private static int visits(CaseFile file) {
        Reintegration after = file.reintegration();
        return after == null ? 0 : after.visits().size();
    }

    private static Decision<CaseFile, CaseEvent> merge(CaseFile file, Moment now) {
        CaseMerge.Survivor survivor = new CaseMerge.Survivor(SURVIVOR, CaseFixtures.referredFile());
        return switch (file.proposeMerge(survivor, MergeReason.SAME_DOCUMENT, true, OFFICER, now)) {
            case Decision.Refused<CaseFile, CaseEvent> refused -> refused;
            case Decision.Accepted<CaseFile, CaseEvent> proposed -> proposed.state().confirmMerge(survivor, SUPERVISOR, now);
        };
    }

    /** What the file hears: of either side from the referral, the tracing and the return, and from the other case service. */
    private static Stream<Try> words(Party side) {
        Stream<Try> facts = Stream.concat(arrangements(), RECORDS.entrySet().stream()
                .filter(each -> !STEPS_OF_THE_RETURN.contains(each.getKey()))
                .map(each -> hears(each.getValue(), (file, now) -> fact(file, each.getKey(), now))));
        if (side == Party.ORIGIN) {
            return Stream.concat(facts, Stream.of(hears("CaseMerged", (_, now) ->
                    new CaseEvent.CaseMerged(now.at(), PEER, SURVIVOR, MergeReason.SAME_DOCUMENT))));
        }
        Responsible unit = new Responsible("KH-POI-PET-TC", "CASE_MANAGER", CaseFixtures.START);
        Stream<Try> reports = statuses().filter(status -> status != ReintegrationStatus.CLOSED
                        && status != ReintegrationStatus.CASE_MANAGER_ASSIGNED)
                .flatMap(status -> Stream.of(
                        hears("ReintegrationStatusReported", (_, now) ->
                                new CaseEvent.ReintegrationStatusReported(now.at(), PEER, status, null)),
                        hears("CaseReopened", (_, now) ->
                                new CaseEvent.CaseReopened(now.at(), PEER, ReopeningReason.NEW_NEED, TODAY, status))));
        return Stream.of(facts, reports, Stream.of(
                hears("CaseManagerAssigned", (file, now) -> new CaseEvent.CaseManagerAssigned(now.at(), PEER, unit, assigned(file))),
                hears("CaseClosed", (_, now) ->
                        new CaseEvent.CaseClosed(now.at(), PEER, ClosureReason.LEFT_AREA, TODAY, null, true)))).flatMap(each -> each);
    }

    /** What is told of the return: by the host, by the country of origin, and of a crossing point that is closed. */
    private static Stream<Try> arrangements() {
        return Stream.of(
                arranges(FactKind.RETURN_DECIDED, (course, version) -> new ReturnCourse.Decided(version, true, basis(course))),
                arranges(FactKind.RETURN_DECIDED, (course, version) -> new ReturnCourse.Decided(version, false, basis(course))),
                arranges(FactKind.RETURN_PROPOSED, (course, version) -> planned(Party.HOST, course, version)),
                arranges(FactKind.RETURN_RESCHEDULED, (course, version) -> planned(Party.HOST, course, version)),
                arranges(FactKind.RETURN_RESCHEDULED, (course, version) -> planned(Party.ORIGIN, course, version)),
                arranges(FactKind.RETURN_CONFIRMED, (course, _) -> new ReturnCourse.Agreed(plans(course), POINT)),
                arranges(FactKind.RETURN_SUSPENDED, (course, _) -> new ReturnCourse.Closed(Party.HOST, plans(course), POINT)),
                arranges(FactKind.RETURN_SUSPENDED, (_, version) -> new ReturnCourse.Halted(Party.HOST, version, true)),
                arranges(FactKind.RETURN_SUSPENDED, (_, version) -> new ReturnCourse.Halted(Party.ORIGIN, version, true)),
                arranges(FactKind.RETURN_RESUMED, (_, version) -> new ReturnCourse.Halted(Party.HOST, version, false)),
                arranges(FactKind.RETURN_RESUMED, (_, version) -> new ReturnCourse.Halted(Party.ORIGIN, version, false)));
    }

    private static Try arranges(FactKind kind, BiFunction<ReturnCourse, Long, ReturnCourse.Step> step) {
        return hears(RECORDS.getOrDefault(kind, ""), (file, now) -> new CaseEvent.Happened(now.at(), OFFICER, kind, CaseScope.NOBODY, 0,
                round(file), step.apply(file.course(), Duration.between(CaseFixtures.START, now.at()).toMinutes())));
    }

    private static ReturnCourse.Step planned(Party by, ReturnCourse course, long version) {
        return new ReturnCourse.Planned(by, version, plans(course) + 1, POINT);
    }

    /** The number of the last plan. */
    private static int plans(ReturnCourse course) {
        return Stream.of(Optional.ofNullable(course.hostPlan()), Optional.ofNullable(course.originPlan())).flatMap(Optional::stream)
                .mapToInt(ReturnCourse.Planned::number).max().orElse(0);
    }

    private static @Nullable Integer basis(ReturnCourse course) {
        return course.resultVersion() == 0 ? null : course.resultVersion();
    }

    /** Whoever takes over later tells the status that the case has. */
    private static ReintegrationStatus assigned(CaseFile file) {
        return file.feedback() == null ? ReintegrationStatus.CASE_MANAGER_ASSIGNED : file.feedback().status();
    }

    private static CaseEvent fact(CaseFile file, FactKind kind, Moment now) {
        if (kind == FactKind.REFERRAL_SUBMITTED) {
            return CaseFixtures.referral(file.side() == Party.HOST ? Consents.stated(file.consents())
                    : CaseFixtures.reported(ConsentDecision.GIVEN, CaseFixtures.purposes()), now.at(), round(file) + 1);
        }
        if (kind == FactKind.RESULT_ISSUED) {
            return new CaseEvent.ResultIssued(now.at(), OFFICER, file.course().resultVersion() + 1, List.of(), round(file));
        }
        return kind == FactKind.ARRIVED ? new CaseEvent.Arrived(new Arrival(1, now.at(), "TH-WPC-NONTHABURI", "KH-POI-PET",
                "RECEPTION_OFFICER", "WELL", List.of()), OFFICER)
                : CaseFixtures.fact(kind, now.at(), kind.isReturn() ? 0 : round(file));
    }

    /** The last round of the referral that was sent, 0 before the first. */
    private static int round(CaseFile file) {
        return file.facts().stream().filter(fact -> fact.kind() == FactKind.REFERRAL_SUBMITTED).mapToInt(Fact::round).max().orElse(0);
    }

    /** Everything with which a file of the host can begin. */
    private static List<CaseFile> openings() {
        return Stream.of(IdentificationOutcome.VICTIM, IdentificationOutcome.UNDECIDED, IdentificationOutcome.NOT_A_VICTIM)
                .flatMap(outcome -> Stream.of(WishToReturn.YES, WishToReturn.NO).flatMap(wish -> Stream.of("KH", "VN")
                        .flatMap(nationality -> Stream.of(consents(), List.<ConsentAnswer>of()).map(consents -> CaseFile.open(
                                CaseFixtures.opening(outcome, nationality, wish, consents), PERSON, ROUTING, OFFICER, CaseFixtures.NOW)))))
                .flatMap(decision -> state(decision).stream()).toList();
    }

    private static Optional<CaseFile> state(Decision<CaseFile, CaseEvent> decision) {
        return switch (decision) {
            case Decision.Refused<CaseFile, CaseEvent> _ -> Optional.empty();
            case Decision.Accepted<CaseFile, CaseEvent> accepted -> Optional.of(accepted.state());
        };
    }

    private static List<FlowTransition> steps(String from, String event) {
        return FLOW.transitions().stream().filter(step -> step.from().contains(from) && step.event().equals(event)).toList();
    }

    /** Where the flow leads from a state by an event; nowhere where it has no such step. */
    private static Set<Stage> told(Stage from, String event) {
        return stages(steps(from.name(), event).stream().flatMap(step -> step.after(from.name()).stream()));
    }

    private static Set<Stage> stages(Stream<String> names) {
        return names.map(Stage::valueOf).collect(Collectors.toCollection(() -> EnumSet.noneOf(Stage.class)));
    }

    /** Where an event leads at all, or leaves a case. */
    private static Set<Stage> own(String event) {
        return stages(FLOW.transitions().stream().filter(step -> step.event().equals(event)).flatMap(step -> step.from().stream()
                .filter(from -> !from.equals(FlowVersion.START) || !step.to().isEmpty()).flatMap(from -> step.after(from).stream())));
    }

    private static Optional<Difference> difference(CaseFile file, String event, boolean decidedHere, Stage to) {
        Stage from = file.stage();
        if (decidedHere) {
            return Optional.empty();
        }
        if (event.equals("RepatriationProposed") && from == Stage.RETURN_SUSPENDED
                && (to == Stage.RESULT_ISSUED || to == Stage.RESULT_REVIEWED)) {
            return Optional.of(Difference.PLANNED_DESPITE_A_NEWER_RESULT);
        }
        if (!own(event).contains(to)) {
            return Optional.empty();
        }
        if (RECORDS.containsValue(event) && BEFORE_HANDOVER.contains(from)) {
            return Optional.of(Difference.FOLLOWED_BEFORE_THE_HANDOVER);
        }
        if (event.equals("CaseMerged") && (BEFORE_HANDOVER.contains(from) || from == Stage.CLOSED)) {
            return Optional.of(Difference.MERGED_BY_THE_HOST);
        }
        return !RECORDS.containsValue(event) && file.side() == Party.HOST ? Optional.of(Difference.REPORTED_BY_THE_ORIGIN)
                : Optional.empty();
    }

    private void walk() {
        List<Try> acts = acts().toList();
        Map<Party, List<Try>> words = Map.of(Party.HOST, words(Party.HOST).toList(), Party.ORIGIN, words(Party.ORIGIN).toList());
        Set<Kind> known = new HashSet<>();
        Deque<At> ahead = new ArrayDeque<>();
        begin(ahead, known);
        while (!ahead.isEmpty()) {
            At at = ahead.removeFirst();
            reached.add(at.file().stage());
            Moment now = CaseFixtures.after(Duration.ofMinutes(at.steps() + 1L));
            Stream.concat(acts.stream(), words.getOrDefault(at.file().side(), List.of()).stream()).forEach(each ->
                    state(each.done().apply(at.file(), now)).ifPresent(next -> {
                        if (leads(at.file(), each, next.stage()) && at.steps() < LONGEST_WAY && known.add(Kind.of(next))) {
                            ahead.addLast(new At(next, at.steps() + 1));
                        }
                    }));
        }
    }

    private static void begin(Deque<At> ahead, Set<Kind> known) {
        CaseFile unheard = CaseFile.heardOf(Party.ORIGIN, new Journey("KH", "TH"));
        CaseFile referred = state(unheard.hear(fact(unheard, FactKind.REFERRAL_SUBMITTED, CaseFixtures.NOW), CaseFixtures.NOW)).orElseThrow();
        Stream.concat(openings().stream(), Stream.of(referred)).filter(file -> known.add(Kind.of(file)))
                .forEach(file -> ahead.addLast(new At(file, 0)));
    }

    /** Keeps what happened, and whether the flow has a step that leads there. */
    private boolean leads(CaseFile file, Try each, Stage to) {
        Stage from = file.stage();
        boolean told = told(from, each.event()).contains(to) && (file.course().hostPlan() != null || !ABOUT_A_PLAN.contains(each.event()));
        if (told) {
            moves.computeIfAbsent(List.of(from, each.event()), _ -> EnumSet.noneOf(Stage.class)).add(to);
            if (each.decidedHere() && steps(from.name(), each.event()).stream().noneMatch(step -> step.after(from.name()).contains(to.name())
                    && (from == to || List.of("EITHER", file.side().name()).contains(step.side())))) {
                wrong.add(from + " " + each.event() + " " + to + " is decided by the " + file.side());
            }
            return true;
        }
        if (from != to) {
            Optional<Difference> difference = difference(file, each.event(), each.decidedHere(), to);
            if (difference.isEmpty()) {
                wrong.add(from + " " + each.event() + " " + to + " is no step of the flow");
            }
            difference.ifPresent(known -> followed.add(List.of(known.name(), from.name(), each.event())));
        }
        return false;
    }

    @Test
    void what_can_be_done_or_heard_moves_a_case_only_as_the_flow_says() {
        walk();
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_step_of_the_flow_is_one_that_a_case_file_takes() {
        walk();
        List<String> untaken = new ArrayList<>();
        for (FlowTransition step : FLOW.transitions()) {
            for (String from : step.from()) {
                Set<Stage> taken = from.equals(FlowVersion.START) ? begun(step.event())
                        : moves.getOrDefault(List.of(Stage.valueOf(from), step.event()), Set.of());
                if (!NOT_HEARD.contains(step.event())) {
                    stages(step.after(from).stream()).stream().filter(to -> !taken.contains(to))
                            .forEach(to -> untaken.add(step.id() + " " + from + " " + to));
                }
            }
        }
        assertThat(untaken).isEmpty();
        assertThat(reached).isEqualTo(EnumSet.allOf(Stage.class));
    }

    private static Set<Stage> begun(String event) {
        return event.equals("OPENED") ? openings().stream().map(CaseFile::stage).collect(Collectors.toSet())
                : Set.of(CaseFile.heardOf(Party.ORIGIN, new Journey("KH", "TH"))
                        .evolve(CaseFixtures.referral(List.of(), CaseFixtures.START)).stage());
    }

    @Test
    void a_file_begins_only_where_the_flow_says() {
        assertThat(openings()).extracting(CaseFile::stage).allSatisfy(stage -> assertThat(told(stage)).isTrue());
    }

    private static boolean told(Stage begun) {
        return steps(FlowVersion.START, "OPENED").stream().anyMatch(step -> step.to().contains(begun.name()));
    }

    @Test
    void each_difference_that_is_named_is_one() {
        walk();
        assertThat(followed.stream().map(List::getFirst).distinct())
                .containsExactlyInAnyOrder(Arrays.stream(Difference.values()).map(Difference::name).toArray(String[]::new));
    }

    @Test
    void every_record_that_a_case_file_hears_stands_in_the_flow() {
        assertThat(RECORDS.keySet()).containsExactlyInAnyOrder(FactKind.values());
        Set<String> events = FLOW.transitions().stream().map(FlowTransition::event).collect(Collectors.toSet());
        assertThat(events).containsAll(RECORDS.values()).containsAll(NOT_HEARD);
        Set<String> tried = new LinkedHashSet<>(Set.of("OPENED"));
        Stream.of(acts(), words(Party.HOST), words(Party.ORIGIN)).flatMap(each -> each).forEach(each -> tried.add(each.event()));
        tried.addAll(NOT_HEARD);
        assertThat(tried).as("what is tried on every file").containsAll(events);
    }

    @Test
    void the_work_with_a_person_who_may_testify_moves_as_its_region_says() {
        Map<String, Set<String>> moved = new HashMap<>();
        Set<WitnessState> known = EnumSet.of(WitnessState.NOT_ASKED);
        Deque<CaseFile> ahead = new ArrayDeque<>(List.of(CaseFixtures.opened()));
        while (!ahead.isEmpty()) {
            CaseFile file = ahead.removeFirst();
            for (WitnessState next : file.witnessNext()) {
                moved.computeIfAbsent(file.witness().state().name(), _ -> new TreeSet<>()).add(next.name());
                if (known.add(next)) {
                    ahead.addLast(CaseFixtures.accepted(file.recordWitness(new WitnessStep.Said(next, TODAY, true, null, null), null,
                            CaseFixtures.ALL_REGIONS, Optional.empty(), OFFICER, CaseFixtures.NOW)));
                }
            }
        }
        FlowVersion.FlowRegion witness = FLOW.regions().stream().filter(region -> region.id().equals("WITNESS")).findFirst().orElseThrow();
        assertThat(witness.moves().stream().collect(Collectors.toMap(FlowVersion.FlowMove::from, move -> new TreeSet<>(move.to()))))
                .isEqualTo(moved);
        assertThat(known).isEqualTo(EnumSet.complementOf(EnumSet.of(WitnessState.UNKNOWN)));
        assertThat(witness.states()).extracting(FlowVersion.FlowRegionState::id)
                .containsExactlyInAnyOrderElementsOf(known.stream().map(WitnessState::name).toList());
    }
}
