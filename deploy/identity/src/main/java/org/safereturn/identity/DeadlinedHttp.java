package org.safereturn.identity;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP, which closes a connection whose head takes too long, however steadily its bytes drip in. Tomcat's own
 * limit begins anew with every byte.
 */
public final class DeadlinedHttp extends Http11NioProtocol {

    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final long LOOKS_WITHIN_LIMIT = 10;

    private Duration head = USUAL;
    private @Nullable Future<?> looking;

    /** For Tomcat, which makes it by its name. */
    public DeadlinedHttp() {
    }

    /** Longest time from the first byte of a request to the end of its head. */
    void setHead(Duration longest) {
        head = longest;
    }

    @Override
    public void start() throws Exception {
        super.start();
        long every = Math.max(1, head.toMillis() / LOOKS_WITHIN_LIMIT);
        looking = getUtilityExecutor().scheduleWithFixedDelay(this::closeSlow, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        super.stop();
    }

    private void closeSlow() {
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof AbstractProcessor processor && !processor.isAsync()
                    && isSlow(processor.getRequest(), now)) {
                connection.close();
            }
        }
    }

    /** A connection keeps its processor while a part of a head is there, and otherwise only while it is served. */
    private boolean isSlow(Request request, long now) {
        long began = request.getStartTimeNanos();
        int stage = request.getRequestProcessor().getStage();
        return (stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED) && began > 0
                && now - began > head.toNanos();
    }
}
