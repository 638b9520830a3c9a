package org.safereturn.access.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint, and what for. An endpoint without it is closed to everybody. Whether the caller may also see
 * the case in question is decided by the case itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

    /** The roles that may call it; every other role is refused. */
    Role[] roles();

    /** What the data are handled for. */
    PurposeOfUse purpose();

    /** Name of the path variable that holds the case reference; empty when the endpoint is about no single case. */
    String subject() default "";

    /** Whether personal data are read or written, so that every call must be on record. */
    boolean personal() default true;

    /**
     * Whether it only reads, although it is a {@code POST}, because what is asked for must not stand in an address. It is
     * on record once, with what it shows, and nothing of it has a version.
     */
    boolean reads() default false;
}
