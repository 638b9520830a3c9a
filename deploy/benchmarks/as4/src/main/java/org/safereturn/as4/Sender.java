package org.safereturn.as4;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import com.helger.http.header.HttpHeaderMap;
import com.helger.httpclient.HttpClientFactory;
import com.helger.httpclient.HttpClientManager;
import com.helger.httpclient.HttpClientSettings;
import com.helger.mime.CMimeType;
import com.helger.phase4.attachment.AS4OutgoingAttachment;
import com.helger.phase4.incoming.AS4IncomingProfileSelectorConstant;
import com.helger.phase4.messaging.http.BasicHttpPoster;
import com.helger.phase4.messaging.http.HttpRetrySettings;
import com.helger.phase4.model.MessageProperty;
import com.helger.phase4.model.pmode.PMode;
import com.helger.phase4.sender.AS4Sender;
import com.helger.phase4.sender.EAS4UserMessageSendResult;
import com.helger.phase4.sender.IAS4SignalMessageValidationResultHandler;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The endpoint that sends messages: it keeps each one, sends it, and checks the receipt. */
final class Sender implements AutoCloseable {

    private final PMode agreed = Agreement.start();
    private final Poster poster = new Poster();
    private final Keys keys;
    private final KeptMessages kept;
    private final URI receiver;
    private final String content;

    /**
     * For messages to one receiver.
     *
     * @param folder with the keys; what it keeps goes there, too
     * @param content of every message, in which {@code CASE-REF} stands for a reference that is new in each
     */
    Sender(Path folder, URI receiver, String content) throws GeneralSecurityException, IOException {
        keys = Keys.of(folder, Agreement.SENDER);
        kept = new KeptMessages(folder.resolve("sent"));
        this.receiver = receiver;
        this.content = content;
    }

    /**
     * Sends one message; returns once its receipt is here, is signed by the receiver and names the digests of what was
     * sent.
     *
     * @throws IllegalStateException if there is no such receipt
     */
    void send() throws IOException {
        String id = UUID.randomUUID() + "@" + Agreement.SENDER;
        byte[] payload = content.replace("CASE-REF", UUID.randomUUID().toString()).getBytes(StandardCharsets.UTF_8);
        kept.keep(id, payload);
        AtomicBoolean isSigned = new AtomicBoolean();
        AtomicBoolean isOfThis = new AtomicBoolean();
        EAS4UserMessageSendResult result = AS4Sender.builderUserMessage()
                .cryptoFactory(keys.crypto())
                .receiverCertificate(keys.peer())
                .customHttpPoster(poster)
                .httpRetrySettings(new HttpRetrySettings().setMaxRetries(0))
                .as4ProfileID(Agreement.ID)
                .pmodeResolver((_, _, _, _, _, _, _) -> agreed)
                .incomingProfileSelector(new AS4IncomingProfileSelectorConstant(null, false))
                .pmode(agreed)
                .messageID(id)
                .conversationID(id)
                .agreementRef(Agreement.ID)
                .service(Agreement.SERVICE)
                .action(Agreement.ACTION)
                .fromPartyID(Agreement.SENDER)
                .fromRole(Agreement.SENDER_ROLE)
                .toPartyID(Agreement.RECEIVER)
                .toRole(Agreement.RECEIVER_ROLE)
                .endpointURL(receiver.toString())
                .payload(AS4OutgoingAttachment.builder().data(payload).mimeType(CMimeType.APPLICATION_JSON).compressionGZIP())
                .signalMsgConsumer((_, _, state) -> isSigned.set(state.isSoapSignatureChecked()
                        && keys.peer().equals(state.getSigningCertificate()) && id.equals(state.getRefToMessageID())))
                .signalMsgValidationResultHdl(new Comparison(isOfThis))
                .sendMessageAndCheckForReceipt();
        if (result != EAS4UserMessageSendResult.SUCCESS || !isSigned.get() || !isOfThis.get()) {
            throw new IllegalStateException("A message was not receipted: " + result + ", signed " + isSigned + ", of it "
                    + isOfThis);
        }
    }

    KeptMessages kept() {
        return kept;
    }

    @Override
    public void close() throws IOException {
        poster.clients.close();
        kept.close();
    }

    /** Whether the receipt names what was sent. */
    private record Comparison(AtomicBoolean isOfThis) implements IAS4SignalMessageValidationResultHandler {

        @Override
        public void onSuccess() {
            isOfThis.set(true);
        }

        @Override
        public void onError(String why) {
            isOfThis.set(false);
        }

        @Override
        public void onNotApplicable() {
            isOfThis.set(false);
        }
    }

    /** Keeps its connections, which phase4's own closes after each message. */
    private static final class Poster extends BasicHttpPoster {

        /** A busy machine needs some time for the first message. */
        private static final Timeout PATIENCE = Timeout.ofMinutes(1);

        private final HttpClientManager clients = new HttpClientManager(
                new HttpClientFactory(new HttpClientSettings().setResponseTimeout(PATIENCE)));

        @Override
        public <T> @Nullable T sendGenericMessage(String url, @Nullable HttpHeaderMap headers, HttpEntity entity,
                HttpClientResponseHandler<? extends T> handler) throws IOException {
            HttpPost post = new HttpPost(url);
            if (headers != null) {
                headers.forEachSingleHeader(post::addHeader, true, false);
            }
            post.setEntity(entity);
            return clients.execute(post, handler);
        }
    }
}
