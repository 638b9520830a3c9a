package org.safereturn.monitoringservice;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What listeners hear. */
class StreamsTest extends RunningService {

    @Test
    void an_event_reaches_a_listener_without_the_case_reference() {
        WebClient listener = WebClient.create("http://127.0.0.1:" + port);
        List<ServerSentEvent<String>> heard = new ArrayList<>();
        var listening = listener.get().uri("/events").headers(Tokens.as(Role.ME_OFFICER, "TH"))
                .retrieve().bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { })
                .subscribe(event -> {
                    synchronized (heard) {
                        heard.add(event);
                    }
                });
        await().atMost(PATIENCE).until(() -> all(heard).contains("alive") || all(heard).contains("figures"));
        List<JourneyFixtures.Sent> events = journeys(6, new Random(3));
        String caseRef = reference(events.getFirst());
        send(events);
        await().atMost(PATIENCE).until(() -> all(heard).contains("REFERRAL_SUBMITTED"));
        assertThat(all(heard)).doesNotContain(caseRef).contains("\"journey\":\"")
                .as("a step of the other ministry").doesNotContain("\"country\":\"KH\"");
        listening.dispose();
    }

    @Test
    void who_comes_again_hears_what_was_missed_or_that_something_was() {
        List<ServerSentEvent<String>> heard = new ArrayList<>();
        Disposable listening = listen("", heard);
        send(journeys(6, new Random(23)));
        await().atMost(PATIENCE).until(() -> ids(heard).size() > 2);
        listening.dispose();
        List<ServerSentEvent<String>> again = new ArrayList<>();
        Disposable listeningAgain = listen(ids(heard).getFirst(), again);
        await().atMost(PATIENCE).until(() -> ids(again).contains(ids(heard).get(1)));
        listeningAgain.dispose();
        assertThat(all(again)).doesNotContain("LINES_MISSED");
        List<ServerSentEvent<String>> tooLate = new ArrayList<>();
        Disposable listeningTooLate = listen("never-heard-of", tooLate);
        await().atMost(PATIENCE).until(() -> all(tooLate).contains("LINES_MISSED"));
        listeningTooLate.dispose();
    }

    private Disposable listen(String lastHeard, List<ServerSentEvent<String>> heard) {
        return WebClient.create("http://127.0.0.1:" + port).get().uri("/events").headers(Tokens.as(Role.ME_OFFICER, "TH"))
                .header("Last-Event-ID", lastHeard).retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { })
                .subscribe(event -> {
                    synchronized (heard) {
                        heard.add(event);
                    }
                });
    }

    private static List<String> ids(List<ServerSentEvent<String>> heard) {
        synchronized (heard) {
            return heard.stream().flatMap(each -> Stream.ofNullable(each.id())).toList();
        }
    }

    @Test
    void streams_are_bounded() {
        WebClient listener = WebClient.create("http://127.0.0.1:" + port);
        List<Disposable> open = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            open.add(listener.get().uri("/events").headers(Tokens.as(Role.ME_OFFICER, "KH")).retrieve()
                    .bodyToFlux(String.class).subscribe());
        }
        await().atMost(PATIENCE).untilAsserted(() -> client().get().uri("/events").headers(
                Tokens.as(Role.ME_OFFICER, "KH")).exchange().expectStatus().isEqualTo(409));
        open.forEach(Disposable::dispose);
    }

    private static String reference(JourneyFixtures.Sent event) {
        return String.valueOf(event.body().get(event.body().getSchema().getField("caseRef").pos()));
    }

    private static String all(List<ServerSentEvent<String>> heard) {
        synchronized (heard) {
            return heard.toString();
        }
    }
}
