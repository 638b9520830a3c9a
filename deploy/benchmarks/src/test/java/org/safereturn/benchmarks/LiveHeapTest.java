package org.safereturn.benchmarks;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveHeapTest {

    @Test
    void the_total_of_a_histogram_is_what_is_held() throws IOException {
        assertThat(LiveHeap.total("""
                4242:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         31337        2457600  [B (java.base@25)
                   2:           100        1000000  Total
                Total         31437        3457600
                """)).isEqualTo(3_457_600);
        assertThatThrownBy(() -> LiveHeap.total("Unable to open socket file")).isInstanceOf(IOException.class);
    }
}
