package org.safereturn.tracingservice.tracing.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;

/**
 * What a result says, beside the recorded actions that it rests on. What the actions contradict is refused; what they do
 * not show is a gap.
 *
 * @param claims the sources of the answer on nationality and the answer on the family, each with its actions
 */
public record Evidence(List<Claim> claims) {

    public Evidence {
        claims = List.copyOf(claims);
    }

    /**
     * One thing that a result says.
     *
     * @param track on which it is said
     * @param source the source that is named; absent where none is
     * @param actions what was done for it
     * @param gaps what the actions do not show
     */
    public record Claim(Track track, @Nullable NationalityBasis source, List<Action> actions, List<Gap> gaps) {

        public Claim {
            actions = List.copyOf(actions);
            gaps = List.copyOf(gaps);
        }
    }

    /** Puts findings beside the actions of a tracing whose purposes are permitted as these consents say. */
    static Evidence of(Findings findings, List<Action> actions, Consents consents) {
        return of(findings.nationality(), findings.basis(), findings.family(), actions, consents);
    }

    /** The same of outcomes; one that is not said yet claims nothing. */
    static Evidence of(@Nullable NationalityOutcome nationality, List<NationalityBasis> basis, @Nullable FamilyOutcome family,
            List<Action> actions, Consents consents) {
        List<Claim> claims = new ArrayList<>();
        if (nationality != null && (nationality == NationalityOutcome.INCONCLUSIVE || basis.isEmpty())) {
            claims.add(open(actions, consents));
        } else if (nationality != null) {
            basis.forEach(source -> claims.add(named(source, nationality, actions)));
        }
        if (family != null) {
            claims.add(family(family, on(actions, Track.FAMILY)));
        }
        return new Evidence(claims);
    }

    /** Every gap, each once, in the order of the codes. */
    public Set<Gap> gaps() {
        Set<Gap> found = EnumSet.noneOf(Gap.class);
        claims.forEach(claim -> found.addAll(claim.gaps()));
        return found;
    }

    /**
     * The sources of an answer on nationality: those that are named, and where none is, those whose recorded checks show
     * it.
     */
    static List<NationalityBasis> sources(List<NationalityBasis> named, NationalityOutcome nationality,
            List<Action> actions) {
        return !named.isEmpty() || nationality == NationalityOutcome.INCONCLUSIVE ? named : actions.stream()
                .filter(check -> shows(check, nationality)).flatMap(check -> check.type().source().stream()).distinct()
                .toList();
    }

    /** That a person is not a national also shows in a check that found nothing. */
    private static boolean shows(Action check, NationalityOutcome outcome) {
        return outcome == NationalityOutcome.CONFIRMED ? check.outcome() == ActionResult.SUCCESSFUL
                : check.outcome() != ActionResult.PENDING;
    }

    /** Why the actions contradict the findings, or empty when they do not. */
    static Optional<Rejection> contradiction(Findings findings, List<Action> actions) {
        Optional<NationalityBasis> failed = findings.nationality() != NationalityOutcome.CONFIRMED ? Optional.empty()
                : findings.basis().stream().filter(source -> broughtNothing(of(actions, source))).findFirst();
        if (failed.isPresent()) {
            return Optional.of(Rejection.refused("nationality-basis-contradicted", "source", failed.get().name()));
        }
        return findings.family().located() && broughtNothing(on(actions, Track.FAMILY))
                ? Optional.of(Rejection.refused("family-outcome-contradicted", "familyOutcome",
                        findings.family().name())) : Optional.empty();
    }

    private static Claim open(List<Action> actions, Consents consents) {
        List<Action> checks = on(actions, Track.NATIONALITY);
        boolean nothingDone = checks.isEmpty() && consents.permits(Purpose.NATIONALITY_CHECK);
        return new Claim(Track.NATIONALITY, null, checks,
                gaps(nothingDone ? Gap.NATIONALITY_WITHOUT_ACTION : null, pending(checks)));
    }

    private static Claim named(NationalityBasis source, NationalityOutcome outcome, List<Action> actions) {
        List<Action> checks = of(actions, source);
        boolean shown = checks.stream().anyMatch(check -> shows(check, outcome));
        return new Claim(Track.NATIONALITY, source, checks,
                gaps(shown ? null : Gap.SOURCE_WITHOUT_ACTION, pending(checks)));
    }

    private static Claim family(FamilyOutcome outcome, List<Action> actions) {
        boolean spoken = actions.stream().anyMatch(action -> action.outcome() == ActionResult.SUCCESSFUL
                && action.type().purpose() == Purpose.FAMILY_CONTACT);
        boolean found = actions.stream().anyMatch(action -> action.outcome() == ActionResult.SUCCESSFUL);
        Gap gap = switch (outcome) {
            case LOCATED_ABLE, LOCATED_ABLE_WITH_SUPPORT, LOCATED_UNABLE, LOCATED_UNWILLING ->
                    !found ? Gap.FAMILY_WITHOUT_ACTION : spoken ? null : Gap.FAMILY_NOT_SPOKEN_TO;
            case LOCATED_UNSAFE -> found ? null : Gap.FAMILY_WITHOUT_ACTION;
            case NOT_LOCATED, NO_FAMILY ->
                    actions.isEmpty() ? Gap.FAMILY_WITHOUT_ACTION : spoken ? Gap.FAMILY_WAS_REACHED : null;
            case NOT_ATTEMPTED_NO_CONSENT, UNKNOWN -> null;
        };
        return new Claim(Track.FAMILY, null, actions, gaps(gap, pending(actions)));
    }

    private static List<Gap> gaps(@Nullable Gap one, @Nullable Gap other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other)).flatMap(Optional::stream).toList();
    }

    private static @Nullable Gap pending(List<Action> actions) {
        return actions.stream().anyMatch(action -> action.outcome() == ActionResult.PENDING) ? Gap.ACTION_PENDING : null;
    }

    private static boolean broughtNothing(List<Action> actions) {
        return !actions.isEmpty() && actions.stream().allMatch(action -> action.outcome() == ActionResult.UNSUCCESSFUL);
    }

    private static List<Action> on(List<Action> actions, Track track) {
        return only(actions, action -> action.type().track() == track);
    }

    private static List<Action> of(List<Action> actions, NationalityBasis source) {
        return only(actions, action -> action.type().source().filter(source::equals).isPresent());
    }

    private static List<Action> only(List<Action> actions, Predicate<Action> wanted) {
        return actions.stream().filter(wanted).toList();
    }
}
