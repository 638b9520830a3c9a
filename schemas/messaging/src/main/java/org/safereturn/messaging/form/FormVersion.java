package org.safereturn.messaging.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormLanguage;
import org.safereturn.exchange.v1.FormReference;
import org.safereturn.exchange.v1.FormTranslation;

/**
 * One version of a form, as a country profile says it.
 *
 * @param code of the version: document, number and version, see {@link #code(String, String, String)}
 * @param document that the form belongs to, for example {@code SOP}
 * @param number of the annex or form within the document
 * @param version as its owner counts it
 * @param names its title by language
 * @param kinds what is recorded on it; none for a paper that no event is recorded on
 * @param approval how far both ministries have approved it
 * @param languages how far its translations are
 * @param backgroundNote what is known of its background note
 * @param validFrom from which day on facts are recorded on it; without one from the beginning
 * @param onChoice whether only those facts are recorded on it for which an officer chooses it, from that day on
 * @param fieldSet names the list of its fields, of a form that is more than the records of its kind; null for none
 * @param authority who stands behind title and approval
 * @param fieldsAuthority who stands behind the fields that are recorded
 * @param translationsAuthority who stands behind the titles in other languages than English
 */
public record FormVersion(String code, String document, String number, String version, Map<String, String> names,
        Set<FormKind> kinds, FormApproval approval, List<Translated> languages, BackgroundNote backgroundNote,
        @Nullable LocalDate validFrom, boolean onChoice, @Nullable String fieldSet, Authority authority,
        Authority fieldsAuthority, Authority translationsAuthority) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}");

    /** Refuses what is not whole. */
    public FormVersion {
        names = Map.copyOf(Objects.requireNonNullElse(names, Map.of()));
        kinds = Set.copyOf(Objects.requireNonNullElse(kinds, Set.of()));
        languages = List.copyOf(Objects.requireNonNullElse(languages, List.of()));
        backgroundNote = Objects.requireNonNullElse(backgroundNote, BackgroundNote.NONE_AGREED);
        if (isNoCode(document) || isNoCode(number) || isNoCode(version) || !code(document, number, version).equals(code)) {
            throw wrong(code, "names no document, number and version, or its code is not made of them");
        }
        if (approval == null || approval == FormApproval.UNKNOWN) {
            throw wrong(code, "does not say how far it is approved");
        }
        if (authority == null || fieldsAuthority == null || translationsAuthority == null) {
            throw wrong(code, "does not say who stands behind it");
        }
        if (approval == FormApproval.OFFICIAL && authority != Authority.OFFICIAL) {
            throw wrong(code, "is called official by nobody who may");
        }
        if (languages.isEmpty() || languages.stream().anyMatch(each -> each.language() == null
                || each.translation() == null || each.translation() == FormTranslation.UNKNOWN)
                || languages.stream().map(Translated::language).distinct().count() < languages.size()) {
            throw wrong(code, "does not say of each language how far its translation is");
        }
        if (names.getOrDefault("en", "").isBlank()) {
            throw wrong(code, "has no title");
        }
        for (Translated each : languages) {
            if (names.getOrDefault(each.language(), "").isBlank()) {
                throw wrong(code, "has no title in " + each.language());
            }
        }
    }

    private static boolean isNoCode(@Nullable String text) {
        return text == null || !CODE.matcher(text).matches();
    }

    private static IllegalArgumentException wrong(@Nullable String code, String what) {
        return new IllegalArgumentException("The form " + code + " of the country profile " + what);
    }

    /** The code of a version of a form. */
    public static String code(String document, String number, String version) {
        return document + "-" + number + "-V" + version;
    }

    /** Whether facts of that day are recorded on it, unless a later version is. */
    boolean countsOn(LocalDate day) {
        return validFrom == null || !validFrom.isAfter(day);
    }

    FormReference toReference() {
        return FormReference.newBuilder().setDocument(document).setNumber(number).setVersion(version).setApproval(approval)
                .setLanguages(languages.stream().map(each -> new FormLanguage(each.language(), each.translation())).toList())
                .build();
    }
}
