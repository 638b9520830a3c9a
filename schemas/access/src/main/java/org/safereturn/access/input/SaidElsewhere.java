package org.safereturn.access.input;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fields that a caller may think belong to this request and that are said somewhere else. One of them is refused with a rule
 * that says where, and not as a field that nobody knows.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SaidElsewhere {

    /** Rule of the problem; its text may speak of {@code {field}}. */
    String rule();

    /** Names of the fields. */
    String[] fields();
}
