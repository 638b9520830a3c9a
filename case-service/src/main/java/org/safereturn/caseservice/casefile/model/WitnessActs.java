package org.safereturn.caseservice.casefile.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

/**
 * What officers record of the work with a person who may testify; {@link CaseFile} says what it does. It needs a file that is
 * open here, and neither a stage nor a case manager: a person can say no after the closure too.
 */
record WitnessActs(CaseFile file) {

    Decision<CaseFile, CaseEvent> step(WitnessStep.Said said, Correction.@Nullable Reason correction, Set<Region> offered,
            Optional<Age> age, Officer by, Moment now) {
        WitnessStep step = said.recorded(by, now);
        PersonStatistics statistics = file.statistics();
        boolean child = statistics != null && statistics.childOn(step.since(), age);
        boolean corrects = correction != null;
        Optional<Rejection> refusal = file.unlessOpen().or(() -> here(offered) ? Optional.empty()
                        : Optional.of(Rejection.refused("region-not-offered", "region", Region.WITNESS_COOPERATION.name())))
                .or(() -> unlessReturnCanWait(said.state(), corrects))
                .or(() -> file.witness().refusal(said, corrects, corrects ? corrections() : next(), child, now));
        return refusal.isPresent() ? Decision.refuse(refusal.get()) : file.decided(
                new CaseEvent.WitnessStepRecorded(now.at(), step, CaseFile.corrects(correction, by, now)), _ -> List.of(
                        new CaseEvent.WitnessCooperationStateChanged(now.at(), by, step.state(), step.since())));
    }

    boolean here(Set<Region> offered) {
        return file.side() == Party.HOST || offered.contains(Region.WITNESS_COOPERATION) || !file.witness().steps().isEmpty();
    }

    List<WitnessState> next() {
        return possible(file.witness().next(), false);
    }

    List<WitnessState> corrections() {
        return possible(file.witness().corrections(), true);
    }

    private List<WitnessState> possible(Collection<WitnessState> states, boolean corrects) {
        return states.stream().filter(state -> unlessReturnCanWait(state, corrects).isEmpty()).toList();
    }

    /** Only before the handover a return can wait; that it waited can be corrected later. */
    private Optional<Rejection> unlessReturnCanWait(WitnessState state, boolean corrects) {
        if (state != WitnessState.PROCEEDINGS_HOLD || (corrects && file.witness().state() == state)) {
            return Optional.empty();
        }
        if (file.side() != Party.HOST) {
            return Optional.of(Rejection.refused("wrong-side", "side", file.side().name(), "wanted", Party.HOST.name()));
        }
        return file.heard(FactKind.HANDED_OVER) || file.heard(FactKind.ARRIVED)
                ? Optional.of(file.inThisState("already-handed-over")) : Optional.empty();
    }
}
