package org.safereturn.messaging.testkit.architecture;

import java.util.List;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A feature is what lies in one package right below the base; others may use its model and its use cases. */
final class StayInItsFeature extends ArchCondition<JavaClass> {

    private final String base;
    private final List<String> adapters;

    StayInItsFeature(String base, List<String> adapters) {
        super("not reach into another feature's " + adapters);
        this.base = base;
        this.adapters = adapters;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        List<String> here = below(type);
        if (here.size() < 2) {
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            List<String> there = below(dependency.getTargetClass().getBaseComponentType());
            if (there.size() > 1 && !there.getFirst().equals(here.getFirst()) && adapters.contains(there.get(1))) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private List<String> below(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(base + ".") ? List.of(name.substring(base.length() + 1).split("\\.")) : List.of();
    }
}
