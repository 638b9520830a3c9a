package org.safereturn.messaging.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.safereturn.messaging.InboundBindingDefaults;
import org.safereturn.messaging.MessagingProperties;
import org.safereturn.messaging.wire.EventCodec.Decoded;
import org.safereturn.messaging.wire.EventCodec.RegistryUnavailable;
import org.safereturn.tracing.v1.TracingActionDetail;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The serde of the build before a registry that does not do what it should: no good event is ever taken for a bad one. */
@Timeout(60)
class EventCodecTest {

    private static final int SCHEMA = 7;
    private static final String SCHEMA_PATH = "/apis/registry/v3/ids/contentIds/" + SCHEMA;
    private static final TracingActionDetail DETAIL =
            TracingActionDetail.newBuilder().setPlace("a village").setNote("made up").build();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Behaviour behaviour = EventCodecTest::answer;
    private volatile EventCodec.Repair repair = () -> false;
    private HttpServer registry;
    private EventCodec codec;

    private interface Behaviour {

        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.setExecutor(threads);
        registry.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            try (exchange) {
                behaviour.answer(exchange);
            }
        });
        registry.start();
        codec = codec();
    }

    private EventCodec codec() {
        MessagingProperties bound = new Binder(new MapConfigurationPropertySource(Map.of(
                "safereturn.country", "KH", "safereturn.service", "referral-service", "safereturn.countries", "KH,TH",
                "safereturn.keys.directory", "none", "safereturn.codec.serializer", built("serializer"),
                "safereturn.codec.deserializer", built("deserializer"),
                "safereturn.registry.url", "http://127.0.0.1:" + registry.getAddress().getPort())))
                .bind("safereturn", MessagingProperties.class).get();
        return EventCodec.of(bound.codec().serializer(), bound.codec().deserializer(), bound.codecSettings(),
                Duration.ofSeconds(2), () -> repair.tried());
    }

    private static String built(String part) {
        return Objects.requireNonNull(InboundBindingDefaults.codecOfTheBuild().get("safereturn.codec." + part));
    }

    @AfterEach
    void stop() {
        over.countDown();
        codec.close();
        registry.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_schema_is_asked_for_once() throws IOException {
        for (int again = 0; again < 3; again++) {
            assertThat(codec.decode("topic", event())).isEqualTo(new Decoded.Body(DETAIL));
        }
        assertThat(asked).containsOnlyOnce(SCHEMA_PATH);
    }

    @Test
    void what_is_not_of_its_schema_is_poison() throws IOException {
        byte[] event = event();
        assertThat(codec.decode("topic", Arrays.copyOf(event, event.length - 3)))
                .isEqualTo(new Decoded.Poison());
        assertThat(codec.decode("topic", event)).isEqualTo(new Decoded.Body(DETAIL));
    }

    @Test
    void a_schema_that_the_registry_does_not_know_is_unknown_until_it_does() throws IOException {
        behaviour = exchange -> reply(exchange, 404, "{\"status\": 404, \"title\": \"No content\"}");
        assertThat(codec.decode("topic", event())).isEqualTo(new Decoded.UnknownSchema());
        theRegistryIsWellAgain();
    }

    @Test
    void a_schema_that_the_registry_has_lost_is_brought_again_and_asked_for_once_more() throws IOException {
        behaviour = exchange -> reply(exchange, 404, "{\"status\": 404, \"title\": \"No content\"}");
        repair = () -> {
            behaviour = EventCodecTest::answer;
            return true;
        };
        assertThat(codec.decode("topic", event())).isEqualTo(new Decoded.Body(DETAIL));
    }

    @Test
    void a_registry_that_does_not_answer_when_it_is_mended_is_not_the_events_fault() throws IOException {
        behaviour = exchange -> reply(exchange, 404, "{\"status\": 404, \"title\": \"No content\"}");
        repair = () -> {
            throw new RegistryUnavailable("Made up");
        };
        theRegistryIsUnavailable();
    }

    @Test
    void a_registry_that_fails_is_not_the_events_fault() throws IOException {
        behaviour = exchange -> reply(exchange, 500, "{\"status\": 500, \"title\": \"Made up\"}");
        theRegistryIsUnavailable();
        theRegistryIsWellAgain();
    }

    @Test
    void a_registry_that_breaks_off_is_not_the_events_fault() throws IOException {
        behaviour = exchange -> {
            byte[] all = TracingActionDetail.getClassSchema().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, all.length);
            exchange.getResponseBody().write(all, 0, all.length / 2);
            exchange.getResponseBody().flush();
        };
        theRegistryIsUnavailable();
        theRegistryIsWellAgain();
    }

    @Test
    void a_registry_that_breaks_off_a_short_answer_is_not_the_events_fault() throws IOException {
        behaviour = exchange -> {
            if (exchange.getRequestURI().getPath().equals(SCHEMA_PATH)) {
                answer(exchange);
            } else {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write('[');
                exchange.getResponseBody().flush();
            }
        };
        theRegistryIsUnavailable();
        theRegistryIsWellAgain();
    }

    @Test
    void a_registry_that_answers_something_else_is_not_the_events_fault() throws IOException {
        behaviour = exchange -> reply(exchange, 200, "<html>Please sign in</html>");
        theRegistryIsUnavailable();
        theRegistryIsWellAgain();
    }

    @Test
    void a_registry_that_hangs_up_is_not_the_events_fault() throws IOException {
        behaviour = HttpExchange::close;
        theRegistryIsUnavailable();
        theRegistryIsWellAgain();
    }

    @Test
    void a_registry_that_never_answers_holds_nobody_up_for_long() throws IOException {
        behaviour = exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        theRegistryIsUnavailable();
        theRegistryIsWellAgain();
    }

    @Test
    void a_registry_that_is_not_there_is_not_the_events_fault() throws IOException {
        registry.stop(0);
        theRegistryIsUnavailable();
    }

    @Test
    void who_has_closed_it_does_not_take_events_for_bad_ones() throws IOException {
        codec.close();
        theRegistryIsUnavailable();
    }

    @Test
    void what_this_process_lacks_is_not_the_events_fault() throws IOException {
        byte[] event = event();
        try (EventCodec broken = EventCodec.of(built("serializer"), Broken.class.getName(),
                Map.of("apicurio.registry.url", "http://127.0.0.1:1"))) {
            assertThatThrownBy(() -> broken.decode("topic", event)).isInstanceOf(NoClassDefFoundError.class);
        }
    }

    /** A deserializer without one of its classes. */
    public static final class Broken implements Deserializer<Object> {

        /** As the codec makes it. */
        public Broken() {
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            throw new NoClassDefFoundError("made/Up");
        }
    }

    private void theRegistryIsUnavailable() throws IOException {
        byte[] event = event();
        assertThatThrownBy(() -> codec.decode("topic", event)).isInstanceOf(RegistryUnavailable.class);
        assertThatThrownBy(() -> codec.encode("topic", DETAIL)).isInstanceOf(RegistryUnavailable.class);
    }

    private void theRegistryIsWellAgain() throws IOException {
        behaviour = EventCodecTest::answer;
        assertThat(codec.decode("topic", event())).isEqualTo(new Decoded.Body(DETAIL));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(SCHEMA_PATH)) {
            reply(exchange, 200, TracingActionDetail.getClassSchema().toString());
        } else {
            reply(exchange, 200, "[]");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static byte[] event() throws IOException {
        // Avro's own form has a header of ten bytes where Confluent's has one of five.
        ByteBuffer single = DETAIL.toByteBuffer();
        single.position(10);
        return ByteBuffer.allocate(5 + single.remaining()).put((byte) 0).putInt(SCHEMA).put(single).array();
    }
}
