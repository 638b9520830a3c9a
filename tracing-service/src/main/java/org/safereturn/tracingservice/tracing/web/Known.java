package org.safereturn.tracingservice.tracing.web;

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

/** A code that callers give: any but {@code UNKNOWN}, which only stands for what a newer peer says. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Known.Check.class)
@interface Known {

    /** Never shown; callers read the problem. */
    String message() default "unknown";

    /** No groups. */
    Class<?>[] groups() default {};

    /** No payload. */
    Class<? extends Payload>[] payload() default {};

    /** Whether a code is known; an absent one is. */
    final class Check implements ConstraintValidator<Known, Enum<?>> {

        @Override
        public boolean isValid(@Nullable Enum<?> code, ConstraintValidatorContext context) {
            return code == null || !Symbols.isUnknown(code);
        }
    }
}
