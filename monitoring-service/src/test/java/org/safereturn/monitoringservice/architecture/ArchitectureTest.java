package org.safereturn.monitoringservice.architecture;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Each rule is kept by the service and broken by a sample. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.safereturn.monitoringservice");

    private static final JavaClasses SAMPLES = new ClassFileImporter()
            .importPackages("org.safereturn.monitoringservice.architecture.sample");

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("case references are never read", noClasses().should().callMethodWhere(
                        JavaCall.Predicates.target(HasName.Predicates.name("getCaseRef")))),
                rule("nothing sealed and no case key is known", noClasses().should().dependOnClassesThat()
                        .resideInAnyPackage("org.safereturn.messaging.sealing..")),
                rule("the fold and the figures know no framework", noClasses().that()
                        .haveSimpleNameStartingWith("Fold").or().haveSimpleNameStartingWith("Journey")
                        .or().haveSimpleNameStartingWith("Fact")
                        .or().haveSimpleName("FiguresCalculation").or().haveSimpleName("IndicatorSet")
                        .or().haveSimpleName("SmallCells").or().haveSimpleName("ViewDocument")
                        .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "reactor..",
                                "com.mongodb..", "org.apache.kafka..", "tools.jackson..")),
                rule("documents are found by their id only", noClasses().should().callMethodWhere(
                        JavaCall.Predicates.target(HasName.Predicates.nameMatching("(?!eq$).*"))
                                .and(JavaCall.Predicates.target(
                                        HasOwner.Predicates.With
                                                .owner(JavaClass.Predicates
                                                        .equivalentTo(Filters.class)))))),
                rule("time and ids are given, never asked for", noClasses().that()
                        .haveSimpleNameNotEndingWith("Configuration")
                        .should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
                        .orShould().callMethod(UUID.class, "randomUUID")
                        .orShould().callMethod(Clock.class, "systemUTC")),
                rule("nothing waits but the rebuild on its own thread", noClasses().that()
                        .doNotHaveSimpleName("KafkaHistory")
                        .should().callMethod(Mono.class, "block").orShould().callMethod(Mono.class, "blockOptional")
                        .orShould().callMethod(Flux.class, "blockLast")),
                rule("names say what a thing is", noClasses().should()
                        .haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Dto|Common)(\\$.*)?")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_service_keeps(ArchRule rule) {
        rule.check(SERVICE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_sample_breaks(ArchRule rule) {
        assertThat(rule.evaluate(SAMPLES).hasViolation()).isTrue();
    }

    @Test
    void the_rooms_know_each_other_in_one_direction_only() {
        slices().matching("org.safereturn.monitoringservice.(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    private static Arguments rule(String sentence, ArchRule rule) {
        return Arguments.of(Named.of(sentence, rule));
    }
}
