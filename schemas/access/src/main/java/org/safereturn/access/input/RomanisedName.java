package org.safereturn.access.input;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The name must be {@linkplain PlainText#isRomanised written in Latin letters}. What is missing, or no name at all, passes:
 * {@link PersonName} tells of that.
 */
@Documented
@Constraint(validatedBy = RomanisedName.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface RomanisedName {

    /** Rule id; the caller reads the text of that rule in their own language. */
    String message() default PlainText.NOT_IN_LATIN_LETTERS;

    /** Validation groups, unused here. */
    Class<?>[] groups() default {};

    /** Payload, unused here. */
    Class<? extends Payload>[] payload() default {};

    /** Applies {@link PlainText#isRomanised}. */
    final class Check implements ConstraintValidator<RomanisedName, String> {
        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || !PlainText.isName(text) || PlainText.isRomanised(text);
        }
    }
}
