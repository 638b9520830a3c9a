package org.safereturn.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersOnTheEventLoopTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Scheduler loop = Schedulers.fromExecutor(tasks::add);
    private final NettyDataBuffer buffer = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT).allocateBuffer(16);

    @Test
    void a_buffer_that_waits_for_the_event_loop_is_released_when_the_caller_goes() {
        Disposable caller = AnswersOnTheEventLoop.moved(Mono.just(buffer), loop)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release).subscribe();
        assertThat(tasks).as("what waits for the event loop").hasSize(1);
        caller.dispose();
        assertThat(buffer.getNativeBuffer().refCnt()).isZero();
        tasks.remove().run();
        assertThat(buffer.getNativeBuffer().refCnt()).isZero();
    }

    @Test
    void a_buffer_that_the_event_loop_takes_no_more_is_released() {
        Scheduler closed = Schedulers.fromExecutor(_ -> {
            throw new RejectedExecutionException("made up");
        });
        List<Throwable> failures = new ArrayList<>();
        AnswersOnTheEventLoop.moved(Mono.just(buffer), closed).subscribe(_ -> { }, failures::add);
        assertThat(failures).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(buffer.getNativeBuffer().refCnt()).isZero();
    }

    @Test
    void a_caller_who_waits_gets_it_when_it_is_the_turn_of_the_event_loop() {
        List<DataBuffer> got = new ArrayList<>();
        AnswersOnTheEventLoop.moved(Mono.just(buffer), loop).subscribe(got::add);
        assertThat(got).isEmpty();
        tasks.remove().run();
        assertThat(got).containsExactly(buffer);
        assertThat(buffer.getNativeBuffer().refCnt()).isOne();
        DataBufferUtils.release(buffer);
    }
}
