package org.safereturn.monitoringservice.page;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.safereturn.monitoringservice.fold.Notice;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The stream of events as they arrive. Remembers the latest lines for a page that opens; a listener that is too slow
 * loses lines and never holds up the others. A repeated event is one line.
 */
public final class Ticker {

    private static final int REMEMBERED = 200;
    private static final int BUFFERED = 256;

    private final Sinks.Many<Notice> lines = Sinks.many().multicast().directBestEffort();
    private final Deque<Notice> latest = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();

    /** Adds lines, oldest first. */
    public void add(Collection<Notice> notices) {
        synchronized (latest) {
            for (Notice notice : notices) {
                if (!ids.add(notice.id())) {
                    continue;
                }
                latest.addFirst(notice);
                if (latest.size() > REMEMBERED) {
                    ids.remove(latest.removeLast().id());
                }
                lines.emitNext(notice, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
            }
        }
    }

    /** The latest lines that a reader may see, newest first. */
    List<Notice> latest(int count, Predicate<Notice> seen) {
        synchronized (latest) {
            return latest.stream().filter(seen).limit(count).toList();
        }
    }

    /** Every line from now on. */
    public Flux<Notice> lines() {
        return lines.asFlux().onBackpressureBuffer(BUFFERED, _ -> { },
                BufferOverflowStrategy.DROP_OLDEST);
    }

    /** The lines after this event, oldest first; empty when it is not, or no longer, remembered. */
    public Optional<List<Notice>> after(String id) {
        synchronized (latest) {
            return ids.contains(id) ? Optional.of(latest.stream().takeWhile(each -> !each.id().equals(id)).toList().reversed())
                    : Optional.empty();
        }
    }
}
