package org.safereturn.access.testing;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is dropped without being released is found. */
class NoLeakedBuffersTest {

    private static void drop() {
        ResourceLeakDetector<Object> detector =
                ResourceLeakDetectorFactory.instance().newResourceLeakDetector(Object.class);
        assertThat(detector.track(new Object())).isNotNull();
    }

    @Test
    void the_check_bites() {
        drop();
        assertThatThrownBy(NoLeakedBuffers::check).isInstanceOf(AssertionError.class)
                .hasMessageContaining("not released");
    }
}
