package org.safereturn.access.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the body of a write once, up to the limits of size and time, and keeps it for the fingerprint of the request. A
 * body in another encoding than UTF-8 is refused.
 * It runs after security, so a caller without a token cannot make a service hold a body, and before a request takes any
 * room of the service. What is wrong with a body is told later, by {@link #refuse}, when the call is on record.
 */
@Order(RequestBodies.AFTER_SECURITY)
public final class RequestBodies implements WebFilter {

    /** Largest body. */
    public static final int LIMIT_BYTES = 1024 * 1024;

    /** Order of this filter, behind the security chain. */
    public static final int AFTER_SECURITY = -70;

    /** Order of {@link #refuse}, behind everything that must know of the call. */
    public static final int BEFORE_THE_ENDPOINT = -50;

    private static final String BODY = RequestBodies.class.getName() + ".body";
    private static final String FAULT = RequestBodies.class.getName() + ".fault";
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
        return read(request)
                .<ServerWebExchange>map(body -> {
                    exchange.getAttributes().put(BODY, body);
                    return exchange.mutate().request(new Kept(request, exchange, body)).build();
                })
                .onErrorResume(fault -> {
                    exchange.getAttributes().put(FAULT, fault);
                    return Mono.just(exchange);
                })
                .flatMap(chain::filter);
    }

    private Mono<byte[]> read(ServerHttpRequest request) {
        if (!isUtf8(request.getHeaders())) {
            return Mono.error(new UnsupportedMediaTypeStatusException("Not UTF-8"));
        }
        if (request.getHeaders().getContentLength() > LIMIT_BYTES) {
            return Mono.error(new DataBufferLimitException("Content-Length"));
        }
        return DataBufferUtils.join(request.getBody(), LIMIT_BYTES)
                .timeout(longest, Mono.error(TooSlow::new))
                .map(RequestBodies::bytes)
                .defaultIfEmpty(NOTHING)
                .flatMap(body -> isUtf8(body) ? Mono.just(body)
                        : Mono.error(new ProblemException(Rejection.invalid("not-utf-8"))));
    }

    /** Refuses a request whose body is not as it must be. */
    public Mono<Void> refuse(ServerWebExchange exchange, WebFilterChain chain) {
        Throwable fault = exchange.getAttribute(FAULT);
        return fault == null ? chain.filter(exchange) : Mono.error(fault);
    }

    /** The body of this request; empty for a read. */
    static byte[] of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(BODY, NOTHING);
    }

    private static boolean isUtf8(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            return type == null || type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The parser would guess another encoding, and would take an ordinary character that is written too long. */
    private static boolean isUtf8(byte[] body) {
        for (byte each : body) {
            if (each == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
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
