package org.safereturn.local.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** One browser whose officer signs in to several pages, as each page would let it. */
public final class PageLogin implements AutoCloseable {

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-1234";

    private final LoginBrowser browser = new LoginBrowser();
    private final ProviderMetadata provider;

    /** At this provider. */
    public PageLogin(URI issuer) {
        this.provider = ProviderMetadata.of(browser.http(), issuer);
    }

    /** Signs in to a page, with the password only when the provider asks for it; the ID token that the page gets. */
    public String signIn(String client, String secret, URI page, String user) {
        String callback = page + "/login/oauth2/code/safereturn";
        Map<String, String> request = OfficerLogin.request(callback, OfficerLogin.challenge(VERIFIER));
        request.put("client_id", client);
        String code = OfficerLogin.code(browser, provider, request, user, ("demo-" + user).toCharArray());
        Map<String, String> exchange = new LinkedHashMap<>(OfficerLogin.exchange(code, callback, VERIFIER));
        exchange.remove("client_id");
        String pair = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = TokenEndpoint.send(browser.http(),
                TokenEndpoint.form(provider.token(), exchange).header("Authorization", "Basic " + pair).build());
        return JsonMapper.shared().readTree(answer.body()).path("id_token").asString("");
    }

    /** Signs out as a page does that got this ID token. */
    public void signOut(String idToken) {
        browser.open(URI.create(provider.endSession() + "?" + TokenEndpoint.encode(Map.of("id_token_hint", idToken))));
    }

    @Override
    public void close() {
        browser.close();
    }
}
