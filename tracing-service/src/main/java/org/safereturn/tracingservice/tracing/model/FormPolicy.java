package org.safereturn.tracingservice.tracing.model;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;

/** The rules of a long form: of each section when it is written, and of all of it when a result is drafted on it. */
final class FormPolicy {

    /** Longest answer, in characters. */
    private static final int LONGEST = 4_000;
    /** What can be the name of a field is told again; other texts of a caller are not. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

    private FormPolicy() {
    }

    /** Why a section cannot be written so; it names the field. */
    static Optional<Rejection> ofSection(FormFields.Section section, FormAnswers.Written written) {
        Optional<Rejection> wrong = wrong(section.code(), section.answers(), "answers", written.answers());
        Set<String> keys = new HashSet<>();
        for (int i = 0; wrong.isEmpty() && i < written.rows().size(); i++) {
            Map<String, String> row = written.rows().get(i);
            String place = "rows[" + i + "]";
            String key = section.rowKey();
            wrong = wrong(section.code(), section.rows(), place, row).or(() -> key == null || keys.add(row.getOrDefault(key, ""))
                    ? Optional.empty() : Optional.of(Rejection.invalid("invalid-value", "field", place + "." + key)));
        }
        return wrong;
    }

    private static Optional<Rejection> wrong(String section, List<FormFields.Field> fields, String place, Map<String, String> said) {
        List<String> known = fields.stream().map(FormFields.Field::code).toList();
        Optional<String> unknown = said.keySet().stream().filter(name -> !known.contains(name)).sorted().findFirst();
        if (unknown.isPresent()) {
            return Optional.of(Rejection.invalid("form-field-unknown", "field",
                    NAME.matcher(unknown.get()).matches() ? place + "." + unknown.get() : place, "section", section));
        }
        return fields.stream().flatMap(field -> wrong(field, place + ".", said).stream()).findFirst();
    }

    private static Optional<Rejection> wrong(FormFields.Field field, String place, Map<String, String> said) {
        String value = said.get(field.code());
        if (value == null) {
            return field.required() ? Optional.of(Rejection.invalid("field-missing", "field", place + field.code()))
                    : Optional.empty();
        }
        if (!fits(field, value)) {
            return Optional.of(Rejection.invalid("invalid-value", "field", place + field.code()));
        }
        String more = field.needs().get(value);
        return more == null || said.containsKey(more) ? Optional.empty() : Optional.of(Rejection.refused(
                "form-answer-needs-more", "field", place + more, "other", place + field.code()));
    }

    private static boolean fits(FormFields.Field field, String value) {
        return switch (field.kind()) {
            case TEXT -> value.length() <= LONGEST;
            case CODE -> field.options().contains(value);
            case DAY -> isDay(value);
        };
    }

    private static boolean isDay(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Why no result can be drafted on the form as it is filled in. */
    static Optional<Rejection> ofResult(FormFields fields, FormAnswers answers, Tracing tracing, Findings findings) {
        List<FormFields.Section> missing = fields.sections().stream()
                .filter(section -> applies(section.needed(), tracing, findings) && !answers.has(section.code())).toList();
        if (missing.stream().anyMatch(section -> section.needed() == FormFields.Needed.CHILD)) {
            return Optional.of(Rejection.refused("best-interests-record-missing", "field", "form"));
        }
        if (!missing.isEmpty()) {
            return Optional.of(Rejection.refused("form-section-missing", "field", "form", "section",
                    String.join(", ", missing.stream().map(FormFields.Section::code).toList())));
        }
        return unconsented(fields, answers, tracing, findings).or(() -> refusedByFamily(fields, answers)).or(() -> nowhere(findings));
    }

    private static boolean applies(FormFields.@Nullable Needed needed, Tracing tracing, Findings findings) {
        return switch (needed) {
            case null -> false;
            case ALWAYS -> true;
            case CHILD -> tracing.child();
            case ADULT -> !tracing.child();
            case CARE_FLAGS -> tracing.careFlags().stream().anyMatch(flag -> flag != CareFlag.CHILD);
            case FAMILY_FOUND -> findings.family().located();
            case NEVER -> false;
        };
    }

    /** The guardian and the child, and the family that was found, each decide for themselves. */
    private static Optional<Rejection> unconsented(FormFields fields, FormAnswers answers, Tracing tracing, Findings findings) {
        for (FormFields.Section section : fields.sections()) {
            for (ConsentParty giver : ConsentParty.values()) {
                if (applies(section.consents().get(giver), tracing, findings) && !answers.hasConsent(section.code(), giver)) {
                    return Optional.of(Rejection.refused("form-consent-missing", "field", "form", "section", section.code(),
                            "giver", giver.name()));
                }
            }
        }
        return Optional.empty();
    }

    /** A family that refused to be assessed was not assessed. */
    private static Optional<Rejection> refusedByFamily(FormFields fields, FormAnswers answers) {
        return !answers.familyRefusesAssessment() ? Optional.empty() : fields.sections().stream()
                .filter(section -> section.purpose() == Purpose.FAMILY_CONTACT && answers.has(section.code())).findFirst()
                .map(section -> Rejection.refused("form-assessment-refused", "field", "form", "section", section.code()));
    }

    /** Who returns and cannot live with the family is received somewhere else. */
    private static Optional<Rejection> nowhere(Findings findings) {
        boolean elsewhere = switch (findings.family()) {
            case LOCATED_UNABLE, LOCATED_UNWILLING, LOCATED_UNSAFE -> true;
            case LOCATED_ABLE, LOCATED_ABLE_WITH_SUPPORT, NOT_LOCATED, NOT_ATTEMPTED_NO_CONSENT, NO_FAMILY, UNKNOWN -> false;
        };
        return elsewhere && findings.nationality() == NationalityOutcome.CONFIRMED && findings.recommendedReceptionUnit() == null
                ? Optional.of(Rejection.refused("reception-unit-missing", "field", "recommendedReceptionUnit", "familyOutcome",
                        findings.family().name())) : Optional.empty();
    }
}
