package org.safereturn.local.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.sealing.Pseudonyms;
import tools.jackson.databind.JsonNode;

/**
 * The joint view, as a ministry's system reads it. The ministry knows the statistical references of its own cases, so the
 * demonstration finds those it made among all others.
 */
final class Joint {

    private static final User READER = User.system("KH");

    static final User OBSERVER = User.officer("JOINT", "observer", 1);

    private static final int PAGE = 200;

    private final Api api;
    private final URI address;
    private final Pseudonyms references;

    Joint(Api api, URI address, Path keys) {
        this.api = api;
        this.address = address;
        this.references = new Pseudonyms(MinistryKeys.load(keys.resolve("kh")).stat().orElseThrow());
    }

    URI address() {
        return address;
    }

    /** The figures of this quarter. */
    Reply figures() throws IOException, InterruptedException {
        return api.get(READER, address.resolve("/figures"));
    }

    /**
     * Those of these cases that it counts as a person, or as one that was referred before.
     *
     * @param since only what changed from then on is looked through
     */
    Set<String> counted(Collection<String> cases, Instant since, boolean duplicates)
            throws IOException, InterruptedException {
        Map<String, String> wanted = new HashMap<>();
        cases.forEach(each -> wanted.put(references.of(each), each));
        Set<String> found = new HashSet<>();
        String page = "&since=" + since.truncatedTo(ChronoUnit.MILLIS);
        while (!page.isEmpty()) {
            Reply reply = api.get(READER, address.resolve("/journeys?size=" + PAGE + page));
            for (JsonNode journey : reply.node("items")) {
                String known = wanted.get(journey.path("statRef").asString(""));
                if (known != null && journey.path("duplicate").asBoolean(false) == duplicates) {
                    found.add(known);
                }
            }
            String next = reply.node("next").asString("");
            page = next.isEmpty() ? "" : "&after=" + next;
        }
        return found;
    }

    /** People whom the reader's own country counted at a check point this month, in one direction. */
    int checkpointReturns(String month, String checkpoint, String direction) throws IOException, InterruptedException {
        for (JsonNode row : figures().node("checkpointReturns")) {
            if (row.path("month").asString("").equals(month) && row.path("checkpoint").asString("").equals(checkpoint)
                    && row.path("direction").asString("").equals(direction)) {
                return row.at("/byCountry/KH/value").asInt(0);
            }
        }
        return 0;
    }

    /** An indicator of this quarter in the column of a country whose system reads. */
    JsonNode indicator(String country, String id, String measure) throws IOException, InterruptedException {
        Reply reply = api.get(User.system(country), address.resolve("/figures"));
        for (JsonNode each : reply.node("indicators")) {
            if (each.path("id").asString("").equals(id) && each.path("measure").asString("").equals(measure)) {
                return each.path("byCountry").path(country);
            }
        }
        throw new Mismatch("the figures have no " + id + " " + measure);
    }
}
