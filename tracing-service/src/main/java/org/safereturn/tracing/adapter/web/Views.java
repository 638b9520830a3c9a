package org.safereturn.tracing.adapter.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.ShowsCases;
import org.safereturn.tracing.model.ActionResult;
import org.safereturn.tracing.model.ActionType;
import org.safereturn.tracing.model.Activity;
import org.safereturn.tracing.model.Advice;
import org.safereturn.tracing.model.CareAnswer;
import org.safereturn.tracing.model.CareFlag;
import org.safereturn.tracing.model.Consent;
import org.safereturn.tracing.model.CorrectionReason;
import org.safereturn.tracing.model.FamilyOutcome;
import org.safereturn.tracing.model.IdentityCheck;
import org.safereturn.tracing.model.Milestone;
import org.safereturn.tracing.model.NationalityBasis;
import org.safereturn.tracing.model.NationalityOutcome;
import org.safereturn.tracing.model.Officer;
import org.safereturn.tracing.model.Purpose;
import org.safereturn.tracing.model.Side;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingState;
import org.safereturn.tracing.model.Track;
import org.safereturn.tracing.model.TrackState;
import org.safereturn.tracing.model.TravelDocument;
import org.safereturn.tracing.model.Urgency;

/** What callers read. */
final class Views {

    private Views() {
    }

    /** A line of a list, and the answer to a write; no personal data. */
    record Summary(String caseRef, Side side, TracingState state, long version, String hostCountry,
            String originCountry, @Nullable String unit, @Nullable Urgency urgency, List<CareFlag> careFlags,
            Map<Track, TrackState> tracks, int actions, @Nullable Integer draftVersion,
            @Nullable LatestResult latestResult) implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return List.of(caseRef);
        }


        static Summary of(Tracing tracing, long version) {
            var request = tracing.referral().request();
            var acceptance = tracing.referral().acceptance();
            var draft = tracing.draft();
            return new Summary(tracing.caseRef(), tracing.side(), tracing.state(), version, tracing.hostCountry(),
                    tracing.originCountry(), acceptance == null ? null : acceptance.unit(),
                    request == null ? null : request.urgency(), request == null ? List.of() : request.careFlags(),
                    tracks(tracing), tracing.actions().size(), draft == null ? null : draft.version(),
                    tracing.latestResult().map(result -> new LatestResult(result.version(),
                            result.findings().nationality(), result.findings().family(), result.issuedAt(),
                            tracing.acknowledgementOf(result.version()).isPresent())).orElse(null));
        }

        static Map<Track, TrackState> tracks(Tracing tracing) {
            return Map.of(Track.NATIONALITY, tracing.trackState(Track.NATIONALITY),
                    Track.FAMILY, tracing.trackState(Track.FAMILY));
        }
    }

    /** The latest issued version in short. */
    record LatestResult(int version, NationalityOutcome nationalityOutcome, FamilyOutcome familyOutcome,
            Instant issuedAt, boolean acknowledged) {
    }

    /** Everything this ministry knows about one tracing, personal parts opened where the case key is here. */
    record Whole(String caseRef, Side side, TracingState state, long version, String hostCountry,
            String originCountry, @Nullable Unit unit, @Nullable Request request, List<Consent> consents,
            Map<Track, TrackState> tracks, List<Action> actions, List<Progress> progress,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Draft draft, List<Result> results, List<Stop> stops, @Nullable AdviceText advice, boolean contentOpened) {
    }

    /** A unit with its name in the caller's language, where this ministry knows it. */
    record Unit(String code, @Nullable String name) {
    }

    /** What the host side asks. */
    record Request(int round, Instant submittedAt, @Nullable Urgency urgency, List<CareFlag> careFlags,
            int otherCareFlags, List<Purpose> questions, @Nullable Map<String, @Nullable Object> person) {
    }

    /** What a tracing officer did. */
    record Action(int number, ActionType type, Track track, LocalDate date, ActionResult result,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, @Nullable Object> detail,
            Officer recordedBy, Instant recordedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, @Nullable Object> conclusion,
            @Nullable Instant concludedAt) {
    }

    /** A milestone. */
    record Progress(Milestone milestone, Instant at) {
    }

    /** The codes of a result. */
    record Codes(NationalityOutcome nationalityOutcome, List<NationalityBasis> nationalityBasis,
            FamilyOutcome familyOutcome, List<CareAnswer> careAnswers, @Nullable TravelDocument documentOffered,
            @Nullable String recommendedReceptionUnit, @Nullable IdentityCheck identityCheck) {
    }

    /** A result that waits for the second officer. */
    record Draft(int version, @Nullable CorrectionReason correctionReason, Codes codes,
            @Nullable Map<String, @Nullable Object> content, Officer draftedBy, Instant draftedAt) {
    }

    /** An issued version; {@code current} is false for one that was superseded. */
    record Result(int version, boolean current, @Nullable Integer supersedes,
            @Nullable CorrectionReason correctionReason, Codes codes,
            @Nullable Map<String, @Nullable Object> content, @Nullable Officer draftedBy, Officer issuedBy,
            Instant issuedAt, @Nullable Acknowledged acknowledged) {
    }

    /** Who of the host side has read a version. */
    record Acknowledged(Officer by, Instant at) {
    }

    /** What stopped because the person took something back. */
    record Stop(List<Purpose> withdrawn, List<Activity> stopped, Instant at) {
    }

    /** Advice for a person to weigh; {@code authority} says that nobody has made it official. */
    record AdviceText(Advice.Course course, String text, List<ReminderText> reminders, String authority) {
    }

    /** What goes with an advice. */
    record ReminderText(Advice.Reminder reminder, String text) {
    }
}
