package org.safereturn.local.demo;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReconciliationTest {

    @Test
    void what_others_did_meanwhile_does_not_count_and_a_lost_case_is_a_failure_with_a_sentence() {
        Set<String> own = Set.of("one", "two", "three");
        Reconciliation all = Reconciliation.of(own, List.of("one", "another", "two", "three", "another"),
                Set.of("one", "two", "three", "another"));
        assertThat(all.matches()).isTrue();
        assertThat(all.found()).isEqualTo("All 3 referrals of this run are in the inbox once and are counted.");
        Reconciliation lost = Reconciliation.of(own, List.of("one", "two", "one", "another"), Set.of("two", "one"));
        assertThat(lost.matches()).isFalse();
        assertThat(lost.found()).isEqualTo("Of 3 referrals of this run 2 are in the inbox, 1 of them more than once, "
                + "and 2 are counted in the joint view.");
    }
}
