package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Choice;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Destination;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Risk;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Consent.Purpose;
import org.safereturn.referralservice.standing.model.ConsentPolicy;

/**
 * The rules of a return for one case at one moment. Advice of the domain (where to return to, by outcome) warns at most;
 * what is refused here is refused by a guard.
 *
 * @param resultFirst whether a return that gets ahead of the tracing result is refused; otherwise it warns
 * @param child whether the person was a child at referral
 * @param standing of the case in the own ministry, absent on the origin's side
 * @param now the moment
 * @param today the day in the own country
 * @param crossingPoints codes of the profile
 * @param receptionUnits codes of the own units that can receive a person on that day
 * @param submittedBy reference of the officer who submitted the referral
 */
public record ReturnPolicy(boolean resultFirst, boolean child, @Nullable CaseStanding standing, Instant now, LocalDate today,
        Set<String> crossingPoints, Set<String> receptionUnits, String submittedBy) {

    private static final String MINISTRY_SYSTEM = "MINISTRY_SYSTEM";

    /** GRD1 for the purpose of returning. */
    public Optional<Rejection> checkReturnConsent() {
        return standing == null ? Optional.of(Rejection.refused("consent-missing", "purpose", Purpose.RETURN.name()))
                : ConsentPolicy.gate(standing, List.of(Purpose.RETURN), child, today);
    }

    Optional<Rejection> checkDecision(Repatriation repatriation, ReturnDecision decision) {
        return decidedForAChild(decision.officer()).or(() -> checkDecided(repatriation, decision));
    }

    /** For a child the decision is an approval: an officer's own, and not of the one who submitted the referral. */
    private Optional<Rejection> decidedForAChild(Officer officer) {
        return no(child && MINISTRY_SYSTEM.equals(officer.role()), Rejection.forbidden("child-decision-needs-officer"))
                .or(() -> no(child && submittedBy.equals(officer.reference()),
                        Rejection.forbidden("child-decision-by-submitter")));
    }

    private Optional<Rejection> checkDecided(Repatriation repatriation, ReturnDecision decision) {
        if (decision.choice() != Choice.RETURN) {
            return no(decision.reason() == null, Rejection.invalid("reason-missing", "decision", decision.choice().name()));
        }
        Optional<Rejection> facts = no(decision.reason() != null,
                Rejection.invalid("reason-without-need", "decision", decision.choice().name()));
        return facts.or(this::checkReturnConsent)
                .or(() -> no(repatriation.result() == null && resultFirst,
                        Rejection.refused("decision-before-result", "flow", repatriation.journey().flow())))
                .or(() -> no(!decision.personInformed(), Rejection.refused("person-not-informed")))
                .or(() -> no(decision.risk() == Risk.NOT_ACCEPTABLE || decision.risk() == Risk.UNKNOWN
                        || (decision.risk() == Risk.HIGH && !Boolean.TRUE.equals(decision.riskMitigated())),
                        Rejection.refused("risk-not-acceptable", "risk", decision.risk().name())))
                .or(() -> no(child && (!Boolean.TRUE.equals(decision.bestInterestsDone())
                        || decision.bestInterestsBody() == null || decision.bestInterestsBody().isBlank()),
                        Rejection.refused("best-interests-missing")));
    }

    Optional<Rejection> checkProposal(Repatriation repatriation, Arrangement plan) {
        ReturnDecision decision = repatriation.decision();
        if (decision == null || decision.choice() != Choice.RETURN) {
            return Optional.of(Rejection.refused("no-decision-to-return", "state", repatriation.state().name()));
        }
        TracingResult result = repatriation.result();
        Optional<Rejection> byResult = result == null
                ? no(resultFirst,
                        Rejection.refused("proposal-before-result", "flow", repatriation.journey().flow()))
                : nationality(result).or(() -> decidedOnOlder(decision, result));
        return byResult.or(this::checkReturnConsent)
                .or(() -> checkWindow(plan.windowFrom(), plan.windowTo()))
                .or(() -> checkCrossing(plan.crossingPoint()))
                .or(() -> plan.alternativeCrossingPoint() == null ? Optional.empty()
                        : checkCrossing(plan.alternativeCrossingPoint()))
                .or(() -> no(child && (plan.escortRole() == null || plan.escortRole().isBlank()),
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
                .or(() -> no(to.isBefore(today), Rejection.refused("date-in-the-past", "field", "windowTo")));
    }

    Optional<Rejection> checkCrossing(String code) {
        return no(!crossingPoints.contains(code), Rejection.refused("unknown-crossing-point", "code", code, "known",
                String.join(", ", crossingPoints)));
    }

    private Optional<Rejection> checkReception(String code) {
        return no(!receptionUnits.contains(code), Rejection.refused("unknown-reception-unit", "code", code, "known",
                String.join(", ", receptionUnits)));
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
                .or(() -> checkReception(act.receptionUnit()))
                .or(() -> no(!capacityAvailable, Rejection.refused("no-capacity", "unit", act.receptionUnit())))
                .or(() -> no(needsSupport && !supportInPlace, Rejection.refused("support-not-in-place")));
    }

    private static boolean mayBeFamily(Destination destination) {
        return destination == Destination.FAMILY || destination == Destination.UNKNOWN;
    }

    Optional<Rejection> checkHandoverFacts(Handover act) {
        return checkCrossing(act.crossingPoint()).or(() -> notInFuture("handedOverAt", act.handedOverAt()));
    }

    Judgement judgeHandover(Repatriation repatriation, Handover act) {
        List<Rejection> violations = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        TracingResult result = repatriation.result();
        if (result == null && resultFirst) {
            violations.add(Rejection.refused("handover-before-result", "flow", repatriation.journey().flow()));
        } else if (result == null) {
            warnings.add("handover-before-result");
        } else if (result.nationality() != Nationality.CONFIRMED) {
            nationality(result).ifPresent(violations::add);
        }
        if (repatriation.arrival() != null) {
            warnings.add("handover-recorded-after-arrival");
        } else if (repatriation.state() != RepatriationState.RETURN_CONFIRMED) {
            violations.add(Rejection.refused("handover-not-confirmed", "state", repatriation.state().name()));
        }
        if (!act.openItems().isEmpty()) {
            violations.add(Rejection.refused("checklist-incomplete", "items",
                    String.join(", ", act.openItems().stream().map(Enum::name).toList())));
        }
        return new Judgement(violations, warnings);
    }

    Optional<Rejection> checkArrivalFacts(Arrival act) {
        String crossing = act.crossingPoint();
        return checkReception(act.receptionUnit())
                .or(() -> crossing == null ? Optional.empty() : checkCrossing(crossing))
                .or(() -> notInFuture("arrivedAt", act.arrivedAt()));
    }

    private Optional<Rejection> notInFuture(String field, Instant time) {
        return no(time.isAfter(now), Rejection.refused("date-in-the-future", "field", field));
    }

    private static Optional<Rejection> no(boolean violated, Rejection rejection) {
        return violated ? Optional.of(rejection) : Optional.empty();
    }

    /** What the rules say about a handover: what refuses it, in order of weight, and what only warns. */
    record Judgement(List<Rejection> violations, List<String> warnings) {
    }
}
