package org.safereturn.messaging.testkit.architecture;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.mongodb.client.model.Filters;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules that hold for one module. {@link #ofKit} gives the rules for every module. {@link #ofService} adds those
 * for services, whose code lies in {@code <base>.<feature>.<room>} with the rooms {@code model}, {@code application},
 * {@code web}, {@code events} and {@code mongo}. Every other method adds a rule or names an exception, and answers a
 * new value.
 */
public final class Architecture {

    private static final List<String> ADAPTERS = List.of("web", "events", "mongo");

    private static final String[] FRAMEWORKS = {"org.springframework..", "org.apache..", "com.mongodb..", "org.bson..",
            "tools.jackson..", "com.fasterxml..", "io.micrometer..", "io.swagger.."};

    private static final Set<String> WAITING =
            Set.of("block", "blockOptional", "blockFirst", "blockLast", "toIterable", "toStream");

    private final String base;
    private final Set<String> asking;
    private final Set<String> waiting;
    private final List<Rule> own;
    private final Map<String, Set<String>> exceptions;

    private Architecture(String base, Set<String> asking, Set<String> waiting, List<Rule> own,
            Map<String, Set<String>> exceptions) {
        this.base = base;
        this.asking = asking;
        this.waiting = waiting;
        this.own = own;
        this.exceptions = exceptions;
    }

    /** The rules for any module whose packages begin with {@code base}. */
    public static Architecture ofKit(String base) {
        return new Architecture(base, Set.of(), Set.of(), List.of(), Map.of());
    }

    /** The rules for a service whose packages begin with {@code base}. */
    public static Architecture ofService(String base) {
        return ofKit(base)
                .and("a model is pure Java", room(base, "model"), not(pureJava(base)))
                .and("a use case knows no adapter and no framework", room(base, "application"),
                        adapters(base).or(frameworks()))
                .and("web does not know events", room(base, "web"), room(base, "events"))
                .and("events do not know web", room(base, "events"), room(base, "web"))
                .and("a feature does not reach into another feature's adapters",
                        classes().should(new StayInItsFeature(base, ADAPTERS)).allowEmptyShould(true))
                .and("controllers are not public", noClasses().that().haveSimpleNameEndingWith("Controller")
                        .should().bePublic().allowEmptyShould(true));
    }

    /** Names classes that may ask the system for time and ids, beside those called {@code ...Configuration}. */
    public Architecture mayAskTheSystem(String... simpleNames) {
        return new Architecture(base, Set.of(simpleNames), waiting, own, exceptions);
    }

    /** Names classes that may wait for a reactive answer, on a thread of their own. */
    public Architecture mayWait(String... simpleNames) {
        return new Architecture(base, asking, Set.of(simpleNames), own, exceptions);
    }

    /** Names classes that calculate from records: they know no framework but Avro. */
    public Architecture calculates(String... simpleNames) {
        return and("what calculates knows no framework", not(areNot(Set.of(simpleNames))),
                frameworks().or(resideInAPackage("reactor..")));
    }

    /** The module reads no case reference and knows nothing sealed and no case key. */
    public Architecture knowsNoCase() {
        return and("no case reference is read", noClasses().should().accessTargetWhere(
                describe("read a case reference", (JavaAccess<?> access) -> access.getName().equals("getCaseRef"))))
                .and("nothing sealed is known", DescribedPredicate.<JavaClass>alwaysTrue(),
                        resideInAPackage("org.safereturn.messaging.sealing.."));
    }

    /** The module filters documents by equality only: the embedded store scans for everything else. */
    public Architecture findsByEquality() {
        return and("documents are found by equality", noClasses().should().accessTargetWhere(
                describe("filter by something else", (JavaAccess<?> access) -> !access.getName().equals("eq")
                        && access.getTargetOwner().isEquivalentTo(Filters.class))));
    }

    /**
     * Names classes that one rule does not bind.
     *
     * @param sentence the rule's
     */
    public Architecture except(String sentence, String... simpleNames) {
        Map<String, Set<String>> more = new HashMap<>(exceptions);
        more.put(sentence, Set.of(simpleNames));
        return new Architecture(base, asking, waiting, own, Map.copyOf(more));
    }

    /** What the names of the module's packages begin with. */
    public String base() {
        return base;
    }

    /**
     * All rules that hold, those for every module first.
     *
     * @throws IllegalStateException when an exception is for a rule that there is not
     */
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule("packages have no circles",
                slices().assignedFrom(new EachPackage(base)).should().beFreeOfCycles().allowEmptyShould(true)));
        rules.add(new Rule("no package repeats its parent's name", classes().should(new NotRepeatItsParent())));
        rules.add(new Rule("time and ids are given, never asked for", noClasses()
                .that(describe("do not configure", type -> !configures(type))).and(areNot(asking))
                .should().accessTargetWhere(describe("ask the system for the time or an id",
                        access -> asksForTime(access) || asksForAnId(access)))));
        rules.add(new Rule("nothing waits", noClasses().that(areNot(waiting))
                .should().accessTargetWhere(describe("wait", Architecture::waits))));
        rules.add(new Rule("names say what a thing is", noClasses()
                .should().haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Dto|Common)(\\$.*)?")));
        rules.add(new Rule("logs go through SLF4J", noClasses().should(dependOnClassesThat(resideInAnyPackage(
                "java.util.logging..", "org.apache.commons.logging..", "org.apache.logging..", "org.apache.log4j..")))));
        rules.add(new Rule("nothing prints", GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS));
        rules.addAll(own);
        if (!rules.stream().map(Rule::sentence).toList().containsAll(exceptions.keySet())) {
            throw new IllegalStateException("There are exceptions for rules that do not exist: " + exceptions.keySet());
        }
        return rules.stream().map(rule -> new Rule(rule.sentence(), rule.check(),
                exceptions.getOrDefault(rule.sentence(), Set.of()))).toList();
    }

    private Architecture and(String sentence, DescribedPredicate<JavaClass> who, DescribedPredicate<JavaClass> what) {
        return and(sentence, noClasses().that(who).should(dependOnClassesThat(what)).allowEmptyShould(true));
    }

    private Architecture and(String sentence, ArchRule check) {
        List<Rule> rules = new ArrayList<>(own);
        rules.add(new Rule(sentence, check));
        return new Architecture(base, asking, waiting, List.copyOf(rules), exceptions);
    }

    private static DescribedPredicate<JavaClass> room(String base, String room) {
        return resideInAnyPackage(base + "." + room + "..", base + ".*." + room + "..");
    }

    /** Avro is none here: what is sealed is a record. */
    private static DescribedPredicate<JavaClass> frameworks() {
        return resideInAnyPackage(FRAMEWORKS).and(not(resideInAPackage("org.apache.avro..")));
    }

    private static DescribedPredicate<JavaClass> adapters(String base) {
        return ADAPTERS.stream().map(adapter -> room(base, adapter)).reduce((one, other) -> one.or(other)).orElseThrow();
    }

    /** The language, the models of the service, and the words of the kits that are pure Java themselves. */
    private static DescribedPredicate<JavaClass> pureJava(String base) {
        DescribedPredicate<JavaClass> language = resideInAnyPackage("java.lang..", "java.math..", "java.time..",
                "java.util", "java.util.function..", "java.util.regex..", "java.util.stream..", "java.text..",
                "org.jspecify..");
        DescribedPredicate<JavaClass> kits = resideInAnyPackage("org.safereturn.messaging.event..",
                "org.safereturn.messaging.outcome..", "org.safereturn.messaging.aggregate..",
                "org.safereturn.messaging.sealing..", "org.safereturn.access..");
        return language.or(kits).or(room(base, "model"))
                .or(describe("primitive", type -> type.getBaseComponentType().isPrimitive()))
                .as("pure Java");
    }

    private static DescribedPredicate<JavaClass> areNot(Set<String> simpleNames) {
        return describe("are not " + simpleNames, type -> !simpleNames.contains(type.getSimpleName()));
    }

    /** Also what is nested in a configuration. */
    private static boolean configures(JavaClass type) {
        return type.getEnclosingClass().map(Architecture::configures)
                .orElseGet(() -> type.getSimpleName().endsWith("Configuration"));
    }

    private static boolean asksForTime(JavaAccess<?> access) {
        boolean now = access.getName().equals("now") && access.getTargetOwner().getPackageName().equals("java.time")
                && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        return now || (access.getName().startsWith("system") && access.getTargetOwner().isEquivalentTo(Clock.class))
                || (access.getName().equals("currentTimeMillis") && access.getTargetOwner().isEquivalentTo(System.class));
    }

    private static boolean asksForAnId(JavaAccess<?> access) {
        return access.getName().equals("randomUUID") && access.getTargetOwner().isEquivalentTo(UUID.class);
    }

    private static boolean waits(JavaAccess<?> access) {
        return WAITING.contains(access.getName())
                && (access.getTargetOwner().isEquivalentTo(Mono.class) || access.getTargetOwner().isEquivalentTo(Flux.class));
    }
}
