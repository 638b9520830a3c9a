package org.safereturn.access.input;

import java.time.Duration;
import java.util.Set;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the body of a write once, up to the limits of size and time, and keeps it for the fingerprint of the request.
 * It runs after security, so a caller without a token cannot make a service hold a body.
 */
@Order(RequestBodies.AFTER_SECURITY)
public final class RequestBodies implements WebFilter {

    /** Largest body. */
    public static final int LIMIT_BYTES = 1024 * 1024;

    /** Order of this filter, behind the security chain. */
    public static final int AFTER_SECURITY = -50;

    private static final String BODY = RequestBodies.class.getName() + ".body";
    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);
    private static final byte[] NOTHING = {};

    private final Duration longest;

    /** Waits at most this long for a whole body. */
    public RequestBodies(Duration longest) {
        this.longest = longest;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (READS.contains(request.getMethod())) {
            return chain.filter(exchange);
        }
        if (request.getHeaders().getContentLength() > LIMIT_BYTES) {
            return Mono.error(new DataBufferLimitException("Content-Length"));
        }
        return DataBufferUtils.join(request.getBody(), LIMIT_BYTES)
                .timeout(longest, Mono.error(TooSlow::new))
                .map(RequestBodies::bytes)
                .defaultIfEmpty(NOTHING)
                .flatMap(body -> {
                    exchange.getAttributes().put(BODY, body);
                    return chain.filter(exchange.mutate().request(new Kept(request, exchange, body)).build());
                });
    }

    /** The body of this request; empty for a read. */
    static byte[] of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(BODY, NOTHING);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** The body did not arrive in time. */
    public static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow() {
            super("body too slow", null, false, false);
        }
    }

    private static final class Kept extends ServerHttpRequestDecorator {
        private final ServerWebExchange exchange;
        private final byte[] body;

        Kept(ServerHttpRequest request, ServerWebExchange exchange, byte[] body) {
            super(request);
            this.exchange = exchange;
            this.body = body;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return body.length == 0
                    ? Flux.empty()
                    : Flux.defer(() -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
        }
    }
}
