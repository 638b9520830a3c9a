package org.safereturn.messaging.form;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormReference;

/**
 * That a country recorded something of a case on a version of a form, as it said itself.
 *
 * @param kind of what was recorded
 * @param country that recorded it
 * @param document that the form belongs to
 * @param number of the form within the document
 * @param version of the form
 * @param approval how far it was approved, in the words of that country
 * @param languages how far its translations were
 * @param since business time of the first such fact that is known
 */
public record FormUse(FormKind kind, String country, String document, String number, String version,
        FormApproval approval, List<Translated> languages, Instant since) {

    /** Keeps its own copy. */
    public FormUse {
        languages = List.copyOf(languages);
    }

    /** What a record about a case says of the form; empty for one that says nothing. */
    public static Optional<FormUse> of(SpecificRecord record) {
        if (!(value(record, Forms.FIELD) instanceof FormReference form)
                || !(value(record, "actor") instanceof ActorReference actor)
                || !(value(record, "occurredAt") instanceof Instant at)) {
            return Optional.empty();
        }
        return FormKind.of(record.getSchema()).map(kind -> new FormUse(kind, actor.getMinistry(), form.getDocument(),
                form.getNumber(), form.getVersion(), form.getApproval(), form.getLanguages().stream()
                        .map(each -> new Translated(each.getLanguage(), each.getTranslation())).toList(), at));
    }

    private static @Nullable Object value(SpecificRecord record, String field) {
        Schema.Field found = record.getSchema().getField(field);
        return found == null ? null : record.get(found.pos());
    }

    /** The code of the version. */
    public String code() {
        return FormVersion.code(document, number, version);
    }

    /** Whether both are about the same version, approved as far, and used by the same country for the same. */
    public boolean isLike(FormUse other) {
        return kind == other.kind && approval == other.approval && country.equals(other.country)
                && code().equals(other.code());
    }
}
