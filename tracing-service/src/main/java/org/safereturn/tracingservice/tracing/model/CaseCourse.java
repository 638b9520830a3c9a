package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the case went on beyond tracing, as the referral services of both sides and the case service of the country of origin tell
 * it. The facts come on several streams and give the same in any order; the newest record of each counts.
 *
 * @param handover of the person by the host side, absent while none is known
 * @param arrival of the person on the origin side, absent while none is known
 * @param fileVersion of the case file that closed or reopened the case last, 0 where it did neither
 * @param closed whether the case is closed
 */
public record CaseCourse(@Nullable Recorded handover, @Nullable Recorded arrival, long fileVersion, boolean closed) {

    /** Nothing was told. */
    static final CaseCourse UNKNOWN = new CaseCourse(null, null, 0, false);

    /**
     * When something happened, as the newest record of it says.
     *
     * @param at when
     * @param revision of the record, from 1
     */
    public record Recorded(Instant at, int revision) {
    }

    CaseCourse handedOver(Recorded told) {
        return new CaseCourse(newest(handover, told), arrival, fileVersion, closed);
    }

    CaseCourse arrived(Recorded told) {
        return new CaseCourse(handover, newest(arrival, told), fileVersion, closed);
    }

    CaseCourse filed(long version, boolean nowClosed) {
        return version <= fileVersion ? this : new CaseCourse(handover, arrival, version, nowClosed);
    }

    /** Since when the person is no longer in the care of the host side; a person can arrive before the handover is recorded. */
    @Nullable Instant leftHost() {
        Recorded known = handover == null ? arrival : handover;
        return known == null ? null : known.at();
    }

    private static Recorded newest(@Nullable Recorded known, Recorded told) {
        return known != null && known.revision() >= told.revision() ? known : told;
    }
}
