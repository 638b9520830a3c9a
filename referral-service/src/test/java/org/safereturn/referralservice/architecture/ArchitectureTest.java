package org.safereturn.referralservice.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
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
import static org.assertj.core.api.Assertions.assertThat;

/** What must stay true of the code, each rule proven to bite. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/architecture/"))
            .importPackages("org.safereturn.referral");

    private static final JavaClasses SAMPLES = new ClassFileImporter()
            .importPackages("org.safereturn.referral.architecture.sample");

    private static final Pattern COUNTRY =
            Pattern.compile("\"(KH|TH|ZZ)\"|\"(KH|TH|ZZ)[-_]|Cambodia|Thai|Khmer|Poi ?Pet", Pattern.CASE_INSENSITIVE);

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("the models are pure Java", noClasses().that().resideInAPackage("..model..")
                        .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "reactor..",
                                "org.apache..", "com.mongodb..", "tools.jackson..", "com.fasterxml..",
                                "org.safereturn..v1..")),
                rule("the models know nothing around them", noClasses().that().resideInAPackage("..model..")
                        .should().dependOnClassesThat().resideInAnyPackage("..application..", "..web..", "..events..", "..country..",
                                "..withdrawal..")),
                rule("use cases know neither web nor events", noClasses().that().resideInAPackage("..application..")
                        .should().dependOnClassesThat().resideInAnyPackage("org.safereturn.referralservice..web..",
                                "org.safereturn.referralservice..events..", "org.springframework..")),
                rule("what the web shows is shown by the web only, but for what two features share",
                        noClasses().that().resideInAPackage("..web..").and().areNotNestedClasses()
                                .and().doNotHaveSimpleName("ReferralView").and().doNotHaveSimpleName("Known")
                                .should().bePublic()),
                rule("time and ids are given, never asked for",
                        noClasses().that().haveSimpleNameNotEndingWith("Configuration")
                                .should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
                                .orShould().callMethod(UUID.class, "randomUUID")
                                .orShould().callMethod(Clock.class, "systemUTC")),
                rule("nothing waits", noClasses().should().callMethod(Mono.class, "block")
                        .orShould().callMethod(Flux.class, "blockLast")));
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

    @Test
    void no_country_is_named_in_the_code() {
        assertThat(Stream.of("if (country.equals(\"KH\"))", "\"KH-POI-PET\"", "// only in Thailand"))
                .as("samples that must be found").allMatch(sample -> COUNTRY.matcher(sample).find());
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> naming = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> COUNTRY.matcher(text(path)).find()).toList();
            assertThat(naming).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
