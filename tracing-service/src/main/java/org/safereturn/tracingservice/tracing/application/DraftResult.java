package org.safereturn.tracingservice.tracing.application;

import java.time.LocalDate;
import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.model.Codes;
import org.safereturn.tracingservice.tracing.model.CorrectionReason;
import org.safereturn.tracingservice.tracing.model.FamilyOutcome;
import org.safereturn.tracingservice.tracing.model.NationalityOutcome;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** The first officer writes a result. */
public final class DraftResult {

    private final TracingDesk desk;
    private final CaseContents contents;
    private final CountryProfile profile;

    public DraftResult(TracingDesk desk, CaseContents contents, CountryProfile profile) {
        this.desk = desk;
        this.contents = contents;
        this.profile = profile;
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
    public Mono<Outcome<Tracing>> draft(String caseRef, Caller caller, Written written) {
        String unit = written.codes().recommendedReceptionUnit();
        List<String> receiving = profile.receptionUnits(LocalDate.ofInstant(desk.now(), profile.timeZone()));
        if (unit != null && !receiving.contains(unit)) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("unknown-reception-unit",
                    "allowed", String.join(", ", receiving))));
        }
        SpecificRecord content = written.content();
        return content == null ? store(caseRef, caller, written, null)
                : contents.sealing(caseRef, caller, content, sealed -> store(caseRef, caller, written, sealed));
    }

    private Mono<Outcome<Tracing>> store(String caseRef, Caller caller, Written written, @Nullable Sealed sealed) {
        return contents.reading(caseRef).flatMap(reading -> desk.change(caseRef, caller, tracing ->
                reading.known(tracing).draftResult(written.nationality(), written.family(), written.codes(), sealed,
                        written.familyDetail(), written.correctionReason(), reading.safeContact(tracing),
                        caller.officer(), desk.now())));
    }
}
