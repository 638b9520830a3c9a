package org.safereturn.pages.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/** A browser without script: cookies, links, redirects, and one form of a page at a time. */
public final class Browser {

    private static final Pattern FORM = Pattern.compile("<form method=\"post\" action=\"(/pages/[^\"]*|/logout)\"[^>]*>(.*?)</form>",
            Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input [^>]*>");
    private static final Pattern SELECT = Pattern.compile("<select [^>]*name=\"([^\"]*)\"[^>]*>(.*?)</select>", Pattern.DOTALL);
    private static final Pattern AREA = Pattern.compile("<textarea [^>]*name=\"([^\"]*)\"[^>]*>(.*?)</textarea>", Pattern.DOTALL);
    private static final Pattern CHOSEN = Pattern.compile("<option value=\"([^\"]*)\" selected");
    private static final int MOST_STEPS = 10;

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final URI service;
    private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();
    private String language = "en";

    /** A browser at a service. */
    public Browser(String service) {
        this.service = URI.create(service);
    }

    /**
     * A page as it came.
     *
     * @param address where the redirects ended
     * @param html its source
     */
    public record Page(URI address, int status, String html, HttpResponse<String> answer) {

        /** Its text without tags. */
        public String text() {
            return HtmlUtils.htmlUnescape(html.replaceAll("(?s)<head>.*?</head>", " ").replaceAll("<[^>]*>", " "))
                    .replaceAll("\\s+", " ");
        }
    }

    /** Asks in this language. */
    public Browser in(String wanted) {
        language = wanted;
        return this;
    }

    /** Opens an address, redirects followed. */
    public Page open(String path) {
        return go(HttpRequest.newBuilder(service.resolve(path)).GET());
    }

    /** What the form of a page would send, with what the page has already filled in. */
    public static Map<String, List<String>> filled(Page page, String action) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String form = form(page, action);
        Matcher inputs = INPUT.matcher(form);
        while (inputs.find()) {
            String type = attribute(inputs.group(), "type").orElse("text");
            boolean choice = type.equals("radio") || type.equals("checkbox");
            attribute(inputs.group(), "name").filter(_ -> !choice || inputs.group().contains(" checked")).ifPresent(name ->
                    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(attribute(inputs.group(), "value").orElse("")));
        }
        Matcher selects = SELECT.matcher(form);
        while (selects.find()) {
            Matcher chosen = CHOSEN.matcher(selects.group(2));
            values.put(HtmlUtils.htmlUnescape(selects.group(1)), List.of(chosen.find() ? chosen.group(1) : ""));
        }
        Matcher areas = AREA.matcher(form);
        while (areas.find()) {
            values.put(HtmlUtils.htmlUnescape(areas.group(1)), List.of(HtmlUtils.htmlUnescape(areas.group(2))));
        }
        return values;
    }

    /** Sends the form of a page with these values in the place of what it has. */
    public Page send(Page page, String action, Map<String, List<String>> changed) {
        Map<String, List<String>> values = filled(page, action);
        values.putAll(changed);
        return go(request(action, values));
    }

    /** Sends these values to an address, whatever page they are from. */
    public Page post(String action, Map<String, List<String>> values) {
        return go(request(action, values));
    }

    /** What an address answers that is no text. */
    public byte[] bytes(String path) {
        try {
            return http.send(prepared(HttpRequest.newBuilder(service.resolve(path)).GET()),
                    HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends the same form twice at the same time, as a double click does; the answers to both. */
    public List<Page> sendTwice(Page page, String action, Map<String, List<String>> changed) {
        Map<String, List<String>> values = filled(page, action);
        values.putAll(changed);
        HttpRequest request = prepared(request(action, values));
        var one = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        var other = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        return List.of(followed(one.join()), followed(other.join()));
    }

    /** Forgets what was said to this service, as a lost session does. */
    public void forget() {
        cookies.clear();
    }

    /** The cookies that the service set, by name. */
    public Map<String, String> cookies() {
        return cookies.getOrDefault(service.getAuthority(), Map.of());
    }

    private HttpRequest.Builder request(String action, Map<String, List<String>> values) {
        StringBuilder body = new StringBuilder();
        values.forEach((name, all) -> all.forEach(value -> body.append(body.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return HttpRequest.newBuilder(service.resolve(action)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private static String form(Page page, String action) {
        Matcher forms = FORM.matcher(page.html());
        while (forms.find()) {
            if (forms.group(1).equals(action)) {
                return forms.group(2);
            }
        }
        throw new AssertionError("No form to " + action + " on " + page.address() + ": " + page.text());
    }

    private static Optional<String> attribute(String tag, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? Optional.of(HtmlUtils.htmlUnescape(found.group(1))) : Optional.empty();
    }

    private Page go(HttpRequest.Builder request) {
        try {
            return followed(http.send(prepared(request), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest prepared(HttpRequest.Builder request) {
        HttpRequest.Builder whole = request.timeout(Duration.ofSeconds(60)).header("Accept", "text/html")
                .header("Accept-Language", language);
        String kept = String.join("; ", cookies.getOrDefault(request.build().uri().getAuthority(), Map.of()).entrySet()
                .stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).toList());
        return kept.isEmpty() ? whole.build() : whole.header("Cookie", kept).build();
    }

    private Page followed(HttpResponse<String> first) {
        HttpResponse<String> answer = first;
        for (int step = 0; step < MOST_STEPS; step++) {
            keep(answer);
            Optional<String> next = answer.headers().firstValue("Location");
            if (next.isEmpty()) {
                return new Page(answer.uri(), answer.statusCode(), answer.body(), answer);
            }
            try {
                answer = http.send(prepared(HttpRequest.newBuilder(answer.uri().resolve(next.get())).GET()),
                        HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("The pages go in circles at " + answer.uri());
    }

    private void keep(HttpResponse<String> answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String pair = cookie.split(";", -1)[0];
            int at = pair.indexOf('=');
            cookies.computeIfAbsent(answer.uri().getAuthority(), _ -> new LinkedHashMap<>())
                    .put(pair.substring(0, at), pair.substring(at + 1));
        }
    }
}
