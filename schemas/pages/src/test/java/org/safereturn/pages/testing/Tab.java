package org.safereturn.pages.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tab of the browser, with cookies of its own: somebody who looks at pages, types, presses keys and clicks. A test closes
 * it.
 */
public final class Tab implements AutoCloseable {

    static final int USUAL_WIDTH = 1280;

    private static final int PATIENCE_SECONDS = 60;
    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Space", 32);

    private final DevTools browser = DevTools.started();
    private final String context = browser.ask(null, "Target.createBrowserContext", Map.of()).path("browserContextId").asString();
    private final String target = browser.ask(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
            .path("targetId").asString();
    private final String session = browser.ask(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId").asString();
    private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

    /** An empty one, as wide as a desk has. */
    public Tab() {
        browser.onEvent((of, message) -> {
            if (of.equals(session) && message.path("method").asString("").equals("Page.loadEventFired")) {
                loaded.complete(true);
            }
        });
        tell("Page.enable", Map.of());
        tell("Network.enable", Map.of());
        width(USUAL_WIDTH);
    }

    /** Opens an address and waits until all of it is there. */
    public Tab open(String address) {
        return leads(() -> {
            String failed = tell("Page.navigate", Map.of("url", address)).path("errorText").asString("");
            assertThat(failed).as(address).isEmpty();
        });
    }

    /** Goes back, as the button of the browser does. */
    public Tab back() {
        JsonNode history = tell("Page.getNavigationHistory", Map.of());
        int before = history.path("currentIndex").asInt(0) - 1;
        return leads(() -> tell("Page.navigateToHistoryEntry",
                Map.of("entryId", history.path("entries").get(before).path("id").asInt(0))));
    }

    /** Does what leads to another page, and waits until that is there. */
    public Tab leads(Runnable what) {
        loaded = new CompletableFuture<>();
        what.run();
        loaded.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        return this;
    }

    /** Clicks on the first element that this selector finds, so many times in a row. */
    public Tab click(String selector, int times) {
        JsonNode at = evaluate("(() => { const found = document.querySelector(" + quoted(selector) + "); found.scrollIntoView({block: 'center'});"
                + " const box = found.getBoundingClientRect(); return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()");
        for (int count = 1; count <= times; count++) {
            for (String type : List.of("mousePressed", "mouseReleased")) {
                tell("Input.dispatchMouseEvent", Map.of("type", type, "x", at.path("x").asDouble(), "y", at.path("y").asDouble(),
                        "button", "left", "clickCount", count));
            }
        }
        return this;
    }

    /** Types into the element with this id. */
    public Tab type(String id, String text) {
        evaluate("document.getElementById(" + quoted(id) + ").focus()");
        tell("Input.insertText", Map.of("text", text));
        return this;
    }

    /** Types where the keyboard is. */
    public Tab type(String text) {
        tell("Input.insertText", Map.of("text", text));
        return this;
    }

    /** Presses a key: Tab, Enter or Space. */
    public Tab press(String key) {
        int code = KEYS.getOrDefault(key, 0);
        Map<String, Object> event = new HashMap<>(Map.of("key", key.equals("Space") ? " " : key, "code", key,
                "windowsVirtualKeyCode", code));
        String text = key.equals("Enter") ? "\r" : key.equals("Space") ? " " : "";
        event.put("type", text.isEmpty() ? "rawKeyDown" : "keyDown");
        if (!text.isEmpty()) {
            event.put("text", text);
        }
        tell("Input.dispatchKeyEvent", event);
        event.put("type", "keyUp");
        event.remove("text");
        tell("Input.dispatchKeyEvent", event);
        return this;
    }

    /** Presses Tab until the keyboard is at an element that this selector finds. */
    public Tab tabTo(String selector) {
        int most = evaluate("document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]').length").asInt(0) + 2;
        for (int i = 0; i < most; i++) {
            if (evaluate("document.activeElement.matches(" + quoted(selector) + ")").asBoolean(false)) {
                return this;
            }
            press("Tab");
        }
        throw new AssertionError("The keyboard does not come to " + selector);
    }

    /** Waits until this expression of the page is true. */
    public Tab await(String expression) {
        evaluate("new Promise(yes => { const look = () => (" + expression + ") ? yes(true) : setTimeout(look, 50); look(); })");
        return this;
    }

    /** The value of an expression in the page; a promise is waited for. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = tell("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        assertThat(answer.path("exceptionDetails").toString()).as(expression.length() > 500 ? "script" : expression).isEmpty();
        return answer.path("result").path("value");
    }

    /** What is read on the page. */
    public String text() {
        return evaluate("document.body.innerText").asString("");
    }

    /** The names by which programs that read a page aloud know its elements of this role, for example of its links. */
    public List<String> names(String role) {
        return tell("Accessibility.getFullAXTree", Map.of()).path("nodes").valueStream()
                .filter(each -> !each.path("ignored").asBoolean(false) && each.at("/role/value").asString("").equals(role))
                .map(each -> each.at("/name/value").asString("")).toList();
    }

    /** Where the page is. */
    public String address() {
        return evaluate("location.href").asString("");
    }

    /** As wide as this, in CSS pixels. */
    public Tab width(int width) {
        tell("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", 1600, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Dark, or light. */
    public Tab dark(boolean dark) {
        tell("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme",
                "value", dark ? "dark" : "light"))));
        return this;
    }

    /** Without a line, or with one again. */
    public Tab offline(boolean offline) {
        tell("Network.emulateNetworkConditions", Map.of("offline", offline, "latency", 0, "downloadThroughput", -1,
                "uploadThroughput", -1));
        return this;
    }

    /** The page on paper, as a PDF in Base64. */
    String pdf() {
        return tell("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true)).path("data").asString();
    }

    private JsonNode tell(String method, Map<String, ?> parameters) {
        return browser.ask(session, method, parameters);
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    @Override
    public void close() {
        browser.ask(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
