package org.safereturn.systemtests;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Just enough of a browser to sign in to the live page, to listen to it, and to sign out. */
final class PageBrowser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 10;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /** Opens an address and goes where it leads. */
    HttpResponse<String> open(URI address) throws IOException, InterruptedException {
        return follow(HttpRequest.newBuilder(address));
    }

    /** Fills the form of a page in and goes where it leads. */
    HttpResponse<String> submit(HttpResponse<String> page, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw new IllegalStateException(page.uri() + " has no form");
        }
        String form = "_csrf=" + encoded(csrf.group(1)) + fields.entrySet().stream()
                .map(each -> "&" + each.getKey() + "=" + encoded(each.getValue())).collect(Collectors.joining());
        return follow(HttpRequest.newBuilder(page.uri().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Listens until the stream ends, and answers what it said. */
    String listen(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).header("Accept", "text/event-stream").build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> follow(HttpRequest.Builder first) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(first);
        for (int step = 0; step < MOST_REDIRECTS && answer.statusCode() / 100 == 3; step++) {
            answer = send(HttpRequest.newBuilder(answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow())));
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.timeout(PATIENCE).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            // As browsers do: cookies have no version (RFC 6265), and the loopback is secure without TLS.
            cookie.setVersion(0);
            cookie.setSecure(false);
        }
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
