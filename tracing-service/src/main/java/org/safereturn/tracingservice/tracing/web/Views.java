package org.safereturn.tracingservice.tracing.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.form.FormView;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.person.PersonView;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.tracing.v1.TracingActionDetail;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracingservice.tracing.model.ActionResult;
import org.safereturn.tracingservice.tracing.model.ActionType;
import org.safereturn.tracingservice.tracing.model.Activity;
import org.safereturn.tracingservice.tracing.model.Advice;
import org.safereturn.tracingservice.tracing.model.CareAnswer;
import org.safereturn.tracingservice.tracing.model.CareFlag;
import org.safereturn.tracingservice.tracing.model.ClarificationTopic;
import org.safereturn.tracingservice.tracing.model.ConsentDecision;
import org.safereturn.tracingservice.tracing.model.CorrectionReason;
import org.safereturn.tracingservice.tracing.model.Evidence;
import org.safereturn.tracingservice.tracing.model.FamilyOutcome;
import org.safereturn.tracingservice.tracing.model.Gap;
import org.safereturn.tracingservice.tracing.model.GapAnswer;
import org.safereturn.tracingservice.tracing.model.IdentityCheck;
import org.safereturn.tracingservice.tracing.model.Milestone;
import org.safereturn.tracingservice.tracing.model.NationalityBasis;
import org.safereturn.tracingservice.tracing.model.NationalityOutcome;
import org.safereturn.tracingservice.tracing.model.Purpose;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingState;
import org.safereturn.tracingservice.tracing.model.Track;
import org.safereturn.tracingservice.tracing.model.TrackState;
import org.safereturn.tracingservice.tracing.model.TravelDocument;
import org.safereturn.tracingservice.tracing.model.Urgency;

/** What callers read. */
final class Views {

    private Views() {
    }

    /** A line of a list, and the answer to a write; no personal data. Care flags are absent while they cannot be opened. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Summary(String caseRef, Party side, TracingState state, long version, String hostCountry,
            String originCountry, @Nullable String unit, @Nullable Urgency urgency, @Nullable List<CareFlag> careFlags,
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
                    request == null ? null : request.urgency(),
                    request == null || request.flagsSealed() ? null : request.knownCareFlags(),
                    tracks(tracing), tracing.actions().size(), draft == null ? null : draft.version(),
                    LatestResult.of(tracing));
        }

        static Map<Track, TrackState> tracks(Tracing tracing) {
            return Map.of(Track.NATIONALITY, tracing.trackState(Track.NATIONALITY),
                    Track.FAMILY, tracing.trackState(Track.FAMILY));
        }
    }

    /** The latest issued version in short. */
    record LatestResult(int version, NationalityOutcome nationalityOutcome, FamilyOutcome familyOutcome,
            Instant issuedAt, boolean acknowledged) {

        static @Nullable LatestResult of(Tracing tracing) {
            return tracing.latestResult().map(result -> new LatestResult(result.version(), result.findings().nationality(),
                    result.findings().family(), result.issuedAt(), tracing.acknowledgementOf(result.version()).isPresent()))
                    .orElse(null);
        }
    }

    /**
     * Everything this ministry knows about one tracing, personal parts opened where the case key is here.
     *
     * @param toAnswer of the questions, those of the other side that have no answer yet
     * @param sourcesChecked where the nationality was looked up, and what each source brought
     * @param form the long form: at the origin as it is filled in now, otherwise what came with the latest result; absent where
     *     there is none
     * @param earlierForms what is filled in on the forms of other results
     * @param formsOffered the versions of the form that a result can be written on; at the origin only
     * @param settled whether no further result is issued and no progress is told: the person is gone and the result found the
     *     family, or the case is closed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Whole(String caseRef, Party side, TracingState state, long version, String hostCountry,
            String originCountry, @Nullable Unit unit, @Nullable FamilyContact familyContact,
            @Nullable Request request, List<Consent> consents, Map<Track, TrackState> tracks, List<Action> actions,
            List<SourceChecked> sourcesChecked, List<Progress> progress, @Nullable Draft draft, List<Result> results, @Nullable LatestResult latestResult,
            List<Clarification> clarifications, List<Clarification> toAnswer, List<Stop> stops, @Nullable AdviceText advice,
            boolean contentOpened, List<FormView> forms, @Nullable FormContent form, List<FormContent> earlierForms,
            List<OfferedForm> formsOffered, boolean settled) {
    }

    /** A version of the form that a result can be written on, and whether it is the one to begin with. */
    record OfferedForm(String code, boolean proposed) {
    }

    /**
     * What is filled in on a long form, by the letters of its sections.
     *
     * @param code of the version of the form
     * @param resultVersion of the result that it went with; absent while it is being filled in
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FormContent(String code, @Nullable Integer resultVersion, Map<String, FormSectionContent> sections) {
    }

    /** A section: answers by the codes of their fields, and lines with answers each. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FormSectionContent(String section, Map<String, String> answers, List<Map<String, String>> rows,
            @Nullable Officer writtenBy, @Nullable Instant writtenAt) {
    }

    /** The person's instruction on contact with the family, and what it or a missing consent forbids now. */
    record FamilyContact(PersonView.@Nullable SafeContact instruction, List<ActionType> forbidden) {
    }

    /** A unit with its name in the caller's language, where this ministry knows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Unit(String code, @Nullable String name) {
    }

    /** What the host side asks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(int round, Instant submittedAt, @Nullable Urgency urgency, @Nullable List<CareFlag> careFlags,
            int otherCareFlags, List<Purpose> questions, @Nullable PersonView person) {
    }

    /** What a tracing officer did. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Action(int number, ActionType type, Track track, LocalDate date, ActionResult result,
            @Nullable ActionDetail detail, Officer recordedBy, Instant recordedAt, @Nullable ActionDetail conclusion,
            @Nullable Instant concludedAt) {
    }

    /** A source of the answer on nationality that was looked into. */
    record SourceChecked(NationalityBasis source, LocalDate date, ActionResult result) {
    }

    /** Where an action took place, and a note on it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionDetail(@Nullable String place, @Nullable String note) {

        static ActionDetail of(TracingActionDetail detail) {
            return new ActionDetail(detail.getPlace(), detail.getNote());
        }
    }

    /** What the person decided about one purpose. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Consent(Purpose purpose, ConsentDecision decision, Instant since, @Nullable LocalDate expiresOn) {
    }

    /** A milestone. */
    record Progress(Milestone milestone, Instant at) {
    }

    /** The codes of a result. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Codes(NationalityOutcome nationalityOutcome, List<NationalityBasis> nationalityBasis,
            FamilyOutcome familyOutcome, List<CareAnswer> careAnswers, @Nullable TravelDocument documentOffered,
            @Nullable String recommendedReceptionUnit, @Nullable IdentityCheck identityCheck) {
    }

    /** A result that waits for the second officer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Draft(int version, @Nullable CorrectionReason correctionReason, Codes codes,
            @Nullable ResultDetail content, @Nullable String form, Officer draftedBy, Instant draftedAt, List<Claim> evidence,
            List<Gap> gaps) {
    }

    /** One thing that a draft says, beside what was done for it; gaps are what the actions do not show. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Claim(Track track, @Nullable NationalityBasis source, @Nullable FamilyOutcome familyOutcome,
            List<Done> actions, List<Gap> gaps) {

        static Claim of(Evidence.Claim claim, @Nullable FamilyOutcome family) {
            return new Claim(claim.track(), claim.source(), claim.track() == Track.FAMILY ? family : null,
                    claim.actions().stream().map(action -> new Done(action.number(), action.type(), action.date(),
                            action.outcome())).toList(), claim.gaps());
        }
    }

    /** What a result would rest on; gaps are what the actions do not show of it. */
    record Grounds(List<Claim> evidence, List<Gap> gaps) {

        static Grounds of(Evidence evidence, @Nullable FamilyOutcome family) {
            return new Grounds(evidence.claims().stream().map(claim -> Claim.of(claim, family)).toList(),
                    List.copyOf(evidence.gaps()));
        }
    }

    /** An action in short. */
    record Done(int number, ActionType type, LocalDate date, ActionResult result) {
    }

    /**
     * An issued version; {@code current} is false for one that was superseded, and for one of a round of the referral that is
     * over. {@code round} is 0 where an older release did not say it.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(int version, boolean current, int round, @Nullable Integer supersedes,
            @Nullable CorrectionReason correctionReason, Codes codes,
            @Nullable ResultDetail content, @Nullable String form, @Nullable Officer draftedBy, Officer issuedBy,
            Instant issuedAt, List<GapAnswer> gapAnswers, @Nullable String approvalNote,
            @Nullable Acknowledged acknowledged) {
    }

    /** What a result says about the family, in the shape in which it is written. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultDetail(List<LocatedRelative> relatives, @Nullable String caregiver,
            @Nullable String caregiverRelation, List<String> supportNeeded, @Nullable String safetyNotes,
            @Nullable String messageForPerson, List<String> openQuestions) {

        /** What the content says; without how relatives reacted where it is not needed. */
        static ResultDetail of(TracingResultContent content, boolean reactions) {
            return new ResultDetail(
                    content.getRelatives().stream().map(relative -> new LocatedRelative(relative.getName(),
                            relative.getRelation(), relative.getCaregiver(), relative.getContactAllowed(),
                            reactions ? relative.getReaction() : null)).toList(),
                    content.getCaregiver(), content.getCaregiverRelation(), content.getSupportNeeded(),
                    content.getSafetyNotes(), content.getMessageForPerson(), content.getOpenQuestions());
        }
    }

    /** A family member who was found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LocatedRelative(String name, String relation, boolean caregiver, boolean contactAllowed,
            @Nullable String reaction) {
    }

    /** Who of the host side has read a version. */
    record Acknowledged(Officer by, Instant at) {
    }

    /** A question of one side to the other, and its answer once there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Clarification(Party askedBy, int number, ClarificationTopic topic, @Nullable LocalDate answerDueOn,
            @Nullable Integer resultVersion, @Nullable String text, Officer by, Instant at,
            @Nullable ClarificationAnswer answer) {
    }

    /** What the other side answers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClarificationAnswer(@Nullable String text, Officer by, Instant at) {
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
