package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.sealing.Sealed;

/**
 * The plan on the table. Every proposal and every rescheduling is the next number; when both sides move at the same
 * time, the host's move counts.
 *
 * @param number from 1
 * @param movedBy who put it on the table; the other side is asked
 * @param reason of a rescheduling, absent for a proposal
 * @param specialTransport whether the journey needs it; absent where nothing was said
 * @param careNeeds for the journey, sealed; absent where none were sent
 */
public record Arrangement(int number, Party movedBy, Officer officer, Instant movedAt, @Nullable ChangeReason reason,
        LocalDate windowFrom, LocalDate windowTo, String crossingPoint, @Nullable String alternativeCrossingPoint,
        @Nullable String receptionUnit, TransportMode mode, @Nullable String escortRole,
        @Nullable TravelDocument documentType, @Nullable Boolean specialTransport, @Nullable String interpreterLanguage,
        @Nullable Sealed careNeeds) {

    /** How the person travels. */
    public enum TransportMode { ROAD, AIR, WATER, ON_FOOT, OTHER, UNKNOWN }

    /** Papers a person can travel on. */
    public enum TravelDocument {
        PASSPORT, LAISSEZ_PASSER, TEMPORARY_TRAVEL_DOCUMENT, NATIONAL_ID, IMMIGRATION_LETTER, OTHER, UNKNOWN
    }

    /** Why a plan changes or stands still. */
    public enum ChangeReason {
        CROSSING_CLOSED, ILLNESS, COURT_DATE, THREAT, CAPACITY, VICTIM_CHOICE, DOCUMENT_NOT_READY, RESULT_CORRECTED, TRANSPORT,
        OTHER, UNKNOWN
    }

    /** Whether this move counts where both are known. */
    boolean countsOver(Arrangement other) {
        return number > other.number
                || (number == other.number && movedBy == Party.HOST && other.movedBy == Party.ORIGIN);
    }

    /** Whether the day lies in the window. */
    boolean includes(LocalDate day) {
        return !day.isBefore(windowFrom) && !day.isAfter(windowTo);
    }

    /** Where the person passes: as agreed, otherwise as planned. */
    String passing(@Nullable Confirmation agreed) {
        return agreed == null ? crossingPoint : agreed.crossingPoint();
    }

    /** Whether the plan names this crossing point. */
    boolean names(String point) {
        return point.equals(crossingPoint) || point.equals(alternativeCrossingPoint);
    }

    /** The next plan with another window and, where named, another place. */
    Arrangement moved(int next, Rescheduling move) {
        String point = move.crossingPoint() == null ? crossingPoint : move.crossingPoint();
        return new Arrangement(next, move.movedBy(), move.officer(), move.movedAt(), move.reason(), move.windowFrom(),
                move.windowTo(), point, point.equals(crossingPoint) ? alternativeCrossingPoint : null, receptionUnit, mode,
                escortRole, documentType, specialTransport, interpreterLanguage, careNeeds);
    }

    /** The same plan; where it says nothing of document and unit, it takes what the origin offers and recommends. */
    Arrangement completedBy(@Nullable TracingResult result) {
        return result == null ? this : new Arrangement(number, movedBy, officer, movedAt, reason, windowFrom, windowTo,
                crossingPoint, alternativeCrossingPoint,
                receptionUnit == null ? result.recommendedReceptionUnit() : receptionUnit, mode, escortRole,
                documentType == null ? result.documentOffered() : documentType, specialTransport, interpreterLanguage,
                careNeeds);
    }

    /** The same plan with the person's needs for the journey, sealed. */
    public Arrangement with(Sealed needs) {
        return new Arrangement(number, movedBy, officer, movedAt, reason, windowFrom, windowTo, crossingPoint,
                alternativeCrossingPoint, receptionUnit, mode, escortRole, documentType, specialTransport, interpreterLanguage,
                needs);
    }

    /** The same plan with another number. */
    Arrangement numbered(int next) {
        return new Arrangement(next, movedBy, officer, movedAt, reason, windowFrom, windowTo, crossingPoint,
                alternativeCrossingPoint, receptionUnit, mode, escortRole, documentType, specialTransport, interpreterLanguage,
                careNeeds);
    }

    /**
     * A change of window and place.
     *
     * @param number of the plan after the change
     * @param crossingPoint the new one, absent where it stays
     */
    public record Rescheduling(int number, Party movedBy, Officer officer, Instant movedAt, ChangeReason reason,
            LocalDate windowFrom, LocalDate windowTo, @Nullable String crossingPoint) {

        Rescheduling numbered(int next) {
            return new Rescheduling(next, movedBy, officer, movedAt, reason, windowFrom, windowTo, crossingPoint);
        }

        /** The same; it says where the person passes also where that stays, for both sides may move at the same time. */
        Rescheduling at(String planned) {
            return new Rescheduling(number, movedBy, officer, movedAt, reason, windowFrom, windowTo,
                    crossingPoint == null ? planned : crossingPoint);
        }
    }

    /**
     * What the origin's officer agrees to. What the plan says already need not be said.
     *
     * @param crossingPoint as planned where absent
     * @param receptionUnit where absent as planned, otherwise the officer's own if it receives people
     * @param capacityAvailable whether the unit can receive the person on that day
     * @param supportInPlace whether the support that the family needs is there
     */
    public record Agreement(Officer officer, Instant now, LocalDate travelDate, @Nullable String crossingPoint,
            @Nullable String receptionUnit, String contactRole, @Nullable String contactPhone, boolean capacityAvailable,
            boolean supportInPlace) {

        /** The agreement to this plan, or empty where nothing says which unit receives the person. */
        Optional<Confirmation> to(Arrangement plan, Optional<String> ownUnit) {
            return Optional.ofNullable(receptionUnit).or(() -> Optional.ofNullable(plan.receptionUnit)).or(() -> ownUnit)
                    .map(unit -> new Confirmation(plan.number, officer, now, travelDate,
                            crossingPoint == null ? plan.crossingPoint : crossingPoint, unit, contactRole, contactPhone));
        }
    }

    /**
     * The origin's agreement.
     *
     * @param number of the plan that is confirmed
     * @param contactRole role of the duty contact at reception, never a person
     * @param contactPhone duty phone, absent where it is listed elsewhere
     */
    public record Confirmation(int number, Officer officer, Instant confirmedAt, LocalDate travelDate, String crossingPoint,
            String receptionUnit, String contactRole, @Nullable String contactPhone) {
    }

    /**
     * One side lets the return stand still; the same side lets it go on, or another plan does where a crossing point is
     * closed.
     *
     * @param expectedUntil day, absent where no one knows
     * @param closedPoint why it stands still by itself; absent where an officer suspended it
     */
    public record Suspension(Party by, Officer officer, Instant suspendedAt, ChangeReason reason,
            @Nullable LocalDate expectedUntil, @Nullable ClosedPoint closedPoint) {

        /** By an officer, whatever the plan. */
        public Suspension(Party by, Officer officer, Instant suspendedAt, ChangeReason reason,
                @Nullable LocalDate expectedUntil) {
            this(by, officer, suspendedAt, reason, expectedUntil, null);
        }

        boolean isByOfficer() {
            return closedPoint == null;
        }

        /** Whether it holds up this plan; one for a closed crossing point holds up the plan that passes there and no other. */
        boolean holdsUp(@Nullable Arrangement plan, @Nullable Confirmation agreed) {
            ClosedPoint closed = closedPoint;
            return closed == null || (plan != null && plan.number == closed.plan()
                    && closed.crossingPoint().equals(plan.passing(agreed)));
        }

        /** Whether it is about an earlier plan than this one. */
        boolean isOlderThan(int plan) {
            ClosedPoint closed = closedPoint;
            return closed != null && closed.plan() < plan;
        }
    }

    /**
     * The crossing point of a plan is closed.
     *
     * @param plan number of the plan
     * @param alternativeCrossingPoint that the ministry which closed it names instead, absent where it names none
     */
    public record ClosedPoint(int plan, String crossingPoint, @Nullable String alternativeCrossingPoint) {
    }

    /** One side lets the return go on. */
    public record Resumption(Party by, Officer officer, Instant resumedAt) {
    }
}
