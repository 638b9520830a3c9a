package org.safereturn.access.input;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Symbols;

/**
 * A code, or a list of codes, that a caller gives: any but {@code UNKNOWN}, which only stands for what a newer peer says.
 * The description of the API leaves {@code UNKNOWN} out there. A missing code is not this rule's business.
 */
@Documented
@Constraint(validatedBy = KnownCode.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface KnownCode {

    /** Rule id; the caller reads the text of that rule in their own language. */
    String message() default "invalid-value";

    /** Validation groups, unused here. */
    Class<?>[] groups() default {};

    /** Payload, unused here. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Symbols#isUnknown}. */
    final class Check implements ConstraintValidator<KnownCode, Object> {

        @Override
        public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
            return switch (value) {
                case Enum<?> symbol -> !Symbols.isUnknown(symbol);
                case Collection<?> many -> many.stream().allMatch(each -> isValid(each, context));
                case null, default -> true;
            };
        }
    }
}
