package org.safereturn.caseservice.witness.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.outcome.Rejection;

/**
 * The work with a person who may testify: a region of the case beside its stage. Nothing else of the case depends on it.
 *
 * @param steps in the order in which they were recorded; the last one stands, and of the others those without a correction did
 */
public record WitnessCooperation(List<WitnessStep> steps) {

    /** Nobody has asked. */
    public static final WitnessCooperation NONE = new WitnessCooperation(List.of());

    /** Keeps its own copy. */
    public WitnessCooperation {
        steps = List.copyOf(steps);
    }

    /** How far it is. */
    public WitnessState state() {
        return standing().map(WitnessStep::state).orElse(WitnessState.NOT_ASKED);
    }

    /** The step that stands; empty while nobody has asked. */
    public Optional<WitnessStep> standing() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    /** What may come next. */
    public Set<WitnessState> next() {
        return state().next();
    }

    /**
     * What the step that stands may be corrected to: what could have come in its place. A no stays one, for no correction
     * takes it back.
     */
    public Set<WitnessState> corrections() {
        return standing().map(WitnessStep::state).map(wrong -> {
            Set<WitnessState> instead = wrong.no() ? EnumSet.noneOf(WitnessState.class)
                    : before().map(WitnessStep::state).orElse(WitnessState.NOT_ASKED).next();
            instead.add(wrong);
            return instead;
        }).orElseGet(() -> EnumSet.noneOf(WitnessState.class));
    }

    /**
     * The first rule that a step breaks.
     *
     * @param corrects whether it takes the place of the step that stands
     * @param possible what may be recorded so in this case
     * @param child whether the person is a child on its day
     */
    public Optional<Rejection> refusal(WitnessStep.Said said, boolean corrects, List<WitnessState> possible, boolean child,
            Moment now) {
        if (corrects && steps.isEmpty()) {
            return Optional.of(Rejection.invalid("nothing-to-correct"));
        }
        StatedDay since = now.day("since", said.since());
        LocalDate earliest = (corrects ? before() : standing()).map(WitnessStep::since).orElse(null);
        Optional<Rejection> impossible = since.notInFuture().or(() -> since.notBefore("witness.since", earliest));
        if (impossible.isPresent()) {
            return impossible;
        }
        if (!possible.contains(said.state())) {
            return Optional.of(corrects && state().no() ? Rejection.refused("witness-no-stands")
                    : Rejection.refused("witness-order", "cooperation", state().name(), "wantedCooperation", said.state().name(),
                            "nextCooperation", possible.stream().map(Enum::name).collect(Collectors.joining(", "))));
        }
        if (said.state().needsInformation() && !Boolean.TRUE.equals(said.informed())) {
            return Optional.of(Rejection.refused("witness-not-informed"));
        }
        return child && said.state().bindsChild() && !Boolean.TRUE.equals(said.guardianAgrees())
                ? Optional.of(Rejection.refused("witness-child-guardian")) : Optional.empty();
    }

    /** With one more step; as a correction it takes the place of the one that stands, which is kept. */
    public WitnessCooperation with(WitnessStep step, @Nullable Correction correction) {
        List<WitnessStep> all = new ArrayList<>(steps);
        if (correction != null && !all.isEmpty()) {
            all.add(all.removeLast().corrected(correction));
        }
        all.add(step);
        return new WitnessCooperation(all);
    }

    /**
     * Whether what was said last is in the other one: it says the same of the same day, or something of a later day. Whoever
     * works with the prosecution there has said yes, so a yes is in it whatever its day.
     */
    public boolean isIn(WitnessCooperation other) {
        return standing().map(mine -> other.standing().filter(theirs -> theirs.since().isAfter(mine.since())
                || (theirs.since().equals(mine.since()) && theirs.state().says(mine.state()))
                || (mine.state() == WitnessState.WILLING && theirs.state().works())).isPresent()).orElse(true);
    }

    /** The step that stood before the one that stands. */
    private Optional<WitnessStep> before() {
        return steps.stream().limit(Math.max(0, steps.size() - 1)).filter(step -> step.correction() == null)
                .reduce((_, later) -> later);
    }
}
