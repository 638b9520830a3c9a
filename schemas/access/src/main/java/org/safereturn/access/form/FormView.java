package org.safereturn.access.form;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.messaging.form.Authority;
import org.safereturn.messaging.form.BackgroundNote;
import org.safereturn.messaging.form.FormKind;
import org.safereturn.messaging.form.FormUse;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.form.Translated;

/**
 * A version of a form on which something of a case was recorded.
 *
 * @param kind of what was recorded
 * @param country that recorded it
 * @param code of the version, made of document, number and version
 * @param names its title by language; empty for a version that is not known here
 * @param document that the form belongs to
 * @param number of the form within the document
 * @param version of the form
 * @param approval how far it was approved, in the words of that country
 * @param languages how far its translations were, in the words of that country
 * @param since when something was first recorded on it
 * @param known whether the country profile of this ministry has the version
 * @param backgroundNote what is known of its background note; absent for a version that is not known here
 * @param authority who stands behind title and approval; absent for a version that is not known here
 * @param fieldsAuthority who stands behind the fields that are recorded; absent for a version that is not known here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormView(FormKind kind, String country, String code, Map<String, String> names, String document,
        String number, String version, FormApproval approval, List<Translated> languages, Instant since, boolean known,
        @Nullable BackgroundNote backgroundNote, @Nullable Authority authority, @Nullable Authority fieldsAuthority) {

    /** Keeps its own copies. */
    public FormView {
        names = Map.copyOf(names);
        languages = List.copyOf(languages);
    }

    /** How these are shown by a ministry that knows those versions. */
    public static List<FormView> of(List<FormUse> used, Forms forms) {
        return used.stream().map(use -> of(use, forms.find(use.code()).orElse(null))).toList();
    }

    private static FormView of(FormUse use, @Nullable FormVersion here) {
        return new FormView(use.kind(), use.country(), use.code(), here == null ? Map.of() : here.names(), use.document(),
                use.number(), use.version(), use.approval(), use.languages(), use.since(), here != null,
                here == null ? null : here.backgroundNote(), here == null ? null : here.authority(),
                here == null ? null : here.fieldsAuthority());
    }
}
