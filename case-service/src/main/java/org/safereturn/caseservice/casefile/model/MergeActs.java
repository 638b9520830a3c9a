package org.safereturn.caseservice.casefile.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

/** What officers of the host do about two cases of one person; {@link CaseFile} says what each does. */
record MergeActs(CaseFile file) {

    /** Stages at which a case does not go on, so no other one ends in its favour. */
    private static final Set<Stage> OVER = EnumSet.of(Stage.DECLINED, Stage.WITHDRAWN, Stage.DUPLICATE_MERGED, Stage.CLOSED);

    Decision<CaseFile, CaseEvent> propose(CaseMerge.Survivor survivor, MergeReason reason, boolean despiteDifference, Officer by,
            Moment now) {
        Optional<Rejection> refusal = waits() ? Optional.of(alreadyProposed()) : refusal(survivor, despiteDifference);
        return refusal.isPresent() ? Decision.refuse(refusal.get()) : file.decided(new CaseEvent.MergeProposed(now.at(), by,
                survivor.caseRef(), reason, despiteDifference));
    }

    Decision<CaseFile, CaseEvent> confirm(CaseMerge.@Nullable Survivor survivor, Officer by, Moment now) {
        CaseMerge merge = file.merge();
        Officer first = merge == null ? null : merge.proposedBy();
        if (merge == null || first == null || !merge.waits()) {
            return nothingProposed();
        }
        if (first.reference().equals(by.reference())) {
            return Decision.refuse(Rejection.forbidden("merge-by-same-officer"));
        }
        if (survivor == null || !survivor.caseRef().equals(merge.survivor())) {
            return Decision.refuse(survivorUnknown());
        }
        Optional<Rejection> refusal = refusal(survivor, merge.despiteDifference());
        return refusal.isPresent() ? Decision.refuse(refusal.get())
                : file.decided(new CaseEvent.MergeConfirmed(now.at(), by), next -> told(next, merge, by, now));
    }

    Decision<CaseFile, CaseEvent> turnDown(Officer by, Moment now) {
        return waits() ? file.decided(new CaseEvent.MergeTurnedDown(now.at(), by)) : nothingProposed();
    }

    Decision<CaseFile, CaseEvent> takeIn(String duplicate, Officer by, Moment now) {
        Optional<Rejection> refusal = mayGoOn();
        return refusal.isPresent() ? Decision.refuse(refusal.get())
                : file.decided(new CaseEvent.MergeTakenIn(now.at(), by, duplicate));
    }

    Decision<CaseFile, CaseEvent> leaveOut(String duplicate, Officer by, Moment now) {
        return file.decided(new CaseEvent.MergeLeftOut(now.at(), by, duplicate));
    }

    /** The answer where the case that is to go on is none that the officer sees, or this one itself. */
    static Rejection survivorUnknown() {
        return Rejection.refused("merge-survivor-unknown");
    }

    private static List<CaseEvent> told(CaseFile next, CaseMerge merge, Officer by, Moment now) {
        List<CaseEvent> events = new ArrayList<>(next.ownServicesTold(by, now.at()));
        if (next.crossed()) {
            events.add(new CaseEvent.CaseMerged(now.at(), by, merge.survivor(), merge.reason()));
        }
        return events;
    }

    private Optional<Rejection> refusal(CaseMerge.Survivor other, boolean despiteDifference) {
        CaseFile survivor = other.file();
        if (file.side() != Party.HOST || survivor.side() != Party.HOST) {
            return Optional.of(Rejection.refused("wrong-side", "side", Party.ORIGIN.name(), "wanted", Party.HOST.name()));
        }
        Optional<Rejection> notOpen = file.unlessOpen().or(survivor::unlessOpen);
        if (notOpen.isPresent()) {
            return notOpen;
        }
        if (file.stage() == Stage.CLOSED) {
            return Optional.of(file.inThisState("case-closed"));
        }
        if (file.mergedIn().contains(other.caseRef())) {
            return Optional.of(alreadyProposed());
        }
        if (returns()) {
            return Optional.of(file.inThisState("merge-return-under-way"));
        }
        if (file.crossed() && !(survivor.crossed() && survivor.journey().equals(file.journey()))) {
            return Optional.of(Rejection.refused("merge-survivor-not-referred"));
        }
        return new MergeActs(survivor).mayGoOn()
                .or(() -> file.witness().isIn(survivor.witness()) ? Optional.empty()
                        : Optional.of(Rejection.refused("merge-witness-behind")))
                .or(() -> despiteDifference || !differs(file.statistics(), survivor.statistics())
                        ? Optional.empty() : Optional.of(Rejection.refused("merge-difference")));
    }

    /** Why this case does not go on in favour of another one. */
    private Optional<Rejection> mayGoOn() {
        return OVER.contains(file.stage()) ? Optional.of(Rejection.refused("merge-survivor-over", "state", file.stage().name()))
                : waits() ? Optional.of(alreadyProposed()) : Optional.empty();
    }

    private boolean waits() {
        CaseMerge merge = file.merge();
        return merge != null && merge.waits();
    }

    /** Whether a return was proposed in the last round and not taken back, or the person was handed over. */
    private boolean returns() {
        return file.facts().stream().anyMatch(fact -> fact.kind().isReturn()) || (file.stage() != Stage.WITHDRAWN
                && file.presentFacts().anyMatch(fact -> fact.kind() == FactKind.RETURN_PROPOSED
                        || fact.kind() == FactKind.RETURN_CONFIRMED));
    }

    /** A sex that is not known contradicts none, and so does an age group. */
    private static boolean differs(@Nullable PersonStatistics one, @Nullable PersonStatistics other) {
        if (one == null || other == null) {
            return false;
        }
        Set<Sex> sexes = EnumSet.of(one.sex(), other.sex());
        sexes.removeAll(EnumSet.of(Sex.NOT_STATED, Sex.UNKNOWN));
        Set<AgeGroup> groups = EnumSet.of(one.ageGroup(), other.ageGroup());
        groups.removeAll(EnumSet.of(AgeGroup.NOT_STATED, AgeGroup.UNKNOWN));
        return sexes.size() > 1 || groups.size() > 1;
    }

    private static Rejection alreadyProposed() {
        return Rejection.conflict("merge-already-proposed");
    }

    private static Decision<CaseFile, CaseEvent> nothingProposed() {
        return Decision.refuse(Rejection.conflict("no-merge-proposed"));
    }
}
