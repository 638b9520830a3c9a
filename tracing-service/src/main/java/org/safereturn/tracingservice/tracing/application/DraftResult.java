package org.safereturn.tracingservice.tracing.application;

import java.time.LocalDate;
import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.FamilyMember;
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
     * @param referred the highest number of a relative of the referral that the content means; 0 where it means none
     * @param familyDetail whether the content says who was found
     * @param correctionReason why the version before is corrected
     */
    public record Written(@Nullable NationalityOutcome nationality, @Nullable FamilyOutcome family, Codes codes,
            @Nullable Content content, int referred, boolean familyDetail, @Nullable CorrectionReason correctionReason) {
    }

    /** The personal content of a result; who is named in the referral need not be named again. */
    @FunctionalInterface
    public interface Content {

        /** The record to seal, given the relatives whom the referral names, in its order. */
        SpecificRecord with(List<FamilyMember> referred);
    }

    /** Keeps the result, its content sealed, until a second officer decides. */
    public Mono<Outcome<Tracing>> draft(String caseRef, Caller caller, Written written) {
        String unit = written.codes().recommendedReceptionUnit();
        List<String> receiving = profile.receptionUnits(LocalDate.ofInstant(desk.now(), profile.timeZone()));
        if (unit != null && !receiving.contains(unit)) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("unknown-reception-unit",
                    "allowed", String.join(", ", receiving))));
        }
        Content content = written.content();
        if (content == null) {
            return store(caseRef, caller, written, null);
        }
        if (written.referred() == 0) {
            return sealed(caseRef, caller, written, content.with(List.of()));
        }
        return contents.relatives(caseRef, caller).flatMap(named -> named.map(relatives ->
                        written.referred() <= relatives.size() ? sealed(caseRef, caller, written, content.with(relatives))
                                : refused(Rejection.invalid("unknown-relative", "number",
                                        Integer.toString(written.referred()))))
                        .orElseGet(() -> refused(Rejection.conflict("tracing-case-key-missing"))))
                .switchIfEmpty(Mono.defer(() -> refused(CaseContents.unknown())));
    }

    private static Mono<Outcome<Tracing>> refused(Rejection no) {
        return Mono.just(new Outcome.Refused<>(no));
    }

    private Mono<Outcome<Tracing>> sealed(String caseRef, Caller caller, Written written, SpecificRecord content) {
        return contents.sealing(caseRef, caller, content, sealed -> store(caseRef, caller, written, sealed));
    }

    private Mono<Outcome<Tracing>> store(String caseRef, Caller caller, Written written, @Nullable Sealed sealed) {
        return contents.reading(caseRef).flatMap(reading -> desk.change(caseRef, caller, tracing ->
                reading.known(tracing).draftResult(written.nationality(), written.family(), written.codes(), sealed,
                        written.familyDetail(), written.correctionReason(), reading.safeContact(tracing),
                        caller.officer(), desk.now())));
    }
}
