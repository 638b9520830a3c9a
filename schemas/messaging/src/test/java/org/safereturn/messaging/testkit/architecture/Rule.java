package org.safereturn.messaging.testkit.architecture;

import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

/**
 * One rule of the architecture.
 *
 * @param sentence   what must be true
 * @param check      finds what breaks it
 * @param exceptions simple names of the classes that it does not bind, with all that is nested in them
 */
public record Rule(String sentence, ArchRule check, Set<String> exceptions) {

    /** A rule that binds all classes. */
    public Rule(String sentence, ArchRule check) {
        this(sentence, check, Set.of());
    }

    /** The classes that it binds. */
    JavaClasses bound(JavaClasses all) {
        return exceptions.isEmpty() ? all
                : all.that(describe("are bound", type -> !isException(type)));
    }

    private boolean isException(JavaClass type) {
        return exceptions.contains(type.getSimpleName())
                || type.getEnclosingClass().map(this::isException).orElse(false);
    }
}
