package org.safereturn.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
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
    static final Sealed SEALED = new Sealed("key-1", "ciphertext");
    static final Officer TRACER = new Officer("kh-tracing-1", "TRACING_OFFICER", "KH-DVP", "KH");
    static final Officer SECOND = new Officer("kh-supervisor-1", "SUPERVISOR", "KH-DVP", "KH");
    static final Officer HOST_OFFICER = new Officer("th-case-1", "CASE_MANAGER", "TH-1", "TH");
    static final Parties TH_TO_KH = new Parties("TH", "KH");
    static final Purpose[] ASKED = {
        Purpose.TRACING, Purpose.FAMILY_CONTACT, Purpose.NATIONALITY_CHECK, Purpose.DATA_SHARING
    };
    static final Set<Side> EITHER = Set.of(Side.HOST, Side.ORIGIN);

    private TracingFixtures() {
    }

    static Request asking(CareFlag... flags) {
        return new Request(1, MONDAY, Urgency.ROUTINE, List.of(flags), 0, List.of(Purpose.TRACING), SEALED);
    }

    static Collection<Consent> given(Purpose... purposes) {
        return Arrays.stream(purposes)
                .map(purpose -> new Consent(purpose, ConsentDecision.GIVEN, MONDAY, null)).toList();
    }

    /** A tracing in Cambodia of a case that Thailand referred. */
    static Tracing atOrigin(Request request, Collection<Consent> consents) {
        Tracing requested = state(learn(Optional.empty(), "KH", "TH", tracing -> tracing.requested(request, consents)));
        return state(requested.accepted(new Acceptance("KH-DVP", TUESDAY)));
    }

    static Tracing atOrigin(CareFlag... flags) {
        return atOrigin(asking(flags), given(ASKED));
    }

    /** The same case seen from Thailand. */
    static Tracing atHost(CareFlag... flags) {
        return state(learn(Optional.empty(), "TH", "TH", tracing -> tracing.requested(asking(flags), given(ASKED))));
    }

    static Decision<Tracing, TracingEvent> learn(Optional<Tracing> known, String own, String sender,
            Function<Tracing, Decision<Tracing, TracingEvent>> fact) {
        return Tracing.learn(known, CASE, TH_TO_KH, own, sender, EITHER, fact);
    }

    static Codes codes(CareAnswer... answers) {
        return new Codes(List.of(NationalityBasis.CIVIL_REGISTRY), List.of(answers), TravelDocument.LAISSEZ_PASSER,
                "KH-POI-PET-TC", null);
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
        return tracing.draftResult(nationality, family, codes(answers), SEALED, family.located(), reason, TRACER,
                WEDNESDAY);
    }

    static Tracing issued(Tracing tracing, NationalityOutcome nationality, FamilyOutcome family,
            CareAnswer... answers) {
        return state(state(draft(tracing, nationality, family, answers)).approveResult(1, SECOND, WEDNESDAY));
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

    static List<TracingEvent> events(Decision<Tracing, TracingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted<Tracing, TracingEvent>) decision).events();
    }

    static Rejection refusal(Decision<Tracing, TracingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused<Tracing, TracingEvent>) decision).rejection();
    }
}
