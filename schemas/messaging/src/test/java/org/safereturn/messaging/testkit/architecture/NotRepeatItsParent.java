package org.safereturn.messaging.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A package called like the one around it, as in {@code a.b.b}, says nothing. */
final class NotRepeatItsParent extends ArchCondition<JavaClass> {

    NotRepeatItsParent() {
        super("be in a package that does not repeat its parent's name");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String[] parts = type.getPackageName().split("\\.", -1);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].equals(parts[i - 1])) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a package that repeats " + parts[i]));
            }
        }
    }
}
