package org.safereturn.caseservice.names.application;

import java.util.List;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.safereturn.access.input.NameForms;
import org.safereturn.access.names.Lookalikes;

import static org.assertj.core.api.Assertions.assertThat;

class NameKeysTest {

    private final NameKeys ours = new NameKeys(storage(1));

    @Test
    void equal_forms_give_equal_keys_and_others_give_others() {
        assertThat(new NameKeys(storage(1)).of(List.of("sokha"))).isEqualTo(ours.of(List.of("sokha", "sokha")));
        assertThat(ours.of(List.of("sokha", "sokh", "សាកល្បង")).values()).doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key).matches("[A-Za-z0-9_-]{22}").doesNotContain("sokh"));
        assertThat(ours.of(List.of())).isEmpty();
    }

    @Test
    void the_keys_of_one_ministry_mean_nothing_to_another() {
        assertThat(new NameKeys(storage(2)).of(List.of("sokha")).values())
                .doesNotContainAnyElementsOf(ours.of(List.of("sokha")).values());
    }

    @Test
    void how_keys_are_made_changes_with_the_secret_and_names_the_rules() {
        assertThat(ours.madeBy()).startsWith(NameForms.VERSION + "." + Lookalikes.VERSION + "-").isEqualTo(new NameKeys(storage(1)).madeBy())
                .isNotEqualTo(new NameKeys(storage(2)).madeBy());
    }

    private static SecretKey storage(int fill) {
        byte[] secret = new byte[32];
        secret[0] = (byte) fill;
        return new SecretKeySpec(secret, "AES");
    }
}
