package org.safereturn.access.limits;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

/**
 * The answer that an endpoint gives, apart from the one that its caller gets until it begins. When the time is over, another
 * answer is written; the endpoint may be at its own just then, and no status and no header of it may come into the other.
 */
final class OneAnswer extends ServerHttpResponseDecorator {

    private enum Stage { OPEN, BEGUN, GIVEN_UP }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);
    private final HttpHeaders headers;
    private volatile @Nullable HttpStatusCode status;

    OneAnswer(ServerHttpResponse response) {
        super(response);
        headers = HttpHeaders.copyOf(response.getHeaders());
    }

    /** Nothing of the endpoint reaches the caller any more; false when its answer has begun. */
    boolean giveUp() {
        return stage.compareAndSet(Stage.OPEN, Stage.GIVEN_UP) && !super.isCommitted();
    }

    /** Whether the caller gets another answer, or this one already. */
    private boolean isDecided() {
        return stage.get() != Stage.OPEN || super.isCommitted();
    }

    @Override
    public boolean setStatusCode(@Nullable HttpStatusCode code) {
        if (stage.get() == Stage.BEGUN) {
            return super.setStatusCode(code);
        }
        status = code;
        return !isDecided();
    }

    @Override
    public boolean setRawStatusCode(@Nullable Integer code) {
        return setStatusCode(code == null ? null : HttpStatusCode.valueOf(code));
    }

    @Override
    public @Nullable HttpStatusCode getStatusCode() {
        return isDecided() ? super.getStatusCode() : status;
    }

    /** Its own until it begins; whoever comes too late changes nothing with them. */
    @Override
    public HttpHeaders getHeaders() {
        return stage.get() == Stage.BEGUN || (stage.get() == Stage.OPEN && super.isCommitted()) ? super.getHeaders() : headers;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return begun(() -> super.writeWith(body));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return begun(() -> super.writeAndFlushWith(body));
    }

    @Override
    public Mono<Void> setComplete() {
        return begun(super::setComplete);
    }

    private Mono<Void> begun(Supplier<Mono<Void>> writing) {
        return Mono.defer(() -> {
            if (stage.compareAndSet(Stage.OPEN, Stage.BEGUN) && !super.isCommitted()) {
                super.setStatusCode(status);
                super.getHeaders().clear();
                super.getHeaders().putAll(headers);
            }
            return stage.get() == Stage.BEGUN ? writing.get() : Mono.empty();
        });
    }
}
