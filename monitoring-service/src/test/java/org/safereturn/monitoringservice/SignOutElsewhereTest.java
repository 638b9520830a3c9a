package org.safereturn.monitoringservice;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.safereturn.access.testing.Tokens;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a session of the page does when the provider says that the officer has signed out of another page. */
class SignOutElsewhereTest extends RunningService {

    @Test
    void a_session_and_its_stream_end_when_the_officer_signs_out_of_another_page_and_other_sessions_go_on() {
        String ending = signIn("session-that-ends");
        String staying = signIn("session-that-stays");
        Set<String> over = new ConcurrentSkipListSet<>();
        List<String> heard = new CopyOnWriteArrayList<>();
        Disposable one = listen(ending, heard, over);
        Disposable other = listen(staying, heard, over);
        await().atMost(PATIENCE).until(() -> heard.contains(ending) && heard.contains(staying));
        patiently().untilAsserted(() -> SigningIn.tell(client(), Tokens.KEY,
                SigningIn.signedOut("session-that-ends").build()).expectStatus().isOk());
        await().atMost(PATIENCE).until(() -> over.contains(ending));
        assertThat(answer(ending)).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(answer(staying)).isEqualTo(HttpStatus.OK);
        assertThat(over).doesNotContain(staying);
        one.dispose();
        other.dispose();
    }

    @Test
    void only_the_provider_can_say_so_and_only_to_this_page() {
        String cookie = signIn("session-that-others-name");
        refused(() -> SigningIn.tell(client(), Tokens.key("stranger"), SigningIn.signedOut("session-that-others-name").build()));
        refused(() -> SigningIn.tell(client(), Tokens.KEY, SigningIn.signedOut("session-that-others-name")
                .audience("another-page").build()));
        refused(() -> SigningIn.tell(client(), Tokens.KEY, SigningIn.signedOut("session-that-others-name")
                .issuer("http://elsewhere.invalid").build()));
        refused(() -> SigningIn.tell(client(), Tokens.KEY, SigningIn.signedOut("session-that-others-name")
                .claim("events", null).build()));
        assertThat(answer(cookie)).isEqualTo(HttpStatus.OK);
    }

    private interface Telling {
        WebTestClient.ResponseSpec tell();
    }

    private static void refused(Telling telling) {
        patiently().untilAsserted(() -> telling.tell().expectStatus().isBadRequest());
    }

    /** Only so many sign-ins are begun, and sign-outs heard of, in a while. */
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofSeconds(2));
    }

    private String signIn(String session) {
        return patiently().ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> PROVIDER.signIn(client(), session), cookie -> !cookie.isEmpty());
    }

    private HttpStatus answer(String cookie) {
        return HttpStatus.valueOf(client().get().uri("/figures").cookie("monitoring", cookie).exchange()
                .returnResult(Void.class).getStatus().value());
    }

    private Disposable listen(String cookie, List<String> heard, Set<String> over) {
        return WebClient.create("http://127.0.0.1:" + port).get().uri("/live").cookie("monitoring", cookie).retrieve()
                .bodyToFlux(String.class).doOnComplete(() -> over.add(cookie)).subscribe(_ -> heard.add(cookie));
    }
}
