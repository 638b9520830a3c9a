package org.safereturn.access.testing;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class in which a network buffer was dropped without being released. It holds for every test class of a
 * module that has this kit on its class path; JUnit finds it by itself.
 */
public final class NoLeakedBuffers implements AfterAllCallback {

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final Queue<Collecting<?>> DETECTORS = new ConcurrentLinkedQueue<>();
    private static final AtomicBoolean USED = new AtomicBoolean();
    private static final int SHOWN = 6000;
    /** What one collection finds may be queued during the next. */
    private static final int ROUNDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static {
        // Every buffer is tracked. By default each byte that is read of one leaves a stack trace, which takes most of a request.
        System.setProperty("io.netty.leakDetection.acquireAndReleaseOnly", "true");
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Factory());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    static void check() {
        if (USED.getAndSet(false)) {
            for (int round = 0; round < ROUNDS; round++) {
                collect();
                DETECTORS.forEach(Collecting::report);
            }
            USED.set(false);
        }
        StringBuilder found = new StringBuilder();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            found.append(leak, 0, Math.min(leak.length(), SHOWN)).append('\n');
        }
        assertThat(found).as("buffers that were not released").isEmpty();
    }

    /** Returns when what nobody holds has been found, which another thread does after the collection. */
    private static void collect() {
        ReferenceQueue<Object> found = new ReferenceQueue<>();
        Reference<Object> dropped = new WeakReference<>(new Object(), found);
        System.gc();
        try {
            assertThat(found.remove(PATIENCE.toMillis())).as("what was dropped").isSameAs(dropped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Factory extends ResourceLeakDetectorFactory {

        @Override
        @SuppressWarnings("deprecation")
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval,
                long maxActive) {
            Collecting<T> detector = new Collecting<>(resource, samplingInterval);
            DETECTORS.add(detector);
            return detector;
        }
    }

    private static final class Collecting<T> extends ResourceLeakDetector<T> {

        Collecting(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        public ResourceLeakTracker<T> track(T resource) {
            USED.set(true);
            return super.track(resource);
        }

        /** Tracking something is what makes Netty look for leaks. */
        @SuppressWarnings("unchecked")
        void report() {
            T nothing = (T) new Object();
            ResourceLeakTracker<T> tracker = super.track(nothing);
            if (tracker != null) {
                tracker.close(nothing);
            }
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resource, String records) {
            LEAKS.add(resource + records);
        }

        @Override
        protected void reportUntracedLeak(String resource) {
            LEAKS.add(resource);
        }
    }
}
