package org.safereturn.local.client;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough of a browser for one login: cookies, one form without script, and an eye on every redirect. */
final class LoginBrowser implements AutoCloseable {

    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)\\s*=\\s*\"([^\"]*)\"");
    private static final int MOST_STEPS = 8;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(TokenEndpoint.PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpClient http() {
        return http;
    }

    /**
     * Asks for a code as the officer and fills in the login form when it is shown.
     *
     * @param start the authorization request
     * @param callback the address at which the answer is awaited; it is read, never called
     * @return the parameters of the answer, by name
     * @throws SignInRefused when the provider shows anything but one login form and then a redirect to the callback
     */
    Map<String, String> signIn(URI start, String callback, String user, char[] password) {
        URI at = start;
        boolean asked = false;
        for (int step = 0; step < MOST_STEPS; step++) {
            HttpResponse<String> answer = open(at);
            if (answer.statusCode() == 200) {
                if (asked) {
                    throw new SignInRefused("The user name or the password is not accepted");
                }
                asked = true;
                answer = submit(at, answer.body(), user, password);
                if (answer.statusCode() == 200) {
                    throw new SignInRefused("The user name or the password is not accepted");
                }
            }
            Optional<URI> next = answer.headers().firstValue("Location").map(at::resolve);
            if (next.isEmpty()) {
                throw new SignInRefused("The identity provider answered " + answer.statusCode());
            }
            at = next.get();
            if (at.toString().startsWith(callback + "?")) {
                return query(at);
            }
        }
        throw new SignInRefused("The identity provider goes in circles");
    }

    /** Loads a page and follows nothing. */
    HttpResponse<String> open(URI page) {
        return send(HttpRequest.newBuilder(page).timeout(TokenEndpoint.PATIENCE).header("Accept", "text/html"));
    }

    /** Fills in the page's only form that asks for a password and sends it, with whatever else it carries. */
    private HttpResponse<String> submit(URI page, String html, String user, char[] password) {
        Matcher forms = FORM.matcher(html);
        while (forms.find()) {
            Map<String, String> fields = fields(forms.group(2));
            if (fields.containsKey("password")) {
                fields.put("username", user);
                fields.put("password", new String(password));
                String action = attributes(forms.group(1)).getOrDefault("action", "");
                return send(TokenEndpoint.form(page.resolve(action), fields));
            }
        }
        throw new SignInRefused("The identity provider shows no login form");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = TokenEndpoint.send(http, request.build());
        boolean loopback = "127.0.0.1".equals(answer.uri().getHost());
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            // As browsers do: cookies have no version (RFC 6265), and the loopback is secure without TLS.
            cookie.setVersion(0);
            cookie.setSecure(cookie.getSecure() && !loopback);
        }
        return answer;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher inputs = INPUT.matcher(form);
        while (inputs.find()) {
            Map<String, String> input = attributes(inputs.group(1));
            String name = input.getOrDefault("name", "");
            if (!name.isEmpty() && !"checkbox".equals(input.get("type"))) {
                fields.put(name, input.getOrDefault("value", ""));
            }
        }
        return fields;
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher found = ATTRIBUTE.matcher(tag);
        while (found.find()) {
            attributes.put(found.group(1), found.group(2).replace("&amp;", "&"));
        }
        return attributes;
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : String.valueOf(address.getRawQuery()).split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                found.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    @Override
    public void close() {
        http.close();
    }
}
