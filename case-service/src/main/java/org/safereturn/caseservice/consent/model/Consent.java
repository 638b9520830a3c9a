package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A decision about one purpose. Of a consent that came from the other country only the decision and its day are known.
 *
 * @param purpose what it is for
 * @param decision given, refused or taken back
 * @param givenBy who decided
 * @param viewsHeard for a child, whether its own views were heard
 * @param language in which it was explained
 * @param decidedOn day of the decision
 * @param expiresOn last day on which it stands; none when it has no end
 * @param recordedAt when this country or the other recorded it
 * @param insteadOf what was recorded wrongly about this purpose, up to this record
 */
public record Consent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy,
        @Nullable Boolean viewsHeard, @Nullable String language, @Nullable LocalDate decidedOn,
        @Nullable LocalDate expiresOn, Instant recordedAt, List<CorrectedDecision> insteadOf) {

    /** Keeps its own copy of the list; a document of an older release has none. */
    public Consent {
        insteadOf = List.copyOf(Objects.requireNonNullElse(insteadOf, List.of()));
    }

    /** Of which nothing was recorded wrongly. */
    public Consent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy, @Nullable Boolean viewsHeard,
            @Nullable String language, @Nullable LocalDate decidedOn, @Nullable LocalDate expiresOn, Instant recordedAt) {
        this(purpose, decision, givenBy, viewsHeard, language, decidedOn, expiresOn, recordedAt, List.of());
    }

    /** Whether it allows anything on this day. */
    public boolean standsOn(LocalDate day) {
        return decision == ConsentDecision.GIVEN && (expiresOn == null || !day.isAfter(expiresOn));
    }

    /** Whether a guardian, or an authority in a guardian's place, decided. */
    public boolean byOthers() {
        return givenBy == ConsentGiver.GUARDIAN || givenBy == ConsentGiver.AUTHORITY;
    }

    /** Whether it is enough for a child: others decided, and the child was heard. */
    public boolean countsForChild() {
        return byOthers() && Boolean.TRUE.equals(viewsHeard);
    }

    /** The same when it counts no longer; it keeps its day, so that any decision of that day or later takes its place. */
    public Consent lapsed(Instant at) {
        return new Consent(purpose, ConsentDecision.EXPIRED, givenBy, viewsHeard, language, decidedOn, expiresOn, at, insteadOf);
    }

    /** The day that counts when two decisions are compared. */
    LocalDate day() {
        return decidedOn == null ? LocalDate.ofInstant(recordedAt, ZoneOffset.UTC) : decidedOn;
    }

    Consent withdrawn(ConsentWithdrawal withdrawal) {
        LocalDate on = withdrawal.withdrawnOn().isBefore(day()) ? day() : withdrawal.withdrawnOn();
        return new Consent(purpose, ConsentDecision.WITHDRAWN, givenBy, viewsHeard, language, on, expiresOn,
                withdrawal.effectiveAt(), insteadOf);
    }

    /** Whether that other record, which is not newer than this one, was corrected away. */
    boolean corrects(Consent other) {
        return insteadOf.contains(other.asCorrected()) && !other.recordedAt.isAfter(recordedAt);
    }

    /** How a record is named that takes its place as a correction. */
    CorrectedDecision asCorrected() {
        return new CorrectedDecision(decision, day());
    }

    /** The same, knowing also what was recorded wrongly up to these. */
    Consent knowing(Collection<CorrectedDecision> wrong) {
        return insteadOf.containsAll(wrong) ? this : new Consent(purpose, decision, givenBy, viewsHeard, language, decidedOn,
                expiresOn, recordedAt, Stream.concat(insteadOf.stream(), wrong.stream()).distinct().toList());
    }

    /** The withdrawal with its right day, in the place of this record of it. */
    public Consent asWithdrawn(ConsentWithdrawal right) {
        return new Consent(purpose, ConsentDecision.WITHDRAWN, givenBy, viewsHeard, language, right.withdrawnOn(), expiresOn,
                right.effectiveAt(), insteadOf);
    }

    /** Whether the other says the same of the same day. */
    boolean says(Consent other) {
        return purpose == other.purpose && decision == other.decision && day().equals(other.day())
                && Objects.equals(expiresOn, other.expiresOn)
                && (givenBy == null || other.givenBy == null || details().equals(other.details()));
    }

    /** The same, with what either of the two records tells besides, of the later time. */
    Consent alsoRecorded(Consent other) {
        Consent fuller = givenBy == null ? other : this;
        return new Consent(purpose, decision, fuller.givenBy, fuller.viewsHeard, fuller.language, decidedOn, expiresOn,
                recordedAt.isAfter(other.recordedAt) ? recordedAt : other.recordedAt, insteadOf).knowing(other.insteadOf);
    }

    private List<Object> details() {
        return List.of(String.valueOf(givenBy), String.valueOf(viewsHeard), String.valueOf(language));
    }

    /** What others are told of it. */
    StatedConsent stated() {
        return new StatedConsent(purpose, decision, givenBy, decidedOn, expiresOn, insteadOf, recordedAt);
    }

    /** Whether somebody who was told this knows already what to act on, however and whenever it was recorded. */
    public boolean wasSaidBy(StatedConsent told) {
        return purpose == told.purpose() && decision == told.decision();
    }
}
