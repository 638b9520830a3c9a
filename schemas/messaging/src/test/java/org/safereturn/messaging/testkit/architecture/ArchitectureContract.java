package org.safereturn.messaging.testkit.architecture;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A module keeps the rules of its architecture: a test extends this and names the module's packages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureContract {

    private final Architecture architecture;
    private final JavaClasses module;

    /** The rules of one module, for the classes of that module on the class path; tests are left out. */
    protected ArchitectureContract(Architecture architecture) {
        this.architecture = architecture;
        this.module = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(architecture.base());
        assertThat(module).as("classes in " + architecture.base()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    final void the_module_keeps_that(Rule rule) {
        rule.check().check(rule.bound(module));
    }

    final List<Named<Rule>> rules() {
        return architecture.rules().stream().map(rule -> Named.of(rule.sentence(), rule)).toList();
    }
}
