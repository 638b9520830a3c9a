package org.safereturn.pages.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What is open for long for a session: one stream at most, so a new one ends the one before. It ends at once when the session
 * does.
 */
public final class LiveSessions {

    private final Map<String, Sinks.Empty<Void>> open = new ConcurrentHashMap<>();

    /** The stream as long as this session lasts and has no newer one. */
    public <T> Flux<T> of(String session, Flux<T> stream) {
        return Flux.defer(() -> {
            Sinks.Empty<Void> end = Sinks.empty();
            Sinks.Empty<Void> before = open.put(session, end);
            if (before != null) {
                before.tryEmitEmpty();
            }
            return stream.takeUntilOther(end.asMono()).doFinally(_ -> open.remove(session, end));
        });
    }

    /** The session has ended. */
    public void end(String session) {
        Sinks.Empty<Void> found = open.remove(session);
        if (found != null) {
            found.tryEmitEmpty();
        }
    }

    /** How many streams are open. */
    public int open() {
        return open.size();
    }
}
