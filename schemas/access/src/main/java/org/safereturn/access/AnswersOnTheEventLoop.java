package org.safereturn.access;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Writes every answer as a separate task on the event loop of its connection, whichever thread made the answer.
 * Reactor Netty 1.3.6 stops reading from a kept connection when a request that had to wait for the answer before it is
 * itself answered at once (reactor-netty issue 4361); the caller then waits for ever. A request has to wait whenever
 * the store's driver answers the one before it from another thread and the caller is quick. Not a {@code
 * HttpHandlerDecoratorFactory}: that is a {@code Function}, and Spring Cloud Stream would bind it to a topic.
 */
final class AnswersOnTheEventLoop implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HttpHandler handler ? wrap(handler) : bean;
    }

    private static HttpHandler wrap(HttpHandler handler) {
        return (request, response) -> {
            Executor loop = eventLoop(response);
            return handler.handle(
                    request, loop == null ? response : new OnLoop(response, Schedulers.fromExecutor(loop)));
        };
    }

    private static @Nullable Executor eventLoop(ServerHttpResponse response) {
        Object connected = ServerHttpResponseDecorator.getNativeResponse(response);
        AtomicReference<@Nullable Executor> loop = new AtomicReference<>();
        if (connected instanceof HttpServerResponse netty) {
            netty.withConnection(connection -> loop.set(connection.channel().eventLoop()));
        }
        return loop.get();
    }

    /**
     * The same content from this scheduler. {@code Mono#publishOn} would forget a buffer that still waits when the caller
     * goes, and never release it.
     */
    static Mono<DataBuffer> moved(Mono<? extends DataBuffer> body, Scheduler loop) {
        return body.<DataBuffer>flatMap(buffer -> moved(buffer, loop)).switchIfEmpty(Mono.<DataBuffer>empty().publishOn(loop));
    }

    /** Either it is handed over or it is released. */
    private static Mono<DataBuffer> moved(DataBuffer buffer, Scheduler loop) {
        AtomicBoolean settled = new AtomicBoolean();
        return Mono.<DataBuffer>create(sink -> loop.schedule(() -> {
            if (settled.compareAndSet(false, true)) {
                sink.success(buffer);
            }
        })).doFinally(_ -> {
            if (settled.compareAndSet(false, true)) {
                DataBufferUtils.release(buffer);
            }
        });
    }

    private static final class OnLoop extends ServerHttpResponseDecorator {
        private final Scheduler loop;

        OnLoop(ServerHttpResponse response, Scheduler loop) {
            super(response);
            this.loop = loop;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return super.writeWith(body instanceof Mono<? extends DataBuffer> one
                    ? moved(one, loop)
                    : Flux.from(body).publishOn(loop));
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return super.writeAndFlushWith(Flux.from(body).publishOn(loop));
        }

        /** What comes before the first byte may end on another thread. */
        @Override
        public void beforeCommit(Supplier<? extends Mono<Void>> action) {
            super.beforeCommit(() -> action.get().publishOn(loop));
        }

        @Override
        public Mono<Void> setComplete() {
            return Mono.defer(super::setComplete).subscribeOn(loop);
        }
    }
}
