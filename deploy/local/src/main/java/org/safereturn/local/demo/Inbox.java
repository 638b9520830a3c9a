package org.safereturn.local.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The referrals that have come in at one ministry. */
final class Inbox {

    private static final int PAGE = 200;

    private final Api api;
    private final Ministry ministry;

    Inbox(Api api, Ministry ministry) {
        this.api = api;
        this.ministry = ministry;
    }

    /** How many referrals have come in, or -1 when the service is away. */
    int total() throws InterruptedException {
        Reply reply = page("", 1);
        return reply == null ? -1 : reply.node("total").asInt(-1);
    }

    /** The case references of all of them, as often as they are listed. */
    List<String> references() throws InterruptedException {
        List<String> references = new ArrayList<>();
        String after = "";
        while (true) {
            Reply reply = page(after, PAGE);
            if (reply == null || !reply.isGood()) {
                throw new Mismatch("the inbox of " + ministry.name() + " cannot be read");
            }
            for (JsonNode item : reply.node("items")) {
                references.add(item.path("caseRef").asString(""));
            }
            after = reply.node("next").asString("");
            if (after.isEmpty()) {
                return references;
            }
        }
    }

    private @Nullable Reply page(String after, int size) throws InterruptedException {
        URI address = ministry.referrals().resolve("/referrals?side=INCOMING&size=" + size
                + (after.isEmpty() ? "" : "&after=" + after));
        return Api.ifAnswered(() -> api.get(ministry.contact(), address));
    }
}
