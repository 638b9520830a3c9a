package org.safereturn.tracingservice.tracing.application;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.tracingservice.tracing.model.FormAnswers;
import org.safereturn.tracingservice.tracing.model.FormFields;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** A tracing officer fills in a section of a long form, or fills it in anew. */
public final class WriteFormSection {

    private final TracingDesk desk;
    private final CaseContents contents;
    private final OfferedForms forms;

    public WriteFormSection(TracingDesk desk, CaseContents contents, OfferedForms forms) {
        this.desk = desk;
        this.contents = contents;
        this.forms = forms;
    }

    /**
     * Keeps the section sealed; nothing of it leaves the country before a result does.
     *
     * @param form code of the version of the form; the newest that has sections where none is named
     * @param letter of the section
     */
    public Mono<Outcome<Tracing>> write(String caseRef, Caller caller, @Nullable String form, String letter,
            FormAnswers.Written written) {
        Optional<FormVersion> version = form == null ? forms.longOne(desk.now()) : forms.chosen(form, desk.now());
        Optional<FormFields> fields = version.flatMap(forms::of);
        if (version.isEmpty() || fields.isEmpty()) {
            return Mono.just(new Outcome.Refused<>(forms.notOffered(desk.now())));
        }
        Optional<FormFields.Section> section = fields.get().section(letter);
        if (section.isEmpty()) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("form-section-unknown", "field", "section", "allowed",
                    String.join(", ", fields.get().sections().stream().map(FormFields.Section::code).toList()))));
        }
        return contents.sealing(caseRef, caller, SealedForms.content(letter, written), sealed ->
                desk.change(caseRef, caller, tracing -> tracing.writeSection(version.get().code(), section.get(), written, sealed,
                        caller.officer(), desk.now())));
    }
}
