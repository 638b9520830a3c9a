package org.safereturn.local.demo;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The referrals that have come in at one ministry. */
final class Inbox {

    private static final int PAGE = 200;

    private final String name;
    private final Pages pages;

    /**
     * The inbox as it is read page by page.
     *
     * @param name of the ministry
     */
    Inbox(String name, Pages pages) {
        this.name = name;
        this.pages = pages;
    }

    /** As a contact point of the ministry reads it. */
    static Inbox of(Api api, Ministry ministry) {
        return new Inbox(ministry.name(), query -> Api.ifAnswered(() -> api.get(ministry.contact(),
                ministry.referrals().resolve("/referrals?side=INCOMING&" + query))));
    }

    /** Answers the page of this query; nothing when the service, or whoever lets officers sign in, is away. */
    @FunctionalInterface
    interface Pages {
        @Nullable Reply read(String query) throws InterruptedException;
    }

    /** How many referrals have come in, or -1 when the service is away. */
    int total() throws InterruptedException {
        Reply reply = page("", 1);
        return reply == null ? -1 : reply.node("total").asInt(-1);
    }

    /** The case references of all of them, as often as they are listed; none when they cannot be read to the end now. */
    List<String> references() throws InterruptedException {
        List<String> references = new ArrayList<>();
        String after = "";
        while (true) {
            Reply reply = page(after, PAGE);
            if (reply == null) {
                return List.of();
            }
            if (!reply.isGood()) {
                throw new Mismatch("the inbox of " + name + " cannot be read");
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
        return pages.read("size=" + size + (after.isEmpty() ? "" : "&after=" + after));
    }
}
