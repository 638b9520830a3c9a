package org.safereturn.tracingservice.architecture;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** What must stay true of the code, each rule proven to bite. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/v1/"))
            .importPackages("org.safereturn.tracingservice");

    private static final JavaClasses SAMPLES = new ClassFileImporter()
            .importPackages("org.safereturn.tracingservice.architecture.sample");

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("the model knows no framework", noClasses().that().resideInAPackage("..model..")
                        .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "reactor..",
                                "org.apache..", "com.mongodb..", "tools.jackson..", "com.fasterxml..")),
                rule("the model knows nothing around it", noClasses().that().resideInAPackage("..tracing.model..")
                        .or().resideInAPackage("..sample.application..")
                        .should().dependOnClassesThat().resideInAnyPackage("..tracing.application..",
                                "..tracing.web..", "..tracing.events..", "..sample.events..")),
                rule("use cases know no adapter and no Spring", noClasses().that().resideInAPackage("..application..")
                        .should().dependOnClassesThat().resideInAnyPackage("..tracing.web..", "..tracing.events..",
                                "..sample.web..", "..sample.events..", "org.springframework..")),
                rule("the web adapter does not reach into the events adapter",
                        noClasses().that().resideInAnyPackage("..tracing.web..", "..sample.web..")
                                .should().dependOnClassesThat().resideInAnyPackage("..tracing.events..",
                                        "..sample.events..")),
                rule("time and ids are given, never asked for",
                        noClasses().that().haveSimpleNameNotEndingWith("Configuration")
                                .should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
                                .orShould().callMethod(UUID.class, "randomUUID")
                                .orShould().callMethod(Clock.class, "systemUTC")),
                rule("nothing waits", noClasses().should().callMethod(Mono.class, "block")
                        .orShould().callMethod(Flux.class, "blockLast")),
                rule("names say what a thing is", noClasses().should()
                        .haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Dto|Common)(\\$.*)?")));
    }

    private static Arguments rule(String sentence, ArchRule rule) {
        return Arguments.of(Named.of(sentence, rule));
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
}
