package org.safereturn.caseservice;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.testing.PagesContract;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class CasePagesTest extends PagesContract {

    CasePagesTest() {
        super("case-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"consents", "withdraw-consents", "end", "reopen"})
    void what_either_side_may_do_is_offered_to_either_side(String form) {
        assertThat(Pages.ofService(new ClassPathResource("pages/case-service.yaml")).records())
                .flatExtracting(page -> page.actions()).filteredOn(action -> action.form().equals(form))
                .anySatisfy(action -> assertThat(action.when()).doesNotContainKey("side"));
    }
}
