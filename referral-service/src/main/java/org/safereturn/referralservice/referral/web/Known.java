package org.safereturn.referralservice.referral.web;

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

/** The symbol must not be {@code UNKNOWN}: that one is read from a newer peer and never given by a caller. */
@Documented
@Constraint(validatedBy = Known.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Known {

    /** Rule id; the caller reads the text of that rule in their own language. */
    String message() default "invalid-value";

    /** Validation groups, unused here. */
    Class<?>[] groups() default {};

    /** Payload, unused here. */
    Class<? extends Payload>[] payload() default {};

    /** Applies {@link Symbols#isUnknown}; a missing symbol is not this rule's business. */
    final class Check implements ConstraintValidator<Known, Enum<?>> {

        @Override
        public boolean isValid(@Nullable Enum<?> symbol, ConstraintValidatorContext context) {
            return symbol == null || !Symbols.isUnknown(symbol);
        }
    }
}
