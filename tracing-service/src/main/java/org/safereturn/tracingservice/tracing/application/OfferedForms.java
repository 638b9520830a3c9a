package org.safereturn.tracingservice.tracing.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.form.FormKind;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.tracingservice.tracing.model.FormFields;

/** The versions of the form that a result can be written on, and what is filled in on each. */
public final class OfferedForms {

    private final Forms forms;
    private final List<FormFields> fields;

    /**
     * The versions of the country profile.
     *
     * @param fields of long forms, by their codes
     */
    public OfferedForms(Forms forms, List<FormFields> fields) {
        this.forms = forms;
        this.fields = List.copyOf(fields);
        for (FormVersion form : forms.versions()) {
            if (form.fieldSet() != null && of(form).isEmpty()) {
                throw new IllegalArgumentException("Nobody says the fields of the form " + form.code());
            }
        }
    }

    /** All of them on that day, first the one in force. */
    public List<FormVersion> on(Instant day) {
        return forms.offered(FormKind.TRACING, day);
    }

    /** What is filled in on a version; empty for one that is no more than the result itself. */
    public Optional<FormFields> of(FormVersion form) {
        return fields.stream().filter(each -> each.code().equals(form.fieldSet())).findFirst();
    }

    /** The newest version on that day with fields of its own. */
    public Optional<FormVersion> longOne(Instant day) {
        return on(day).stream().filter(form -> of(form).isPresent()).reduce((_, later) -> later);
    }

    /** The version with this code, if it is offered on that day; the one in force where none is named. */
    Optional<FormVersion> chosen(@Nullable String code, Instant day) {
        return on(day).stream().filter(form -> code == null || form.code().equals(code)).findFirst();
    }

    /** The "no" to a version that is not offered. */
    Rejection notOffered(Instant day) {
        return Rejection.invalid("form-not-offered", "field", "form", "allowed",
                String.join(", ", on(day).stream().map(FormVersion::code).toList()));
    }
}
