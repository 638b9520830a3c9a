package org.safereturn.messaging.testkit.architecture;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Every rule finds the sample that breaks it, and leaves a service alone that keeps it. */
class ArchitectureRulesTest {

    private static final String HERE = ArchitectureRulesTest.class.getPackageName();

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_breaks(String sentence, String sample) {
        Rule broken = rules("broken").stream().filter(rule -> rule.sentence().equals(sentence)).findAny().orElseThrow();
        List<String> found = broken.check().evaluate(new ClassFileImporter().importPackages(HERE + ".broken"))
                .getFailureReport().getDetails();
        assertThat(found).anyMatch(detail -> detail.contains(sample));
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("packages have no circles", "KnowsTheHarbour"),
                Arguments.of("no package repeats its parent's name", "Berth"),
                Arguments.of("time and ids are given, never asked for", "AsksTheTime"),
                Arguments.of("time and ids are given, never asked for", "MakesAnId"),
                Arguments.of("nothing waits", "Waits"),
                Arguments.of("names say what a thing is", "FerryManager"),
                Arguments.of("logs go through SLF4J", "LogsElsewhere"),
                Arguments.of("nothing prints", "Prints"),
                Arguments.of("a model is pure Java", "KnowsReactor"),
                Arguments.of("a use case knows no adapter and no framework", "KnowsItsAdapter"),
                Arguments.of("a use case knows no adapter and no framework", "KnowsSpring"),
                Arguments.of("web does not know events", "KnowsEvents"),
                Arguments.of("events do not know web", "KnowsWeb"),
                Arguments.of("a feature does not reach into another feature's adapters", "ReachesOver"),
                Arguments.of("controllers are not public", "FerryController"),
                Arguments.of("what calculates knows no framework", "KnowsTheStore"),
                Arguments.of("no case reference is read", "ReadsACaseReference"),
                Arguments.of("nothing sealed is known", "KnowsAKey"),
                Arguments.of("documents are found by equality", "Scans"));
    }

    @Test
    void no_rule_is_without_a_sample() {
        Set<String> proven = samples().map(sample -> (String) sample.get()[0]).collect(Collectors.toSet());
        assertThat(rules("broken")).extracting(Rule::sentence).containsExactlyInAnyOrderElementsOf(proven);
    }

    @Test
    void a_service_of_the_agreed_shape_breaks_none() {
        assertThat(rules("kept")).noneMatch(rule -> rule.check()
                .evaluate(new ClassFileImporter().importPackages(HERE + ".kept")).hasViolation());
    }

    @Test
    void an_exception_is_for_the_named_class_only() {
        List<String> found = Architecture.ofKit(HERE + ".broken").mayAskTheSystem("MakesAnId").mayWait("Waits").rules()
                .stream().filter(rule -> rule.sentence().startsWith("time") || rule.sentence().equals("nothing waits"))
                .flatMap(rule -> rule.check().evaluate(new ClassFileImporter().importPackages(HERE + ".broken"))
                        .getFailureReport().getDetails().stream())
                .toList();
        assertThat(found).isNotEmpty().allMatch(detail -> detail.contains("AsksTheTime"));
    }

    @Test
    void a_rule_binds_all_but_its_exceptions() {
        JavaClasses broken = new ClassFileImporter().importPackages(HERE + ".broken");
        Rule names = Architecture.ofKit(HERE).except("names say what a thing is", "FerryManager").rules().stream()
                .filter(rule -> rule.sentence().startsWith("names")).findAny().orElseThrow();
        assertThat(names.check().evaluate(broken).hasViolation()).isTrue();
        assertThat(names.check().evaluate(names.bound(broken)).hasViolation()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> Architecture.ofKit(HERE).except("no such rule", "A").rules());
    }

    @ParameterizedTest
    @ValueSource(strings = {"if (country.equals(\"KH\"))", "\"KH-POI-PET\"", "// only in Thailand"})
    void a_country_in_the_code_is_found(String source) {
        assertThat(CountryNames.in(source)).isTrue();
        assertThat(CountryNames.in("if (country.equals(profile.country()))")).isFalse();
    }

    private static List<Rule> rules(String sample) {
        return Architecture.ofService(HERE + "." + sample).calculates("KnowsTheStore").knowsNoCase().findsByEquality().rules();
    }
}
