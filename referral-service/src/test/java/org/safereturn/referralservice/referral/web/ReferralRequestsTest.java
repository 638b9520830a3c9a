package org.safereturn.referralservice.referral.web;

import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.input.StrictJson;

import static org.assertj.core.api.Assertions.assertThat;

/** What of a referral is refused before any rule of the procedure is asked. */
class ReferralRequestsTest {

    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();
    private static final String SENSIBLE = """
            {"originCountry": "BB", "receivingUnit": "UNIT-1", "urgency": "ROUTINE", "sex": "FEMALE",
             "ageGroup": "AGE_18_59", "careFlags": ["ELDERLY"], "questions": ["TRACING"],
             "content": {"nameOwnScript": "Sokha Testperson", "nicknames": ["Kha"],
             "documents": [{"type": "PASSPORT"}],
             "relatives": [{"name": "Malee Samplename", "relation": "AUNT"}],
             "localHelpers": [{"role": "CHIEF", "name": "Narin Samplename"}]}}""";

    @ParameterizedTest
    @CsvSource({
        "ROUTINE, ROUTINE, ", // nothing is wrong
        "ROUTINE, UNKNOWN, urgency",
        "ELDERLY, UNKNOWN, careFlags",
        "TRACING, UNKNOWN, questions",
        "PASSPORT, UNKNOWN, content.documents[0].type",
        "AUNT, UNKNOWN, content.relatives[0].relation",
        "UNIT-1, 'no code', receivingUnit",
        "Sokha Testperson, <b>, content.nameOwnScript",
        "Kha, =1+1, content.nicknames[0].<list element>",
        "Malee Samplename, @x, content.relatives[0].name",
        "Narin Samplename, {x}, content.localHelpers[0].name"})
    void a_field_that_makes_no_sense_is_named(String sensible, String strange, @Nullable String field) {
        ReferralRequests.Resubmit request = StrictJson.mapper()
                .readValue(SENSIBLE.replace(sensible, strange), ReferralRequests.Resubmit.class);
        assertThat(VALIDATOR.validate(request)).extracting(ConstraintViolation::getPropertyPath).extracting(Object::toString)
                .isEqualTo(field == null ? List.of() : List.of(field));
    }
}
