package org.safereturn.local.demo;

import java.net.http.HttpHeaders;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InboxTest {

    private final Deque<Optional<Reply>> replies = new ArrayDeque<>();
    private final Inbox inbox = new Inbox("Thailand", _ -> replies.remove().orElse(null));

    @Test
    void all_pages_are_read() throws InterruptedException {
        replies.addAll(List.of(page("one", "more"), page("two", "")));
        assertThat(inbox.references()).containsExactly("one", "two");
    }

    @Test
    void while_the_service_is_away_nothing_is_listed_and_nothing_is_said_of_a_fault() throws InterruptedException {
        replies.addAll(List.of(page("one", "more"), Optional.empty()));
        assertThat(inbox.references()).isEmpty();
        replies.add(Optional.empty());
        assertThat(inbox.total()).isEqualTo(-1);
    }

    @Test
    void a_refusal_is_a_mismatch_at_once() {
        replies.add(reply(403, "{}"));
        assertThatThrownBy(inbox::references).isInstanceOf(Mismatch.class).hasMessage("the inbox of Thailand cannot be read");
    }

    private static Optional<Reply> page(String caseRef, String next) {
        return reply(200, "{\"items\": [{\"caseRef\": \"" + caseRef + "\"}], \"next\": \"" + next + "\"}");
    }

    private static Optional<Reply> reply(int status, String body) {
        return Optional.of(new Reply(status, JsonMapper.shared().readTree(body), HttpHeaders.of(Map.of(), (_, _) -> true)));
    }
}
