package org.safereturn.caseservice.input;

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
import org.safereturn.messaging.event.Symbols;

/** A code that callers may give: any but the {@code UNKNOWN} of a newer peer; a missing one is not this rule's business. */
@Documented
@Constraint(validatedBy = KnownCode.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface KnownCode {

    /** Rule id; the caller reads the text of that rule in their own language. */
    String message() default "invalid-value";

    /** Validation groups, unused here. */
    Class<?>[] groups() default {};

    /** Payload, unused here. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Symbols}. */
    final class Check implements ConstraintValidator<KnownCode, Enum<?>> {
        @Override
        public boolean isValid(@Nullable Enum<?> code, ConstraintValidatorContext context) {
            return code == null || !Symbols.isUnknown(code);
        }
    }
}
