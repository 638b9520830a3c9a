package org.safereturn.pages.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one browser of this process of tests, led by the Chrome DevTools Protocol: it is started for the first page and ends
 * with the process. To start one for each page costs more than all that is done in it.
 */
final class DevTools implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 60;
    private static final String LISTENING = "DevTools listening on ";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();

    private DevTools(String address) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address), this).join();
    }

    /** Made when the first test needs it; fails for good where there is no browser. */
    private static final class Holder {

        private static final DevTools ONE = start(Chromium.program());
    }

    /** The browser; a test that asks for it is left out where there is none, except in CI. */
    static DevTools started() {
        Chromium.program();
        return Holder.ONE;
    }

    private static DevTools start(String program) {
        try {
            Path profile = Files.createTempDirectory("safereturn-chromium-");
            List<String> command = new ArrayList<>(List.of(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--allow-file-access-from-files", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"));
            Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, profile)));
            CompletableFuture<String> address = new CompletableFuture<>();
            Thread reader = new Thread(() -> read(process, address), "chromium");
            reader.setDaemon(true);
            reader.start();
            return new DevTools(address.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Process process, CompletableFuture<String> address) {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                if (line.startsWith(LISTENING)) {
                    address.complete(line.substring(LISTENING.length()));
                }
            }
            address.completeExceptionally(new IOException("The browser has ended"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    private static void end(Process process, Path profile) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        try {
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks and waits for the answer. */
    JsonNode ask(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            question.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(question.toString(), true).join();
        }
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Tells of what happens: which session, and the whole message. */
    void onEvent(BiConsumer<String, JsonNode> listener) {
        listeners.add(listener);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            JsonNode whole = JSON.readTree(message.toString());
            message.setLength(0);
            CompletableFuture<JsonNode> answer = asked.remove(whole.path("id").asInt(0));
            if (answer == null) {
                listeners.forEach(listener -> listener.accept(whole.path("sessionId").asString(""), whole));
            } else if (whole.has("error")) {
                answer.completeExceptionally(new IllegalStateException(whole.path("error").toString()));
            } else {
                answer.complete(whole.path("result"));
            }
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture("");
    }
}
