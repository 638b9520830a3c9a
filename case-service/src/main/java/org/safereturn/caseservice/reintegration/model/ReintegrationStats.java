package org.safereturn.caseservice.reintegration.model;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.outcome.Rejection;

/**
 * Statistical snapshot of a reintegration: no name, place or amount. Of two, that of the later day stands.
 *
 * @param needsAssessed whether needs and challenges were assessed
 * @param planDate day of the reintegration plan, when there is one
 * @param shelterState the shelter offer
 * @param temporaryStayReason why the person stays for a time, when so
 * @param askedAgain that the person was asked anew after having declined, without which a refusal stands; absent where nothing
 *     was said
 * @param supports each kind of support that was considered, at most once
 * @param asOf day of which it tells; not told to statistics, and absent where an older release recorded it
 */
public record ReintegrationStats(boolean needsAssessed, @Nullable LocalDate planDate, ShelterState shelterState,
        @Nullable TemporaryStayReason temporaryStayReason, @Nullable Boolean askedAgain, List<Support> supports,
        @Nullable LocalDate asOf) {

    /** Keeps its own copy of the supports. */
    public ReintegrationStats {
        supports = List.copyOf(supports);
    }

    /** What statistics hear of it: everything but its day and whether the person was asked anew. */
    public ReintegrationStats counted() {
        return new ReintegrationStats(needsAssessed, planDate, shelterState, temporaryStayReason, null, supports, null);
    }

    /** The day that counts when two snapshots are compared. */
    LocalDate day() {
        return asOf == null ? LocalDate.EPOCH : asOf;
    }

    /**
     * As it is stored: of today when no day is stated or it lies ahead within what clocks may differ, and with the plan
     * that the file has by then when none is stated.
     *
     * @param plan day of the plan in the file
     */
    public ReintegrationStats kept(@Nullable LocalDate plan, Moment now) {
        LocalDate day = now.day("asOf", asOf).kept();
        LocalDate known = plan == null || plan.isAfter(day) ? null : plan;
        return new ReintegrationStats(needsAssessed, planDate == null ? known : now.day("planDate", planDate).kept(),
                shelterState, temporaryStayReason, askedAgain, supports, day);
    }

    /** The first rule this snapshot breaks after the one before it. */
    public Optional<Rejection> refusal(Reintegration known, LocalDate arrivedOn, Set<Region> offered, Moment now) {
        ReintegrationStats before = known.stats();
        StatedDay day = now.day("asOf", asOf);
        Optional<Rejection> impossible = now.day("planDate", planDate).notInFuture().or(day::notInFuture)
                .or(() -> day.notBefore("arrivedAt", arrivedOn));
        if (impossible.isPresent()) {
            return impossible;
        }
        Set<SupportCategory> seen = EnumSet.noneOf(SupportCategory.class);
        for (Support support : supports) {
            if (!seen.add(support.category())) {
                return Optional.of(Rejection.invalid("support-twice", "category", support.category().name()));
            }
            if (support.category() == SupportCategory.FUND && support.state() != SupportState.NOT_APPLICABLE
                    && !offered.contains(Region.FUND)) {
                return notOffered(Region.FUND);
            }
        }
        if ((shelterState == ShelterState.TEMPORARY_STAY) != (temporaryStayReason != null)) {
            return Optional.of(Rejection.invalid("temporary-stay-and-reason", "state", shelterState.name()));
        }
        if (shelterState == ShelterState.TEMPORARY_STAY && !offered.contains(Region.TEMPORARY_STAY)) {
            return notOffered(Region.TEMPORARY_STAY);
        }
        boolean choice = shelterState == ShelterState.OFFERED || shelterState == ShelterState.CHOSEN
                || shelterState == ShelterState.DECLINED;
        if (choice && !offered.contains(Region.SHELTER_CHOICE)) {
            return notOffered(Region.SHELTER_CHOICE);
        }
        boolean refusedBefore = before != null && known.replacedBy(kept(known.planDate(), now))
                && before.shelterState == ShelterState.DECLINED;
        boolean insideNow = shelterState == ShelterState.CHOSEN || shelterState == ShelterState.TEMPORARY_STAY;
        if (refusedBefore && insideNow && !Boolean.TRUE.equals(askedAgain)) {
            return Optional.of(Rejection.refused("shelter-was-declined"));
        }
        return Optional.empty();
    }

    private static Optional<Rejection> notOffered(Region region) {
        return Optional.of(Rejection.refused("region-not-offered", "region", region.name()));
    }
}
