package org.safereturn.caseservice.architecture;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.sealing.Sealed;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The rules. */
final class ServiceShape {

    static final ArchRule THE_MODEL_IS_PURE_JAVA = noClasses().that().resideInAPackage("..model..")
            .should().dependOnClassesThat(DescribedPredicate.not(DescribedPredicate.describe("pure Java",
                    (JavaClass type) -> isOneOf(type, "java.", "org.jspecify.", "org.safereturn.messaging.outcome",
                            "org.safereturn.messaging.event")
                            || type.getPackageName().contains(".model") || type.isEquivalentTo(Sealed.class)
                            || type.isEquivalentTo(CaseScope.class)
                            || type.isPrimitive() || type.isArray())));

    static final ArchRule USE_CASES_KNOW_NO_ADAPTER = noClasses().that().resideInAPackage("..application..")
            .should().dependOnClassesThat().resideInAnyPackage("..web..", "..caseservice..events..");

    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER = noClasses().that().resideInAPackage("..web..")
            .should().dependOnClassesThat().resideInAPackage("..caseservice..events..");

    static final ArchRule WHAT_HTTP_SEES_IS_NOT_PUBLIC = classes().that().resideInAPackage("..web..")
            .should().notBePublic();

    static final ArchRule TIME_AND_IDS_COME_FROM_CONFIGURATION = noClasses()
            .that().haveSimpleNameNotEndingWith("Configuration")
            .should().accessTargetWhere(DescribedPredicate.describe("ask the system for time or ids",
                    (JavaAccess<?> access) -> asksForTime(access) || asksForAnId(access)));

    static final ArchRule NOBODY_BLOCKS = noClasses().should().accessTargetWhere(DescribedPredicate.describe("block",
            (JavaAccess<?> access) -> access.getName().startsWith("block")
                    && (access.getTargetOwner().isEquivalentTo(Mono.class)
                            || access.getTargetOwner().isEquivalentTo(Flux.class))));

    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should().haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Dto|Common)");

    static final List<ArchRule> ALL = List.of(THE_MODEL_IS_PURE_JAVA, USE_CASES_KNOW_NO_ADAPTER,
            ADAPTERS_DO_NOT_KNOW_EACH_OTHER, WHAT_HTTP_SEES_IS_NOT_PUBLIC, TIME_AND_IDS_COME_FROM_CONFIGURATION,
            NOBODY_BLOCKS, NAMES_SAY_WHAT_A_TYPE_IS);

    private ServiceShape() {
    }

    private static boolean isOneOf(JavaClass type, String... prefixes) {
        return List.of(prefixes).stream().anyMatch(type.getName()::startsWith);
    }

    private static boolean asksForTime(JavaAccess<?> access) {
        boolean now = access.getName().equals("now") && access.getTargetOwner().getPackageName().equals("java.time")
                && access.getTarget() instanceof AccessTarget.CodeUnitCallTarget call
                && call.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        return now || (access.getName().startsWith("system") && access.getTargetOwner().isEquivalentTo(Clock.class))
                || (access.getName().equals("currentTimeMillis")
                        && access.getTargetOwner().isEquivalentTo(System.class));
    }

    private static boolean asksForAnId(JavaAccess<?> access) {
        return access.getName().equals("randomUUID") && access.getTargetOwner().isEquivalentTo(UUID.class);
    }
}
