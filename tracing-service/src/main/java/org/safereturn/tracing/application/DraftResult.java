package org.safereturn.tracing.application;

import java.time.Clock;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.tracing.country.CountryProfile;
import org.safereturn.tracing.model.Codes;
import org.safereturn.tracing.model.CorrectionReason;
import org.safereturn.tracing.model.FamilyOutcome;
import org.safereturn.tracing.model.NationalityOutcome;
import org.safereturn.tracing.model.Officer;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** The first officer writes a result. */
public final class DraftResult {

    private final TracingDesk desk;
    private final CaseContents contents;
    private final CountryProfile profile;
    private final Clock clock;

    public DraftResult(Aggregates<Tracing, TracingEvent> tracings, CaseContents contents, CountryProfile profile,
            Clock clock) {
        this.desk = new TracingDesk(tracings, profile, clock);
        this.contents = contents;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * A result as an officer writes it.
     *
     * @param nationality the answer on nationality
     * @param family the answer on the family
     * @param codes everything else that travels in clear
     * @param content the personal content, when there is any
     * @param familyDetail whether the content says who was found
     * @param correctionReason why the version before is corrected
     */
    public record Written(@Nullable NationalityOutcome nationality, @Nullable FamilyOutcome family, Codes codes,
            @Nullable SpecificRecord content, boolean familyDetail, @Nullable CorrectionReason correctionReason) {
    }

    /** Keeps the result, its content sealed, until a second officer decides. */
    public Mono<Outcome<Tracing>> draft(String caseRef, Sight sight, Cause.Request cause, Officer by, Written written) {
        String unit = written.codes().recommendedReceptionUnit();
        if (unit != null && !profile.receptionUnits().contains(unit)) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("unknown-reception-unit",
                    "allowed", String.join(", ", profile.receptionUnits()))));
        }
        SpecificRecord content = written.content();
        return content == null ? store(caseRef, sight, cause, by, written, null)
                : contents.sealing(caseRef, sight, content, sealed -> store(caseRef, sight, cause, by, written, sealed));
    }

    private Mono<Outcome<Tracing>> store(String caseRef, Sight sight, Cause.Request cause, Officer by, Written written,
            @Nullable Sealed sealed) {
        return desk.change(caseRef, sight, cause, tracing -> tracing.draftResult(written.nationality(), written.family(),
                written.codes(), sealed, written.familyDetail(), written.correctionReason(), by, clock.instant()));
    }
}
