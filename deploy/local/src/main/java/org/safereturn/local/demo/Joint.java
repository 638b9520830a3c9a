package org.safereturn.local.demo;

import java.io.IOException;
import java.net.URI;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The joint view, as a ministry's system reads it. */
final class Joint {

    private static final User READER = User.system("KH");

    static final User OBSERVER = User.officer("JOINT", "observer", 1);

    private static final int PAGE = 200;

    private final Api api;
    private final URI address;

    Joint(Api api, URI address) {
        this.api = api;
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** The figures of this quarter. */
    Reply figures() throws IOException, InterruptedException {
        return api.get(READER, address.resolve("/figures"));
    }

    /** How many journeys are marked as a person referred before. */
    int duplicates() throws IOException, InterruptedException {
        int found = 0;
        String after = "";
        do {
            Reply reply = api.get(READER, address.resolve("/journeys?size=" + PAGE + after));
            for (JsonNode journey : reply.node("items")) {
                found += journey.path("duplicate").asBoolean(false) ? 1 : 0;
            }
            String next = reply.node("next").asString("");
            after = next.isEmpty() ? "" : "&after=" + next;
        } while (!after.isEmpty());
        return found;
    }

    /** People counted at a check point this month, in one direction. */
    int checkpointReturns(String month, String checkpoint, String direction) throws IOException, InterruptedException {
        for (JsonNode row : figures().node("checkpointReturns")) {
            if (row.path("month").asString("").equals(month) && row.path("checkpoint").asString("").equals(checkpoint)
                    && row.path("direction").asString("").equals(direction)) {
                return row.path("total").path("value").asInt(0);
            }
        }
        return 0;
    }

    /** How many journeys it knows, or -1 when it is away. */
    int referrals() throws InterruptedException {
        @Nullable Reply reply = Api.ifAnswered(() -> api.get(READER, address.resolve("/journeys?size=1")));
        return reply == null || !reply.isGood() ? -1 : reply.node("total").asInt(-1);
    }
}
