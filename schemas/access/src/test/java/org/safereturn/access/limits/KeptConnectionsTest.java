package org.safereturn.access.limits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.safereturn.access.HastyCaller;
import org.safereturn.access.Running;
import org.safereturn.access.identity.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** The first request is answered by another thread, as the store's driver does it, and the next ones at once. */
class KeptConnectionsTest extends Running {

    private static final int ROUNDS = 20;

    @Test
    void a_request_that_waited_is_answered_in_its_turn_and_the_connection_goes_on() throws IOException {
        assertThat(talk("/elsewhere", "/list", "/list"))
                .containsExactlyElementsOf(times(ROUNDS, "200 [\"done\"]", "200 [\"ROUTINE\"]", "200 [\"ROUTINE\"]"));
    }

    @Test
    void so_is_a_request_whose_answer_has_no_body() throws IOException {
        assertThat(talk("/elsewhere", "/nothing", "/nothing"))
                .containsExactlyElementsOf(times(ROUNDS, "200 [\"done\"]", "200 ", "200 "));
    }

    private List<String> talk(String... paths) throws IOException {
        return new HastyCaller(port(), Role.SUPERVISOR).talk(ROUNDS, paths);
    }

    private static List<String> times(int times, String... each) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(List.of(each));
        }
        return all;
    }
}
