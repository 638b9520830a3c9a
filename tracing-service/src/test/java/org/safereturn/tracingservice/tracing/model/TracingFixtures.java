package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;

import static org.assertj.core.api.Assertions.assertThat;

/** Made-up cases between two countries, and short ways to act on them. */
final class TracingFixtures {

    static final String CASE = "3f0f1a52-6c1e-4c52-8a36-5ea2d20d0001";
    static final String WITHDRAWAL = "3f0f1a52-6c1e-4c52-8a36-5ea2d20d0002";
    static final Instant MONDAY = Instant.parse("2026-11-02T03:00:00Z");
    static final Instant TUESDAY = Instant.parse("2026-11-03T03:00:00Z");
    static final Instant WEDNESDAY = Instant.parse("2026-11-04T03:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-11-04");
    static final Moment NOW = new Moment(WEDNESDAY, ZoneOffset.UTC);
    static final Sealed SEALED = new Sealed("key-1", "ciphertext");
    static final Officer TRACER = new Officer("kh-tracing-1", "TRACING_OFFICER", "KH-DVP", "KH");
    static final Officer SECOND = new Officer("kh-supervisor-1", "SUPERVISOR", "KH-DVP", "KH");
    static final Officer HOST_OFFICER = new Officer("th-case-1", "CASE_MANAGER", "TH-1", "TH");
    static final Journey TH_TO_KH = new Journey("TH", "KH");
    static final Purpose[] ASKED = {
        Purpose.TRACING, Purpose.FAMILY_CONTACT, Purpose.NATIONALITY_CHECK, Purpose.DATA_SHARING
    };

    /** A person who says nothing about contact with the family. */
    static final SafeContact FREE = SafeContact.NOTHING_SAID;
    /** An answer to every gap there can be. */
    static final List<GapAnswer> ANSWERED = Arrays.stream(Gap.values())
            .map(gap -> new GapAnswer(gap, GapReason.RECORDED_ON_PAPER)).toList();

    private TracingFixtures() {
    }

    static Request asking(CareFlag... flags) {
        return new Request(1, MONDAY, Urgency.ROUTINE, List.of(flags), false, List.of(Purpose.TRACING, Purpose.NATIONALITY_CHECK), SEALED);
    }

    static Request asking(List<Purpose> questions) {
        return new Request(1, MONDAY, Urgency.ROUTINE, List.of(), false, questions, SEALED);
    }

    static List<Consent> given(Purpose... purposes) {
        return Arrays.stream(purposes)
                .map(purpose -> new Consent(purpose, ConsentDecision.GIVEN, MONDAY, null, null)).toList();
    }

    static TracingEvent.Heard submitted(Request request, List<Consent> consents) {
        return new TracingEvent.ReferralSubmitted(request, consents, "TH-1", "KH-DVP", HOST_OFFICER);
    }

    static TracingEvent.Heard accepted() {
        return accepted(1);
    }

    static TracingEvent.Heard accepted(int round) {
        return new TracingEvent.ReferralAccepted(new Acceptance("KH-DVP", TUESDAY, round), SECOND);
    }

    static TracingEvent.Heard declined() {
        return new TracingEvent.ReferralDeclined(TUESDAY, SECOND, 1);
    }

    static TracingEvent.Heard withdrawn() {
        return withdrawn(1);
    }

    static TracingEvent.Heard withdrawn(int round) {
        return new TracingEvent.ReferralWithdrawn(WEDNESDAY, round);
    }

    static TracingEvent.Heard handedOver() {
        return new TracingEvent.HandoverExecuted(new CaseCourse.Recorded(TUESDAY, 1));
    }

    static TracingEvent.Heard arrived() {
        return new TracingEvent.ArrivalConfirmed(new CaseCourse.Recorded(WEDNESDAY, 1));
    }

    static TracingEvent.Heard closed(long fileVersion) {
        return new TracingEvent.CaseClosed(fileVersion);
    }

    static TracingEvent.Heard reopened(long fileVersion) {
        return new TracingEvent.CaseReopened(fileVersion);
    }

    static TracingEvent.Heard updated(Consent... consents) {
        return new TracingEvent.ConsentUpdated(List.of(consents));
    }

    static TracingEvent.Heard taken(Instant since, Purpose... purposes) {
        return new TracingEvent.ConsentWithdrawn(List.of(purposes), since, null);
    }

    /** A tracing in Cambodia of a case that Thailand referred. */
    static Tracing atOrigin(Request request, List<Consent> consents) {
        return state(hear(state(learn(Optional.empty(), "KH", submitted(request, consents))), accepted()));
    }

    static Tracing atOrigin(CareFlag... flags) {
        return atOrigin(asking(flags), given(ASKED));
    }

    /** The same case seen from Thailand. */
    static Tracing atHost(CareFlag... flags) {
        return state(learn(Optional.empty(), "TH", submitted(asking(flags), given(ASKED))));
    }

    static Decision<Tracing, TracingEvent> learn(Optional<Tracing> known, String own, TracingEvent.Heard fact) {
        return Tracing.learn(known, CASE, TH_TO_KH, own, tracing -> hear(tracing, fact));
    }

    static Decision<Tracing, TracingEvent> hear(Tracing tracing, TracingEvent.Heard fact) {
        return tracing.hear(fact, WITHDRAWAL, WEDNESDAY);
    }

    static Decision<Tracing, TracingEvent> told(Tracing tracing, Result result) {
        return tracing.hear(new TracingEvent.TracingResultIssued(result));
    }

    static Decision<Tracing, TracingEvent> read(Tracing tracing, int version) {
        return tracing.hear(new TracingEvent.TracingResultAcknowledged(
                new Acknowledgement(version, HOST_OFFICER, WEDNESDAY)));
    }

    static Codes codes(CareAnswer... answers) {
        return new Codes(List.of(NationalityBasis.CIVIL_REGISTRY), List.of(answers), TravelDocument.LAISSEZ_PASSER,
                "KH-POI-PET-TC", null, null);
    }

    static CareAnswer answer(CareFlag flag, Capacity capacity) {
        return new CareAnswer(flag, capacity);
    }

    static Decision<Tracing, TracingEvent> draft(Tracing tracing, NationalityOutcome nationality, FamilyOutcome family,
            CareAnswer... answers) {
        return draft(tracing, nationality, family, null, answers);
    }

    static Decision<Tracing, TracingEvent> draft(Tracing tracing, NationalityOutcome nationality, FamilyOutcome family,
            @Nullable CorrectionReason reason, CareAnswer... answers) {
        return tracing.draftResult(nationality, family, codes(answers), SEALED, family.located(), reason, FREE, TRACER,
                WEDNESDAY);
    }

    /** A tracing in which the officer has recorded these actions, each as it ended. */
    static Tracing did(Tracing tracing, ActionResult result, ActionType... types) {
        Tracing after = tracing;
        for (ActionType type : types) {
            after = state(after.recordAction(type, TODAY, result, SEALED, FREE, TRACER, NOW));
        }
        return after;
    }

    static Tracing issued(Tracing tracing, NationalityOutcome nationality, FamilyOutcome family,
            CareAnswer... answers) {
        return state(state(draft(tracing, nationality, family, answers)).approveResult(1, ANSWERED, null, FREE, SECOND, WEDNESDAY));
    }

    static Result received(int version, NationalityOutcome nationality, FamilyOutcome family) {
        return new Result(version, version == 1 ? null : version - 1,
                version == 1 ? null : CorrectionReason.NEW_INFORMATION,
                new Findings(nationality, List.of(NationalityBasis.CIVIL_REGISTRY), family, List.of(), null, null, null),
                SEALED, null, SECOND, WEDNESDAY);
    }

    static Tracing state(Decision<Tracing, TracingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted<Tracing, TracingEvent>) decision).state();
    }

    /** What the other side is told of it. */
    static List<TracingEvent> published(Decision<Tracing, TracingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted<Tracing, TracingEvent>) decision).events().stream()
                .filter(TracingEvent.Told.class::isInstance).toList();
    }

    static Rejection refusal(Decision<Tracing, TracingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused<Tracing, TracingEvent>) decision).rejection();
    }
}
