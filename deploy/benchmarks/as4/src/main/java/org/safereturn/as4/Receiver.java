package org.safereturn.as4;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;

import com.helger.base.io.iface.IHasInputStream;
import com.helger.collection.commons.CommonsArrayList;
import com.helger.collection.commons.ICommonsList;
import com.helger.http.header.HttpHeaderMap;
import com.helger.mime.IMimeType;
import com.helger.phase4.attachment.IAS4IncomingAttachmentFactory;
import com.helger.phase4.attachment.WSS4JAttachment;
import com.helger.phase4.ebms3header.Ebms3SignalMessage;
import com.helger.phase4.ebms3header.Ebms3UserMessage;
import com.helger.phase4.error.AS4ErrorList;
import com.helger.phase4.incoming.AS4IncomingMessageMetadata;
import com.helger.phase4.incoming.AS4IncomingProfileSelectorConstant;
import com.helger.phase4.incoming.AS4IncomingReceiverConfiguration;
import com.helger.phase4.incoming.AS4RequestHandler;
import com.helger.phase4.incoming.IAS4IncomingMessageMetadata;
import com.helger.phase4.incoming.IAS4IncomingMessageState;
import com.helger.phase4.incoming.IAS4ResponseAbstraction;
import com.helger.phase4.incoming.crypto.AS4IncomingSecurityConfiguration;
import com.helger.phase4.incoming.spi.AS4MessageProcessorResult;
import com.helger.phase4.incoming.spi.AS4SignalMessageProcessorResult;
import com.helger.phase4.incoming.spi.IAS4IncomingMessageProcessorSPI;
import com.helger.phase4.model.pmode.IPMode;
import com.helger.phase4.model.pmode.PMode;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/** The endpoint that takes messages: it keeps each one, and then answers with the signed receipt. */
final class Receiver implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final PMode agreed = Agreement.start();
    private final Keys keys;
    private final KeptMessages kept;

    /**
     * Listens on a free port of the loopback.
     *
     * @param folder with the keys; what it keeps goes there, too
     */
    Receiver(Path folder) throws Exception {
        keys = Keys.of(folder, Agreement.RECEIVER);
        kept = new KeptMessages(folder.resolve("received"));
        connector.setHost("127.0.0.1");
        // The sender's connections wait while others are measured.
        connector.setIdleTimeout(Duration.ofHours(1).toMillis());
        server.addConnector(connector);
        server.setHandler(new Door());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/as4");
    }

    KeptMessages kept() {
        return kept;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The receiver does not stop", e);
        } finally {
            kept.close();
        }
    }

    private void take(InputStream body, HttpHeaderMap headers, Answer answer) throws Exception {
        try (AS4RequestHandler handler = new AS4RequestHandler(AS4IncomingMessageMetadata.createForRequest())) {
            handler.setCryptoFactory(keys.crypto());
            handler.setPModeResolver((_, _, _, _, _, _, _) -> agreed);
            handler.setIncomingProfileSelector(new AS4IncomingProfileSelectorConstant(null, false));
            handler.setIncomingAttachmentFactory(IAS4IncomingAttachmentFactory.DEFAULT_INSTANCE);
            handler.setIncomingSecurityConfiguration(AS4IncomingSecurityConfiguration.createDefaultInstance());
            handler.setIncomingReceiverConfiguration(new AS4IncomingReceiverConfiguration());
            handler.setProcessorSupplier(() -> new CommonsArrayList<>(new Inbox()));
            handler.handleRequest(body, headers, answer);
        }
    }

    /** Hands HTTP requests to phase4. */
    private final class Door extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            HttpHeaderMap headers = new HttpHeaderMap();
            for (HttpField each : request.getHeaders()) {
                headers.addHeader(each.getName(), each.getValue());
            }
            Answer answer = new Answer();
            take(Content.Source.asInputStream(request), headers, answer);
            response.setStatus(answer.status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type);
            response.write(true, ByteBuffer.wrap(answer.content), callback);
            return true;
        }
    }

    /** What phase4 wants to be answered. */
    private static final class Answer implements IAS4ResponseAbstraction {

        private int status = 200;
        private String type = "application/soap+xml";
        private byte[] content = new byte[0];

        @Override
        public void setContent(byte[] bytes, Charset charset) {
            content = bytes;
        }

        @Override
        public void setContent(HttpHeaderMap headers, IHasInputStream stream) {
            throw new IllegalStateException("A receipt has no attachments");
        }

        @Override
        public void setMimeType(IMimeType mimeType) {
            type = mimeType.getAsString();
        }

        @Override
        public void setStatus(int code) {
            status = code;
        }
    }

    /** Keeps the message; phase4 makes the receipt after that. */
    private final class Inbox implements IAS4IncomingMessageProcessorSPI {

        @Override
        public AS4MessageProcessorResult processAS4UserMessage(IAS4IncomingMessageMetadata metadata, HttpHeaderMap headers,
                Ebms3UserMessage message, IPMode mode, @Nullable Node payload,
                @Nullable ICommonsList<WSS4JAttachment> attachments, IAS4IncomingMessageState state, AS4ErrorList errors) {
            String id = state.getMessageID();
            if (!state.isSoapSignatureChecked() || !state.isSoapDecrypted() || id == null || attachments == null
                    || attachments.size() != 1) {
                return AS4MessageProcessorResult.createFailure();
            }
            try (InputStream content = attachments.getFirst().getSourceStream()) {
                kept.keep(id, content.readAllBytes());
                return AS4MessageProcessorResult.createSuccess();
            } catch (IOException e) {
                return AS4MessageProcessorResult.createFailure();
            }
        }

        @Override
        public AS4SignalMessageProcessorResult processAS4SignalMessage(IAS4IncomingMessageMetadata metadata,
                HttpHeaderMap headers, Ebms3SignalMessage message, @Nullable IPMode mode, IAS4IncomingMessageState state,
                AS4ErrorList errors) {
            return AS4SignalMessageProcessorResult.createSuccess();
        }

        @Override
        public void processAS4ResponseMessage(IAS4IncomingMessageMetadata metadata, IAS4IncomingMessageState state,
                String responseId, byte @Nullable [] response, boolean isAvailable, AS4ErrorList errors) {
            // The receipt goes out as it is.
        }
    }
}
