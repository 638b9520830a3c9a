package org.safereturn.as4;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import com.helger.phase4.util.AS4ResourceHelper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Messages go through a relay that sees what is on the wire and may change it. */
@Timeout(120)
class As4Test {

    private static final String CONTENT = "{\"caseRef\": \"CASE-REF\", \"name\": \"Benchmark Testperson\"}";
    private static final UnaryOperator<byte[]> AS_IT_IS = UnaryOperator.identity();

    @TempDir
    private Path folder;

    private byte[] seen = new byte[0];

    @BeforeEach
    void keys() throws Exception {
        AS4ResourceHelper.setTempDir(folder.toFile());
        Keys.make(folder);
    }

    @Test
    void a_message_goes_through_encrypted_and_signed_and_its_receipt_is_verified() throws Exception {
        sendThrough(AS_IT_IS, AS_IT_IS);

        assertThat(kept("received")).isEqualTo(kept("sent")).contains("Benchmark Testperson").doesNotContain("CASE-REF");
        assertThat(new String(seen, StandardCharsets.ISO_8859_1)).contains("rsa-sha256", "aes128-gcm", "rsa-oaep", "application/gzip")
                .doesNotContain("Testperson");
    }

    @Test
    void a_message_that_was_changed_on_its_way_is_refused_and_not_kept() {
        assertThatThrownBy(() -> sendThrough(As4Test::withOtherAttachment, AS_IT_IS)).hasMessageContaining("not receipted");
        assertThat(kept("received")).isEmpty();
    }

    @Test
    void a_receipt_that_was_changed_on_its_way_is_not_taken() {
        assertThatThrownBy(() -> sendThrough(AS_IT_IS, As4Test::withOtherTime)).hasMessageContaining("not receipted");
        assertThat(kept("received")).isNotEmpty();
    }

    private void sendThrough(UnaryOperator<byte[]> message, UnaryOperator<byte[]> receipt) throws Exception {
        HttpServer relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (Receiver receiver = new Receiver(folder); HttpClient client = HttpClient.newHttpClient();
                Sender sender = new Sender(folder, URI.create("http://127.0.0.1:" + relay.getAddress().getPort() + "/as4"), CONTENT)) {
            relay.createContext("/", exchange -> pass(exchange, client, receiver.address(), message, receipt));
            relay.start();
            sender.send();
        } finally {
            relay.stop(0);
        }
    }

    private void pass(HttpExchange exchange, HttpClient client, URI receiver, UnaryOperator<byte[]> message,
            UnaryOperator<byte[]> receipt) throws IOException {
        try (exchange) {
            seen = exchange.getRequestBody().readAllBytes();
            HttpRequest.Builder on = HttpRequest.newBuilder(receiver).timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(message.apply(seen)));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Mime-Version")) {
                    on.header(name, values.getFirst());
                }
            });
            HttpResponse<byte[]> answer = client.send(on.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] back = receipt.apply(answer.body());
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), back.length);
            exchange.getResponseBody().write(back);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One bit near the end of the encrypted attachment, which stands last, is another. */
    private static byte[] withOtherAttachment(byte[] message) {
        int end = new String(message, StandardCharsets.ISO_8859_1).lastIndexOf("\r\n--");
        message[end - 20] ^= 1;
        return message;
    }

    private static byte[] withOtherTime(byte[] receipt) {
        String text = new String(receipt, StandardCharsets.UTF_8);
        String changed = text.replaceFirst("Timestamp>20", "Timestamp>30");
        assertThat(changed).isNotEqualTo(text);
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private String kept(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
