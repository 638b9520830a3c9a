package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.crossing.model.Crossings;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Handover.ChecklistItem;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Choice;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Destination;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Risk;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Childhood;
import org.safereturn.referralservice.standing.model.Consent.Purpose;
import org.safereturn.referralservice.standing.model.ConsentPolicy;

/**
 * The rules of a return for one case at one moment. Advice of the domain (where to return to, by outcome) warns at most;
 * what is refused here is refused by a guard.
 *
 * @param order what the profile says about the order of steps in this direction
 * @param childhood whether the safeguards for children apply, and until when a guardian decides
 * @param identifiedOn day on which the host identified the person, absent while no referral is known
 * @param standing of the case in the own ministry, absent on the origin's side
 * @param now the moment
 * @param places codes of the profile
 * @param crossings what the ministries say of crossing points
 * @param submittedBy reference of the officer who submitted the referral
 */
public record ReturnPolicy(Order order, Childhood childhood, @Nullable LocalDate identifiedOn, @Nullable CaseStanding standing,
        Moment now, Places places, Crossings crossings, String submittedBy) {

    /** Rules about the stated time of a handover. */
    static final Set<String> ABOUT_TIME = Set.of("handover-before-result", "handover-recorded-after-arrival");

    static final String MINISTRY_SYSTEM = "MINISTRY_SYSTEM";
    private static final Set<ChecklistItem> ALWAYS = EnumSet.of(ChecklistItem.CONSENT_CURRENT);
    private static final Set<ChecklistItem> FOR_A_CHILD = EnumSet.of(ChecklistItem.BEST_INTERESTS, ChecklistItem.ESCORT);

    /**
     * The order of steps in one direction.
     *
     * @param resultFirst whether a return that gets ahead of the tracing result is refused; otherwise it warns
     * @param acknowledgementFirst whether a return that is decided before the host opened the result is refused; otherwise
     *     it warns
     */
    public record Order(boolean resultFirst, boolean acknowledgementFirst) {
    }

    /**
     * Codes of the profile.
     *
     * @param crossingPoints at which a person may be handed over
     * @param receptionUnits of the own country that can receive a person on that day
     * @param overrideAuthorities of the own country that may let a handover stand
     * @param bestInterestsBodies of the own country that may decide what is best for a child
     */
    public record Places(Set<String> crossingPoints, Set<String> receptionUnits, Set<String> overrideAuthorities,
            Set<String> bestInterestsBodies) {
    }

    private LocalDate today() {
        return now.today();
    }

    private LocalDate dayOf(Instant time) {
        return now.dayOf(time);
    }

    /** GRD1 for the purpose of returning. */
    public Optional<Rejection> checkReturnConsent() {
        return standing == null ? Optional.of(Rejection.refused("consent-missing", "purpose", Purpose.RETURN.name()))
                : ConsentPolicy.gate(standing, List.of(Purpose.RETURN), childhood, today());
    }

    Optional<Rejection> checkDecision(Repatriation repatriation, ReturnDecision decision) {
        String body = decision.bestInterestsBody();
        return decidedForAChild(decision.officer())
                .or(() -> body == null ? Optional.empty()
                        : known(places.bestInterestsBodies(), body, "unknown-best-interests-body"))
                .or(() -> checkDecided(repatriation, decision));
    }

    /** For a child the decision is an approval: an officer's own, and not of the one who submitted the referral. */
    private Optional<Rejection> decidedForAChild(Officer officer) {
        return no(childhood.child() && MINISTRY_SYSTEM.equals(officer.role()), Rejection.forbidden("child-decision-needs-officer"))
                .or(() -> no(childhood.child() && submittedBy.equals(officer.reference()),
                        Rejection.forbidden("child-decision-by-submitter")));
    }

    private Optional<Rejection> checkDecided(Repatriation repatriation, ReturnDecision decision) {
        if (decision.choice() != Choice.RETURN) {
            return no(decision.reason() == null, Rejection.invalid("reason-missing", "decision", decision.choice().name()));
        }
        Optional<Rejection> facts = no(decision.reason() != null,
                Rejection.invalid("reason-without-need", "decision", decision.choice().name()));
        return facts.or(this::checkReturnConsent)
                .or(() -> no(repatriation.result() == null && order.resultFirst(),
                        onThisWay("decision-before-result", repatriation.journey())))
                .or(() -> no(unopened(repatriation) && order.acknowledgementFirst(),
                        onThisWay("decision-before-acknowledgement", repatriation.journey())))
                .or(() -> no(!decision.personInformed(), Rejection.refused("person-not-informed")))
                .or(() -> no(decision.risk() == Risk.NOT_ACCEPTABLE || decision.risk() == Risk.UNKNOWN
                        || (decision.risk() == Risk.HIGH && !Boolean.TRUE.equals(decision.riskMitigated())),
                        Rejection.refused("risk-not-acceptable", "risk", decision.risk().name())))
                .or(() -> no(childhood.child() && !decision.inBestInterests(), Rejection.refused("best-interests-missing")));
    }

    /** Rules that warn about a decision and do not refuse it. */
    List<String> decisionWarnings(Repatriation repatriation) {
        return unopened(repatriation) ? List.of("decision-before-acknowledgement") : List.of();
    }

    /** Whether the host has a result that it has not opened. */
    private static boolean unopened(Repatriation repatriation) {
        TracingResult result = repatriation.result();
        return result != null && repatriation.acknowledged() < result.version();
    }

    Optional<Rejection> checkProposal(Repatriation repatriation, Arrangement plan) {
        ReturnDecision decision = repatriation.decision();
        if (decision == null || decision.choice() != Choice.RETURN) {
            return Optional.of(Rejection.refused("no-decision-to-return", "state", repatriation.state().name()));
        }
        TracingResult result = repatriation.result();
        Optional<Rejection> byResult = result == null
                ? no(order.resultFirst(),
                        onThisWay("proposal-before-result", repatriation.journey()))
                : nationality(result).or(() -> decidedOnOlder(decision, result));
        return byResult.or(this::checkReturnConsent)
                .or(() -> checkWindow(plan.windowFrom(), plan.windowTo()))
                .or(() -> checkCrossing(plan.crossingPoint()))
                .or(() -> plan.alternativeCrossingPoint() == null ? Optional.empty()
                        : checkCrossing(plan.alternativeCrossingPoint()))
                .or(() -> checkOpen(plan.crossingPoint(), plan.windowFrom(), plan.windowTo()))
                .or(() -> no(childhood.child() && (plan.escortRole() == null || plan.escortRole().isBlank()),
                        Rejection.refused("child-without-escort")));
    }

    private static Optional<Rejection> nationality(TracingResult result) {
        return switch (result.nationality()) {
            case CONFIRMED -> Optional.empty();
            case NOT_CONFIRMED -> Optional.of(Rejection.refused("nationality-not-confirmed", "resultVersion",
                    String.valueOf(result.version())));
            case INCONCLUSIVE, UNKNOWN -> Optional.of(Rejection.refused("nationality-inconclusive", "resultVersion",
                    String.valueOf(result.version())));
        };
    }

    private static Optional<Rejection> decidedOnOlder(ReturnDecision decision, TracingResult result) {
        Integer basis = decision.resultVersion();
        return no(basis == null || basis < result.version(), Rejection.refused("decision-rests-on-older-result", "decided",
                String.valueOf(basis == null ? 0 : basis), "latest", String.valueOf(result.version())));
    }

    Optional<Rejection> checkWindow(LocalDate from, LocalDate to) {
        return no(to.isBefore(from), Rejection.invalid("window-reversed", "from", from.toString(), "to", to.toString()))
                .or(() -> now.notOver("windowTo", to)).or(() -> now.plannable("windowTo", to));
    }

    Optional<Rejection> checkCrossing(String code) {
        return known(places.crossingPoints(), code, "unknown-crossing-point");
    }

    /** Nobody is sent to a crossing point that is closed on one of these days, of which those before today do not count. */
    Optional<Rejection> checkOpen(String point, LocalDate from, LocalDate to) {
        return crossings.closure(point, from.isBefore(today()) ? today() : from, to.isBefore(today()) ? today() : to)
                .map(found -> Rejection.refused("crossing-point-closed", "code", point, "date", found.day().toString()));
    }

    private Optional<Rejection> checkReception(String code) {
        return known(places.receptionUnits(), code, "unknown-reception-unit");
    }

    Optional<Rejection> checkConfirmation(Repatriation repatriation, Arrangement plan, Confirmation act,
            boolean capacityAvailable, boolean supportInPlace) {
        ReturnDecision decision = repatriation.decision();
        TracingResult result = repatriation.result();
        boolean needsSupport = decision != null && mayBeFamily(decision.destination()) && result != null
                && result.needsSupport();
        return no(plan.movedBy() == Party.ORIGIN, Rejection.refused("host-has-not-answered", "proposal",
                String.valueOf(plan.number())))
                .or(() -> no(plan.documentType() == null, Rejection.refused("travel-document-missing")))
                .or(() -> no(!plan.includes(act.travelDate()), Rejection.refused("date-outside-window", "from",
                        plan.windowFrom().toString(), "to", plan.windowTo().toString())))
                .or(() -> no(!plan.names(act.crossingPoint()),
                        Rejection.refused("crossing-point-not-proposed", "code", act.crossingPoint())))
                .or(() -> checkOpen(act.crossingPoint(), act.travelDate(), act.travelDate()))
                .or(() -> checkReception(act.receptionUnit()))
                .or(() -> no(!capacityAvailable, Rejection.refused("no-capacity", "unit", act.receptionUnit())))
                .or(() -> no(needsSupport && !supportInPlace, Rejection.refused("support-not-in-place")));
    }

    private static boolean mayBeFamily(Destination destination) {
        return destination == Destination.FAMILY || destination == Destination.UNKNOWN;
    }

    /** The unit of an officer, if it receives people. */
    Optional<String> receivingUnitOf(Officer officer) {
        return Optional.of(officer.unit()).filter(places.receptionUnits()::contains);
    }

    /** Items of the checklist that the record of the return answers, so that nobody need say them again. */
    List<CheckedItem> answeredItems(Repatriation repatriation) {
        List<CheckedItem> answered = new ArrayList<>();
        ReturnDecision decision = repatriation.decision();
        Arrangement plan = repatriation.arrangement();
        if (repatriation.result() != null && !unopened(repatriation)) {
            answered.add(new CheckedItem(ChecklistItem.RESULT_REVIEWED, CheckedItem.State.DONE, null));
        }
        if (decision != null && decision.choice() == Choice.RETURN) {
            answered.add(new CheckedItem(ChecklistItem.RISK_ASSESSED, CheckedItem.State.DONE, null));
        }
        if (!childhood.child()) {
            answered.add(new CheckedItem(ChecklistItem.BEST_INTERESTS, CheckedItem.State.NOT_APPLICABLE, null));
        } else if (decision != null && decision.inBestInterests()) {
            answered.add(new CheckedItem(ChecklistItem.BEST_INTERESTS, CheckedItem.State.DONE, null));
        }
        if (plan != null && plan.careNeeds() != null) {
            answered.add(new CheckedItem(ChecklistItem.CARE_NEEDS_SENT, CheckedItem.State.DONE, null));
        }
        if (repatriation.confirmation() != null && (repatriation.state() == RepatriationState.RETURN_CONFIRMED
                || repatriation.state() == RepatriationState.ARRIVED)) {
            answered.add(new CheckedItem(ChecklistItem.RECEPTION_CONFIRMED, CheckedItem.State.DONE, null));
        }
        return List.copyOf(answered);
    }

    /** What no authority can override: codes of the profile, and a time that is possible. */
    Optional<Rejection> checkHandoverFacts(Handover act) {
        EmergencyOverride override = act.override();
        return checkCrossing(act.crossingPoint()).or(() -> checkTime("handedOverAt", act.handedOverAt()))
                .or(() -> override == null ? Optional.empty()
                        : known(places.overrideAuthorities(), override.authority(), "unknown-override-authority"))
                .or(() -> items("reason-of-open-items", act.checklist().stream().filter(each ->
                        (each.state() == CheckedItem.State.OPEN) != (each.reason() != null)).map(CheckedItem::item).toList()));
    }

    /** Ids of the rules that refuse a handover now, whatever is found on the day; the one that weighs most first. */
    public List<String> refusingHandover(Repatriation repatriation) {
        return repatriation.ownParty() != Party.HOST || repatriation.handover() != null ? List.of()
                : violations(repatriation, now.at()).stream().map(Rejection::rule).toList();
    }

    Judgement judgeHandover(Repatriation repatriation, Handover act) {
        Judgement time = judgeTime(repatriation, act.handedOverAt());
        List<Rejection> violations = new ArrayList<>(violations(repatriation, act.handedOverAt()));
        items("checklist-incomplete", act.in(CheckedItem.State.OPEN)).ifPresent(violations::add);
        items("checklist-not-checked", act.checklist().stream().filter(each -> !each.isSettled()
                && each.state() != CheckedItem.State.OPEN).map(CheckedItem::item).toList()).ifPresent(violations::add);
        items("checklist-item-applies", act.in(CheckedItem.State.NOT_APPLICABLE).stream()
                .filter(each -> ALWAYS.contains(each) || (childhood.child() && FOR_A_CHILD.contains(each))).toList())
                .ifPresent(violations::add);
        return new Judgement(violations, time.warnings(), time.late());
    }

    /** What the record of the return and the consent say against a handover at that time. */
    private List<Rejection> violations(Repatriation repatriation, Instant handedOverAt) {
        List<Rejection> violations = new ArrayList<>(judgeTime(repatriation, handedOverAt).violations());
        TracingResult result = repatriation.result();
        if (result != null) {
            nationality(result).ifPresent(violations::add);
        }
        if (repatriation.arrival() == null && repatriation.state() != RepatriationState.RETURN_CONFIRMED) {
            violations.add(Rejection.refused("handover-not-confirmed", "state", repatriation.state().name()));
        }
        checkConsentOn(dayOf(handedOverAt)).ifPresent(violations::add);
        ReturnDecision decision = repatriation.decision();
        if (childhood.child() && (decision == null || !decision.inBestInterests())) {
            violations.add(Rejection.refused("best-interests-missing"));
        }
        return violations;
    }

    /** What the rules say about the stated time of a handover; a result that was issued after it came too late. */
    Judgement judgeTime(Repatriation repatriation, Instant handedOverAt) {
        List<Rejection> violations = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Instant issued = repatriation.firstResultAt();
        boolean before = issued == null || handedOverAt.isBefore(issued);
        if (before && order.resultFirst()) {
            violations.add(onThisWay("handover-before-result", repatriation.journey()));
        } else if (before) {
            warnings.add("handover-before-result");
        }
        if (repatriation.arrival() != null) {
            warnings.add("handover-recorded-after-arrival");
        }
        return new Judgement(violations, warnings, isLate(handedOverAt) || (issued != null && before));
    }

    private Optional<Rejection> checkConsentOn(LocalDate day) {
        return standing == null ? checkReturnConsent()
                : ConsentPolicy.gate(standing, List.of(Purpose.RETURN), childhood, day);
    }

    Optional<Rejection> checkArrivalFacts(Arrival act) {
        String crossing = act.crossingPoint();
        return checkReception(act.receptionUnit())
                .or(() -> crossing == null ? Optional.empty() : checkCrossing(crossing))
                .or(() -> checkTime("arrivedAt", act.arrivedAt()));
    }

    /** Whether an entry of what happened then is late now. */
    boolean isLate(Instant stated) {
        return now.time("", stated).late();
    }

    /** As it is stored: a time that lies ahead within what clocks may differ is now. */
    Instant kept(Instant stated) {
        return now.time("", stated).kept();
    }

    private Optional<Rejection> checkTime(String field, Instant time) {
        LocalDate identified = identifiedOn;
        return now.time(field, time).notInFuture()
                .or(() -> no(identified != null && dayOf(time).isBefore(identified), Rejection.refused(
                        "date-before-identification", "field", field, "identifiedOn", String.valueOf(identified))));
    }

    private static Optional<Rejection> known(Set<String> codes, String code, String rule) {
        return no(!codes.contains(code),
                Rejection.refused(rule, "code", code, "known", String.join(", ", codes.stream().sorted().toList())));
    }

    private static Optional<Rejection> items(String rule, List<ChecklistItem> items) {
        return no(!items.isEmpty(),
                Rejection.refused(rule, "items", String.join(", ", items.stream().map(Enum::name).toList())));
    }

    private static Optional<Rejection> no(boolean violated, Rejection rejection) {
        return violated ? Optional.of(rejection) : Optional.empty();
    }

    private static Rejection onThisWay(String rule, Journey journey) {
        return Rejection.refused(rule, "host", journey.host(), "origin", journey.origin());
    }

    /** What the rules say about a handover: what refuses it, in order of weight, what only warns, and whether it is late. */
    record Judgement(List<Rejection> violations, List<String> warnings, boolean late) {
    }
}
