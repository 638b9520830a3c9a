package org.safereturn.access.limits;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.problem.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.NettyPipeline;

/**
 * Refuses requests that a proxy in front could read otherwise: without or with two {@code Host}, with a transfer coding
 * other than {@code chunked}, with a header that goes on in the next line; and a body that breaks off within its chunks.
 * The answer is a problem, and the connection ends. A request that was sent behind the body of another one, in the same
 * packet, is not looked at for lines that go on; they are joined then, as the standard allows.
 */
final class RequestHeads {

    private static final Logger log = LoggerFactory.getLogger(RequestHeads.class);
    private static final String LINES = "safereturn.lines";
    private static final String HEADS = "safereturn.heads";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%:\\[\\]-]{1,255}");
    private static final Fault MALFORMED = new Fault(400, "bad-request");
    private static final Fault UNKNOWN_CODING = new Fault(501, "transfer-encoding-unknown");

    private final Problems problems;
    private boolean inHead = true;
    private boolean folded;

    private record Fault(int status, String rule) {}

    private RequestHeads(Problems problems) {
        this.problems = problems;
    }

    /** Guards one connection. */
    static void guard(ChannelPipeline pipeline, Problems problems) {
        RequestHeads heads = new RequestHeads(problems);
        pipeline.addBefore(NettyPipeline.HttpCodec, LINES, heads.new Lines());
        pipeline.addAfter(NettyPipeline.HttpCodec, HEADS, heads.new Heads());
    }

    private @Nullable Fault fault(HttpRequest request) {
        if (folded) {
            return MALFORMED;
        }
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && !HttpVersion.HTTP_1_0.equals(request.protocolVersion()))
                || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            return MALFORMED;
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))
                ? null : UNKNOWN_CODING;
    }

    private FullHttpResponse answer(Fault fault, @Nullable String languages) {
        Locale language = Problems.language(languages);
        byte[] body = problems.body(fault.status(), fault.rule(), Map.of(), language);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(fault.status()), Unpooled.wrappedBuffer(body));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LANGUAGE, language.toLanguageTag())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONNECTION, "close");
        return answer;
    }

    /** Looks at the bytes of a head, before they are taken apart: whether a line begins with a blank. */
    private final class Lines extends ChannelInboundHandlerAdapter {
        private boolean atLineStart = true;
        private boolean firstLine = true;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (inHead && message instanceof ByteBuf bytes) {
                look(bytes);
            }
            context.fireChannelRead(message);
        }

        private void look(ByteBuf bytes) {
            for (int at = bytes.readerIndex(); at < bytes.writerIndex(); at++) {
                byte each = bytes.getByte(at);
                if (atLineStart && !firstLine) {
                    if (each == ' ' || each == '\t') {
                        folded = true;
                    }
                    if (each == '\n') {
                        restart();
                        return;
                    }
                }
                if (each == '\n') {
                    atLineStart = true;
                } else if (each != '\r') {
                    // Empty lines before a request do not begin it.
                    atLineStart = false;
                    firstLine = false;
                }
            }
        }

        private void restart() {
            atLineStart = true;
            firstLine = true;
            inHead = false;
        }
    }

    /** Looks at what the bytes turned out to be. */
    private final class Heads extends ChannelInboundHandlerAdapter {
        private @Nullable String languages;
        private boolean refused;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (refused) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof LastHttpContent) {
                inHead = true;
            }
            if (message instanceof HttpRequest request && !request.decoderResult().isFailure()) {
                languages = request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE);
                Fault fault = fault(request);
                folded = false;
                if (fault != null) {
                    refuse(context, message, fault);
                    return;
                }
            } else if (!(message instanceof HttpRequest) && message instanceof HttpObject part
                    && part.decoderResult().isFailure()) {
                refuse(context, message, MALFORMED);
                return;
            }
            context.fireChannelRead(message);
        }

        private void refuse(ChannelHandlerContext context, Object message, Fault fault) {
            refused = true;
            ReferenceCountUtil.release(message);
            log.info("A request that could be read in two ways was refused with {}", fault.status());
            context.writeAndFlush(answer(fault, languages)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
