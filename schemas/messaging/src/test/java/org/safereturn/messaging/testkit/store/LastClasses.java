package org.safereturn.messaging.testkit.store;

import java.util.Comparator;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Leaves test classes in their order, those that {@link RunsLast} behind all others. */
public final class LastClasses implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing((ClassDescriptor type) -> type.isAnnotated(RunsLast.class)));
    }
}
