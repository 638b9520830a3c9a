package org.safereturn.caseservice.architecture;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.caseservice.architecture.samples.application.Blocks;
import org.safereturn.caseservice.architecture.samples.application.CaseHelper;
import org.safereturn.caseservice.architecture.samples.application.KnowsAnAdapter;
import org.safereturn.caseservice.architecture.samples.application.MakesIds;
import org.safereturn.caseservice.architecture.samples.application.ReadsTheClock;
import org.safereturn.caseservice.architecture.samples.model.KnowsReactor;
import org.safereturn.caseservice.architecture.samples.web.KnowsTheOtherAdapter;
import org.safereturn.caseservice.architecture.samples.web.PublicController;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    @Test
    void the_service_has_its_agreed_shape() {
        JavaClasses service = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.safereturn.caseservice");
        assertThat(service).isNotEmpty();
        ServiceShape.ALL.forEach(rule -> rule.check(service));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_rule_bites(ArchRule rule, Class<?> sample) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(sample)).hasViolation()).isTrue();
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of(ServiceShape.THE_MODEL_IS_PURE_JAVA, KnowsReactor.class),
                Arguments.of(ServiceShape.USE_CASES_KNOW_NO_ADAPTER, KnowsAnAdapter.class),
                Arguments.of(ServiceShape.ADAPTERS_DO_NOT_KNOW_EACH_OTHER, KnowsTheOtherAdapter.class),
                Arguments.of(ServiceShape.WHAT_HTTP_SEES_IS_NOT_PUBLIC, PublicController.class),
                Arguments.of(ServiceShape.TIME_AND_IDS_COME_FROM_CONFIGURATION, ReadsTheClock.class),
                Arguments.of(ServiceShape.TIME_AND_IDS_COME_FROM_CONFIGURATION, MakesIds.class),
                Arguments.of(ServiceShape.NOBODY_BLOCKS, Blocks.class),
                Arguments.of(ServiceShape.NAMES_SAY_WHAT_A_TYPE_IS, CaseHelper.class));
    }
}
