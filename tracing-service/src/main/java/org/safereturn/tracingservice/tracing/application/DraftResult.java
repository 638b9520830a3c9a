package org.safereturn.tracingservice.tracing.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.model.CareAnswer;
import org.safereturn.tracingservice.tracing.model.Codes;
import org.safereturn.tracingservice.tracing.model.CorrectionReason;
import org.safereturn.tracingservice.tracing.model.FamilyOutcome;
import org.safereturn.tracingservice.tracing.model.FormAnswers;
import org.safereturn.tracingservice.tracing.model.FormFields;
import org.safereturn.tracingservice.tracing.model.NationalityOutcome;
import org.safereturn.tracingservice.tracing.model.ResultForm;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** The first officer writes a result. */
public final class DraftResult {

    private final TracingDesk desk;
    private final CaseContents contents;
    private final OfferedForms forms;
    private final CountryProfile profile;

    public DraftResult(TracingDesk desk, CaseContents contents, OfferedForms forms, CountryProfile profile) {
        this.desk = desk;
        this.contents = contents;
        this.forms = forms;
        this.profile = profile;
    }

    /**
     * A result as an officer writes it.
     *
     * @param form code of the version of the form; the one in force where none is named
     * @param nationality the answer on nationality
     * @param family the answer on the family
     * @param codes everything else that travels in clear
     * @param content the personal content, when there is any
     * @param referred the highest number of a relative of the referral that the content means; 0 where it means none
     * @param familyDetail whether the content says who was found
     * @param correctionReason why the version before is corrected
     */
    public record Written(@Nullable String form, @Nullable NationalityOutcome nationality, @Nullable FamilyOutcome family,
            Codes codes, @Nullable Content content, int referred, boolean familyDetail,
            @Nullable CorrectionReason correctionReason) {

        private Written with(Codes other) {
            return new Written(form, nationality, family, other, content, referred, familyDetail, correctionReason);
        }
    }

    /** The personal content of a result; who is named in the referral need not be named again. */
    @FunctionalInterface
    public interface Content {

        /** The record to seal, given the relatives whom the referral names, in its order. */
        TracingResultContent with(List<FamilyMember> referred);
    }

    /**
     * What is filled in on a long form.
     *
     * @param fields of its version
     * @param answers opened
     */
    private record Filled(FormFields fields, FormAnswers answers) {

        /** Says for the other country what it needs of the form. */
        TracingResultContent in(TracingResultContent content, List<CareAnswer> answered) {
            return TracingResultContent.newBuilder(content)
                    .setCareAnswers(answered.stream().map(answer -> CareFinding.newBuilder()
                            .setCareFlag(Symbols.of(CareFlag.class, answer.careFlag()))
                            .setCapacity(Symbols.of(CareCapacity.class, answer.capacity())).build()).toList())
                    .setFormAnswers(SealedForms.answers(answers.crossing(fields))).build();
        }

        /** That the result says otherwise than the form. */
        Optional<Rejection> contradiction(List<CareAnswer> given) {
            return given.stream().filter(answer -> answers.careAnswers().stream().anyMatch(said ->
                            said.careFlag() == answer.careFlag() && said.capacity() != answer.capacity())).findFirst()
                    .map(answer -> Rejection.refused("care-answer-contradicts-form", "field", "careAnswers",
                            "careFlag", answer.careFlag().name(), "capacity", answer.capacity().name()));
        }
    }

    /** Keeps the result, its content sealed, until a second officer decides. */
    public Mono<Outcome<Tracing>> draft(String caseRef, Caller caller, Written written) {
        String unit = written.codes().recommendedReceptionUnit();
        List<String> receiving = profile.receptionUnits(LocalDate.ofInstant(desk.now(), profile.timeZone()));
        if (unit != null && !receiving.contains(unit)) {
            return refused(Rejection.invalid("unknown-reception-unit", "allowed", String.join(", ", receiving)));
        }
        Optional<FormVersion> version = forms.chosen(written.form(), desk.now());
        if (version.isEmpty()) {
            return written.form() == null ? named(caseRef, caller, written, null) : refused(forms.notOffered(desk.now()));
        }
        FormVersion chosen = version.get();
        ResultForm form = new ResultForm(chosen.code(), chosen.document(), chosen.number(), chosen.version(), List.of());
        Optional<FormFields> fields = forms.of(chosen);
        if (fields.isEmpty()) {
            return named(caseRef, caller, written.with(written.codes().on(form, written.codes().careAnswers())), null);
        }
        return contents.filledIn(caseRef, caller, form.code()).flatMap(sections -> sections.map(found -> {
            Filled filled = new Filled(fields.get(), found.answers());
            List<CareAnswer> given = written.codes().careAnswers();
            Codes codes = written.codes().on(form.with(found.sections()), found.answers().and(given));
            return filled.contradiction(given).map(DraftResult::refused)
                    .orElseGet(() -> named(caseRef, caller, written.with(codes), filled));
        }).orElseGet(() -> refused(Rejection.conflict("tracing-case-key-missing"))))
                .switchIfEmpty(Mono.defer(() -> refused(CaseContents.unknown())));
    }

    private Mono<Outcome<Tracing>> named(String caseRef, Caller caller, Written written, @Nullable Filled filled) {
        Content content = written.content();
        if (content == null && filled == null) {
            return store(caseRef, caller, written, null, null);
        }
        Content said = content == null ? _ -> TracingResultContent.newBuilder().build() : content;
        if (written.referred() == 0) {
            return sealed(caseRef, caller, written, said.with(List.of()), filled);
        }
        return contents.relatives(caseRef, caller).flatMap(named -> named.map(relatives ->
                        written.referred() <= relatives.size() ? sealed(caseRef, caller, written, said.with(relatives), filled)
                                : refused(Rejection.invalid("unknown-relative", "number",
                                        Integer.toString(written.referred()))))
                        .orElseGet(() -> refused(Rejection.conflict("tracing-case-key-missing"))))
                .switchIfEmpty(Mono.defer(() -> refused(CaseContents.unknown())));
    }

    private static Mono<Outcome<Tracing>> refused(Rejection no) {
        return Mono.just(new Outcome.Refused<>(no));
    }

    private Mono<Outcome<Tracing>> sealed(String caseRef, Caller caller, Written written, TracingResultContent content,
            @Nullable Filled filled) {
        return contents.sealing(caseRef, caller, filled == null ? content : filled.in(content, written.codes().careAnswers()),
                sealed -> store(caseRef, caller, written, sealed, filled));
    }

    private Mono<Outcome<Tracing>> store(String caseRef, Caller caller, Written written, @Nullable Sealed sealed,
            @Nullable Filled filled) {
        return contents.reading(caseRef).flatMap(reading -> desk.change(caseRef, caller, tracing -> {
            Tracing known = reading.known(tracing);
            Decision<Tracing, TracingEvent> drafted = known.draftResult(written.nationality(), written.family(),
                    written.codes(), sealed, written.familyDetail(), written.correctionReason(), reading.safeContact(tracing),
                    caller.officer(), desk.now());
            return filled == null ? drafted : known.onForm(drafted, filled.fields(), filled.answers());
        }));
    }
}
