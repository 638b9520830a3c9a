package org.safereturn.access.testing;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Watches the log while the tests of a class drive a service with made-up persons, and searches it and the metrics for
 * them afterwards. The made-up persons of every test bear one of {@link #MARKS}.
 */
public final class NoPersonalDataOutside implements BeforeAllCallback, AfterAllCallback {

    /** What the names of made-up persons hold, and nothing else does. */
    public static final Set<String> MARKS = Set.of("Testperson", "Samplename", "សុខា");

    private static final Logger log = LoggerFactory.getLogger(NoPersonalDataOutside.class);
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(NoPersonalDataOutside.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(OURS).put(CapturedLog.class, new CapturedLog());
        log.info("Watching the log during {}", context.getDisplayName());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try (CapturedLog captured = Objects.requireNonNull(
                context.getStore(OURS).remove(CapturedLog.class, CapturedLog.class))) {
            assertThat(captured.lines()).isNotEmpty();
            assertThat(marked(captured.lines().stream())).as("log").isEmpty();
        }
        assertThat(marked(meters())).as("metrics").isEmpty();
    }

    /** The texts that hold one of the marks. */
    static List<String> marked(Stream<String> texts) {
        return texts.filter(text -> MARKS.stream().anyMatch(text::contains)).toList();
    }

    private static Stream<String> meters() {
        return Metrics.globalRegistry.getRegistries().stream().flatMap(registry -> registry.getMeters().stream())
                .flatMap(meter -> Stream.concat(
                        Stream.of(meter.getId().getName()), meter.getId().getTags().stream().map(Tag::toString)));
    }
}
