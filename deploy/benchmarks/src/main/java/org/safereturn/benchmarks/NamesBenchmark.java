package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;

import org.safereturn.local.Endpoint;
import org.safereturn.local.Footing;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;
import org.safereturn.local.Token;
import org.safereturn.local.demo.User;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long it takes to tell an officer which cases may be of the same person when the ministry has many: a case service of its
 * own on this machine, whose stores are filled past the APIs, first with a thousand persons and then with all.
 */
final class NamesBenchmark implements Benchmark {

    private static final int USUAL = 100_000;
    private static final int LEAST = 1000;
    private static final int ASKED = 200;
    private static final String OFFICER = "kh-intake-1";
    /** One officer asks more than an officer may in a minute. */
    private static final List<String> NO_LIMITS = List.of("--safereturn.access.limits.searches.count=1000000",
            "--safereturn.access.limits.searches.burst=1000000");

    @Override
    public String name() {
        return "names";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("persons", USUAL, LEAST), new Option("repeats", 5, 1));
    }

    @Override
    public List<String> run(Path root, List<Integer> values)
            throws IOException, InterruptedException, ExecutionException {
        NamesReport report = new NamesReport();
        Progress progress = new Progress(System.out);
        try (Scratch scratch = new Scratch();
                LocalSystem system = LocalSystem.startOnly(Map.of(Endpoint.KH_CASE.id(), NO_LIMITS),
                        Settings.isolated(root, scratch.folder()).on(Footing.SERVER), progress)) {
            Settings settings = system.settings();
            try (NamedCases cases = new NamedCases(settings, opened(settings));
                    Caller officer = new Caller(() -> Token.of(settings, new User(OFFICER)))) {
                for (int persons : values.getFirst() > LEAST ? List.of(LEAST, values.getFirst()) : List.of(LEAST)) {
                    long began = System.nanoTime();
                    cases.growTo(persons);
                    System.out.println(persons + " persons after " + (System.nanoTime() - began) / 1_000_000_000L + " s.");
                    // Not counted: what was just written is asked for the first time.
                    asked(settings, officer, persons, -1);
                    for (int repeat = 0; repeat < values.getLast(); repeat++) {
                        report.add(persons, asked(settings, officer, persons, repeat));
                    }
                }
            }
        }
        return report.lines();
    }

    /** An officer opens the case after which the others are made, and it has been told to the other services. */
    private static String opened(Settings settings) throws IOException, InterruptedException, ExecutionException {
        try (Sender officer = new Sender(() -> Token.of(settings, new User(OFFICER)))) {
            officer.signIn();
            String body = new String(Objects.requireNonNull(NamesBenchmark.class.getResourceAsStream("case.json"))
                    .readAllBytes(), StandardCharsets.UTF_8);
            HttpResponse<String> reply = officer.post(settings.http(Endpoint.KH_CASE), "/cases", body).get().reply();
            if (reply.statusCode() != 201) {
                throw new IOException("A case could not be opened: " + reply.statusCode());
            }
            Thread.sleep(5000);
            return JsonMapper.shared().readTree(reply.body()).path("caseRef").asString("");
        }
    }

    /** One question after the other, each about another person. */
    private static NamesReport.Repeat asked(Settings settings, Caller officer, int persons, int repeat)
            throws IOException, InterruptedException {
        officer.signIn();
        int[] who = new Random(repeat).ints(0, persons).distinct().limit(ASKED).toArray();
        double[] took = new double[ASKED];
        long shown = 0;
        for (int at = 0; at < ASKED; at++) {
            URI address = settings.http(Endpoint.KH_CASE)
                    .resolve("/cases/" + NamedCases.reference(who[at]) + "/same-person");
            Caller.Told told = officer.ask(address);
            took[at] = told.took();
            JsonNode answer = JsonMapper.shared().readTree(told.body());
            shown += answer.path("found").asLong(0);
        }
        if (shown == 0) {
            throw new IOException("Nobody was shown: the persons are not found by their names.");
        }
        return new NamesReport.Repeat(new Latencies(took), (double) shown / ASKED);
    }
}
