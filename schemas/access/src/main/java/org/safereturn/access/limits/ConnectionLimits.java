package org.safereturn.access.limits;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.RequestBodies;
import org.safereturn.access.problem.Problems;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.logging.AbstractHttpMessageLogFactory;
import reactor.netty.http.logging.HttpMessageArgProvider;
import reactor.netty.http.server.HttpServer;

/**
 * Limits the number of connections and how slow their clients may be. A connection over a limit is closed without an
 * answer. {@link RequestBodies} limits the time of a whole body, and answers.
 */
public final class ConnectionLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final String DEADLINES = "safereturn.deadlines";
    private static final String WRITE = "safereturn.write";

    private final AccessLimits limits;
    private final Problems problems;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    public ConnectionLimits(AccessLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limit);
    }

    private HttpServer limit(HttpServer server) {
        return server
                .idleTimeout(limits.idle())
                .readTimeout(limits.bodyPause())
                .httpMessageLogFactory(new SilentMessages())
                .doOnChannelInit((_, channel, _) -> admit(channel));
    }

    private void admit(Channel channel) {
        String address = channel.remoteAddress() instanceof InetSocketAddress remote
                ? RateLimits.site(remote.getAddress()) : "";
        boolean tooMany = open.incrementAndGet() > limits.connections();
        tooMany |= byAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddress();
        channel.closeFuture().addListener(_ -> {
            open.decrementAndGet();
            byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        });
        if (tooMany) {
            var _ = channel.close();
            return;
        }
        channel.pipeline()
                .addFirst(WRITE, new WriteTimeoutHandler(limits.write().toMillis(), TimeUnit.MILLISECONDS))
                .addAfter(NettyPipeline.HttpCodec, DEADLINES, new Deadlines(
                        limits.head(), limits.body().plus(limits.bodyPause())));
        RequestHeads.guard(channel.pipeline(), problems);
    }

    /** What is logged of a request that cannot be read: which fault it has, and nothing that the caller sent. */
    private static final class SilentMessages extends AbstractHttpMessageLogFactory {

        @Override
        public String common(HttpMessageArgProvider message) {
            Throwable fault = message.decoderResult().cause();
            return message.httpMessageType() + (fault == null ? "" : " " + fault.getClass().getSimpleName());
        }
    }

    /** How many connections are open. */
    int open() {
        return open.get();
    }

    /**
     * Closes a connection whose head, or whose body after it, takes too long, however steadily their bytes drip in and
     * whether or not anybody reads them. Bytes that have not become a message by the end of a read belong to a head that
     * is not complete.
     */
    private static final class Deadlines extends ChannelInboundHandlerAdapter {
        private final Duration head;
        private final Duration body;
        private boolean betweenRequests = true;
        private boolean messageInThisRead;
        private @Nullable Future<?> deadline;

        Deadlines(Duration head, Duration body) {
            this.head = head;
            this.body = body;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            messageInThisRead = true;
            if (message instanceof HttpRequest) {
                betweenRequests = false;
                cancel();
            }
            if (message instanceof LastHttpContent) {
                betweenRequests = true;
                cancel();
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (deadline == null && !(betweenRequests && messageInThisRead)) {
                deadline = context.executor().schedule(() -> {
                    var _ = context.close();
                }, (betweenRequests ? head : body).toMillis(), TimeUnit.MILLISECONDS);
            }
            messageInThisRead = false;
            context.fireChannelReadComplete();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            cancel();
            context.fireChannelInactive();
        }

        private void cancel() {
            if (deadline != null) {
                deadline.cancel(false);
                deadline = null;
            }
        }
    }
}
