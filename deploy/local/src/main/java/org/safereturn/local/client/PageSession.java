package org.safereturn.local.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * An officer's browser at a page that lets the identity provider sign the officer in and keeps a session. It stands in for
 * a browser in the benchmarks and the tests; it runs no script.
 */
public final class PageSession implements AutoCloseable {

    private static final int FOUND = 302;

    private final LoginBrowser browser;

    private PageSession(LoginBrowser browser) {
        this.browser = browser;
    }

    /**
     * Signs in.
     *
     * @param page any address of the page
     * @param registration under which the page knows the identity provider
     * @throws SignInRefused when the provider or the page lets nobody in under this name and password
     * @throws java.io.UncheckedIOException when one of them cannot be reached
     */
    public static PageSession signIn(URI page, String registration, String user, char[] password) {
        LoginBrowser browser = new LoginBrowser();
        boolean signedIn = false;
        try {
            URI callback = page.resolve("/login/oauth2/code/" + registration);
            Map<String, String> answer = browser.signIn(page.resolve("/oauth2/authorization/" + registration),
                    callback.toString(), user, password);
            HttpResponse<String> welcome = browser.open(URI.create(callback + "?" + TokenEndpoint.encode(answer)));
            String next = welcome.headers().firstValue("Location").orElse("");
            if (welcome.statusCode() != FOUND || next.contains("error")) {
                throw new SignInRefused("The page answered " + welcome.statusCode());
            }
            signedIn = true;
            return new PageSession(browser);
        } finally {
            if (!signedIn) {
                browser.close();
            }
        }
    }

    /** A client that shows the session's cookies; it ends with the session. */
    public HttpClient http() {
        return browser.http();
    }

    @Override
    public void close() {
        browser.close();
    }
}
