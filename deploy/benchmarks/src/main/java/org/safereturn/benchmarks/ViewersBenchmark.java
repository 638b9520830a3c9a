package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.safereturn.events.TopicCatalogue;
import org.safereturn.local.client.PageSession;

/**
 * How long an event takes to the browsers of its ministry while many have the joint page open. Officers of both ministries
 * sign in as a browser does; each stream is one open page.
 */
final class ViewersBenchmark implements Benchmark {

    private static final int RATE = 50;
    /** Officers of the demonstration who may read the page. */
    private static final List<String> DESKS = List.of("me-1", "supervisor-1", "supervisor-2", "supervisor-3", "operator-1",
            "admin-1");
    private static final int JOURNEYS_BEFORE = 2000;
    private static final int ALONE_SECONDS = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "viewers";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("repeats", 5, 1), new Option("viewers", 200, 2), new Option("seconds per repeat", 60, 5));
    }

    @Override
    public List<String> run(Path root, List<Integer> values) throws IOException, InterruptedException, ExecutionException {
        int repeats = values.get(0);
        int viewers = values.get(1);
        int seconds = values.get(2);
        // Fewer officers than viewers: so an officer may have more pages open here than elsewhere.
        int pages = viewers / (2 * DESKS.size()) + 1;
        try (JointView view = JointView.start(root, List.of("--safereturn.monitoring.most-listeners-per-caller=" + pages));
                Ministries ministries = new Ministries(view.settings(), TopicCatalogue.load())) {
            Events events = new Events(ministries);
            System.out.println("Sending " + JOURNEYS_BEFORE + " journeys, so that there is something to look at.");
            events.before();
            view.awaitTakenIn(LONGEST);
            Viewings.Repeat alone;
            try (Audience audience = Audience.of(view.address(), 2)) {
                events.offer(WARM_UP);
                alone = events.measured(audience, Duration.ofSeconds(ALONE_SECONDS));
            }
            List<Viewings.Repeat> measured = new ArrayList<>();
            try (Audience audience = Audience.of(view.address(), viewers)) {
                events.offer(WARM_UP);
                for (int index = 0; index < repeats; index++) {
                    System.out.println("Repeat " + (index + 1) + " of " + repeats + ".");
                    measured.add(events.measured(audience, Duration.ofSeconds(seconds)));
                }
            }
            return new Viewings(viewers, RATE, alone, measured).lines();
        } catch (TimeoutException e) {
            throw new IllegalStateException("The broker does not answer", e);
        }
    }

    /** Everybody who has the page open. */
    private static final class Audience implements AutoCloseable {

        private final List<PageSession> sessions = new ArrayList<>();
        private final List<Viewer> viewers = new ArrayList<>();

        /** So many viewers, half of each country. */
        static Audience of(URI page, int viewers) {
            Audience audience = new Audience();
            boolean open = false;
            try {
                List<String> officers = Stream.of("th", "kh").flatMap(country -> DESKS.stream().map(desk -> country + "-" + desk))
                        .toList();
                for (int index = 0; index < Math.min(viewers, officers.size()); index++) {
                    // The two countries take turns.
                    String officer = officers.get(index / 2 + index % 2 * DESKS.size());
                    audience.sessions.add(PageSession.signIn(page, "safereturn", officer, ("demo-" + officer).toCharArray()));
                }
                for (int index = 0; index < viewers; index++) {
                    int session = index % audience.sessions.size();
                    audience.open(audience.sessions.get(session).http(), page, session % 2 == 0 ? "TH" : "KH");
                }
                open = true;
                return audience;
            } finally {
                if (!open) {
                    audience.close();
                }
            }
        }

        private void open(HttpClient http, URI page, String country) {
            Viewer viewer = new Viewer(country);
            viewers.add(viewer);
            var _ = http.sendAsync(HttpRequest.newBuilder(page.resolve("/live?lang=en")).version(HttpClient.Version.HTTP_1_1)
                    .header("Accept", "text/event-stream").build(), response -> {
                        if (response.statusCode() != 200) {
                            viewer.onError(new IllegalStateException("The joint page answered " + response.statusCode()));
                        }
                        return HttpResponse.BodySubscribers.fromLineSubscriber(viewer);
                    }).whenComplete((_, failure) -> {
                        if (failure != null) {
                            viewer.onError(failure);
                        }
                    });
        }

        List<Viewer> viewers() {
            viewers.forEach(each -> {
                Throwable failure = each.failure();
                if (failure != null) {
                    throw new IllegalStateException("A viewer sees no more: " + failure, failure);
                }
            });
            return viewers;
        }

        @Override
        public void close() {
            // An open stream would keep a client from closing in good order.
            sessions.forEach(each -> each.http().shutdownNow());
            sessions.forEach(PageSession::close);
        }
    }

    /** Events that are offered at a fixed rate, whoever looks. */
    private static final class Events {

        private final Ministries ministries;
        private final MadeUpJourneys journeys;
        private final AtomicInteger next = new AtomicInteger();
        private Instant last = Instant.EPOCH;

        Events(Ministries ministries) {
            this.ministries = ministries;
            this.journeys = new MadeUpJourneys(TopicCatalogue.load(), ministries.references(), Clock.systemUTC().instant());
        }

        void before() {
            for (int journey = 0; journey < JOURNEYS_BEFORE; journey++) {
                for (int step = 0; step < 1 + journey % MadeUpJourneys.STEPS; step++) {
                    ministries.send(journeys.of(journey, step), journeys.sequence(step));
                }
            }
            ministries.flush();
            next.set(JOURNEYS_BEFORE);
        }

        /**
         * What was sent.
         *
         * @param country whose ministry sent it
         * @param time which its line tells
         * @param at when it was sent, in nanoseconds
         */
        private record Sent(String country, String time, long at) {
        }

        /** Every event begins a journey, so that every figure changes too; each has a time of its own. */
        List<Sent> offer(Duration duration) throws InterruptedException {
            List<Sent> sent = new ArrayList<>();
            long begin = System.nanoTime();
            long events = duration.toMillis() * RATE / 1000;
            for (long index = 0; index < events; index++) {
                long due = begin + index * TimeUnit.SECONDS.toNanos(1) / RATE;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
                last = now.isAfter(last) ? now : last.plusMillis(1);
                MadeUpJourneys.Sent event = journeys.of(next.getAndIncrement(), 0, last);
                sent.add(new Sent(event.country(), last.toString(), System.nanoTime()));
                ministries.send(event, 1);
            }
            ministries.flush();
            return sent;
        }

        Viewings.Repeat measured(Audience audience, Duration duration) throws InterruptedException {
            audience.viewers().forEach(Viewer::forget);
            long boards = audience.viewers().stream().mapToLong(Viewer::boards).sum();
            long begin = System.nanoTime();
            List<Sent> sent = offer(duration);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double boardsEach = (audience.viewers().stream().mapToLong(Viewer::boards).sum() - boards) / seconds
                    / audience.viewers().size();
            Thread.sleep(GRACE);
            List<Double> latencies = new ArrayList<>();
            long unseen = 0;
            for (Viewer viewer : audience.viewers()) {
                for (Sent each : sent) {
                    if (each.country().equals(viewer.country())) {
                        Long appeared = viewer.appeared(each.time());
                        unseen += appeared == null ? 1 : 0;
                        latencies.add(appeared == null ? Double.POSITIVE_INFINITY : (appeared - each.at()) / 1e6);
                    }
                }
            }
            return new Viewings.Repeat(new Latencies(latencies.stream().mapToDouble(Double::doubleValue).toArray()), unseen,
                    boardsEach);
        }
    }
}
