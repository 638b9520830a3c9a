package org.safereturn.access.testing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls a running service. */
public final class Client {

    private static final byte[] NOTHING = {};
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final Map<Called, WebTestClient> MADE = new ConcurrentHashMap<>();

    private Client() {
    }

    private record Called(String address, Duration patience) {
    }

    /**
     * A client that reads every answer to its end, whatever a test looks at; it is not for streams. There is one for each
     * address: to make one takes longer than most answers.
     */
    public static WebTestClient at(String address, Duration patience) {
        return MADE.computeIfAbsent(new Called(address, patience), called -> made(called.address(), called.patience()));
    }

    private static WebTestClient made(String address, Duration patience) {
        return WebTestClient.bindToServer().baseUrl(address).responseTimeout(patience)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                .filter((request, next) -> next.exchange(request).flatMap(Client::whole)).build();
    }

    private static Mono<ClientResponse> whole(ClientResponse response) {
        return response.bodyToMono(byte[].class).defaultIfEmpty(NOTHING).map(body -> response.mutate()
                .body(_ -> body.length == 0 ? Flux.empty() : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                .build());
    }
}
