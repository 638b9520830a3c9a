package org.safereturn.local.demo;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.safereturn.local.Endpoint;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;

/**
 * Plays acceptance scenarios on a running system and then a surge, and says whether all that was accepted has arrived.
 * It uses the public interfaces only, with made-up people.
 */
public final class Demo implements AutoCloseable {

    private static final Duration SURGE_LIMIT = Duration.ofMinutes(20);
    private static final int LOAD_AT_ONCE = 100;
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Progress progress;
    private final Api api;
    private final Ministry cambodia;
    private final Ministry thailand;
    private final Joint joint;
    private final Scenarios scenarios;

    /** A demonstration on the system at these addresses. */
    public Demo(Settings settings, Progress progress) {
        this(settings, progress, _ -> {
        });
    }

    /**
     * A demonstration on the system at these addresses.
     *
     * @param observer sees every answer of a service, from several threads
     */
    public Demo(Settings settings, Progress progress, Consumer<HttpResponse<String>> observer) {
        this.progress = progress;
        this.api = new Api(settings, observer);
        this.cambodia = Ministry.cambodia(settings);
        this.thailand = Ministry.thailand(settings);
        this.joint = new Joint(api, settings.http(Endpoint.MONITORING), settings.keys());
        this.scenarios = new Scenarios(cambodia, thailand, joint);
    }

    /**
     * Plays every scenario.
     *
     * @return the scenarios that did not go as they should, each with what was wrong; empty when all is well
     */
    public List<String> scenarios() throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Scenarios.Scenario scenario : scenarios.all()) {
            progress.line("");
            progress.line("Scenario " + scenario.number() + ": " + scenario.title());
            Script script = new Script(api, progress);
            try {
                scenario.play().on(script);
            } catch (Mismatch e) {
                progress.line("   MISMATCH " + e.getMessage());
                wrong.add(scenario.number() + ": " + e.getMessage());
            } catch (IOException e) {
                progress.line("   MISMATCH a service cannot be reached: " + e.getMessage());
                wrong.add(scenario.number() + ": a service cannot be reached: " + e.getMessage());
            }
        }
        return wrong;
    }

    /**
     * Signs in as every role and shows what each sees of one case of the scenarios, which must have been played.
     *
     * @return what differs from what is expected; empty when all is well
     */
    public List<String> roles() throws InterruptedException {
        Optional<String> caseRef = scenarios.childsCase();
        if (caseRef.isEmpty()) {
            return List.of("roles: the scenario that makes the case was not played");
        }
        WhoSeesWhat who = new WhoSeesWhat(api, progress);
        List<String> wrong = new ArrayList<>();
        try {
            wrong.addAll(rolesAt(thailand, cambodia, who, caseRef.get()));
            wrong.addAll(rolesAt(cambodia, thailand, who, caseRef.get()));
            wrong.addAll(who.show("What each role sees at the joint view",
                    Viewer.ofMinistry(thailand.country(), cambodia.country()),
                    WhoSeesWhat.aboutFigures(joint.address())));
        } catch (IOException e) {
            wrong.add("roles: a service cannot be reached: " + e.getMessage());
        }
        return wrong;
    }

    private static List<String> rolesAt(Ministry ministry, Ministry peer, WhoSeesWhat who, String caseRef)
            throws IOException, InterruptedException {
        return who.show("What each role sees at the services of " + ministry.name() + ", case " + caseRef,
                Viewer.ofMinistry(ministry.country(), peer.country()), WhoSeesWhat.about(caseRef, ministry));
    }

    /**
     * Refers people in one direction and the other, in turns, until there are this many or the time is over.
     *
     * @return how many were accepted
     */
    public int load(int most, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        int accepted = 0;
        boolean back = false;
        while (accepted < most && System.nanoTime() < end) {
            Surge surge = back ? new Surge(api, thailand, cambodia, progress, SURGE_LIMIT)
                    : new Surge(api, cambodia, thailand, progress, SURGE_LIMIT);
            accepted += surge.send(LOAD_AT_ONCE).size();
            back = !back;
        }
        return accepted;
    }

    /** A surge that is started now and reconciled later, so that something can happen in between. */
    public Wave wave() {
        return new Wave();
    }

    /** One surge. */
    public final class Wave {

        private final Surge surge = new Surge(api, cambodia, thailand, progress, SURGE_LIMIT);

        private Wave() {
        }

        /** How many referrals have been accepted so far. */
        public int acceptedSoFar() {
            return surge.acceptedSoFar();
        }

        /** Sends the referrals, waits until they have arrived, and compares. */
        public Reconciliation run(int count) throws InterruptedException {
            Instant begin = Instant.now().minus(CLOCKS_APART);
            Set<String> accepted = surge.send(count);
            Reconciliation result = Reconciliation.await(accepted, Inbox.of(api, thailand), cases ->
                    joint.counted(cases, begin, false));
            result.print(progress);
            return result;
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
