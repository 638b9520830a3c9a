package org.safereturn.monitoringservice.page;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

/**
 * Fragments of the page, made once for all who see the same, however many have the page open. Who comes later gets the
 * latest one first; when the last one leaves, nothing is made any more.
 */
final class SharedFragments {

    private final Map<Object, Flux<ServerSentEvent<String>>> streams = new ConcurrentHashMap<>();

    /**
     * The stream of fragments for everybody who sees the same; who is too slow misses some, never the last one.
     *
     * @param audience what the fragments depend on; there are few
     * @param made the stream, when nobody of this audience has had one yet
     */
    Flux<ServerSentEvent<String>> of(Object audience, Supplier<Flux<ServerSentEvent<String>>> made) {
        return streams.computeIfAbsent(audience, _ -> made.get().replay(1).refCount(1)).onBackpressureLatest();
    }
}
