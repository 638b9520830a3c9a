package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.safereturn.local.Endpoint;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Settings;
import org.safereturn.local.StartFailure;
import org.safereturn.local.Token;
import org.safereturn.local.client.SystemLogin;
import org.safereturn.local.demo.User;

/** One system whose stores grow, and what its services then take for one thing after the other. */
final class Growth implements AutoCloseable {

    private static final String JOINT_VIEW = "monitoring";
    private static final int TEMPLATES = 10;
    private static final int LAST_LINES = 40;
    private static final int ASKED = 40;
    private static final String ACCEPTANCE = "{\"unit\": \"TH-DATIP\"}";
    private static final double NANOS = 1e6;
    private static final long LIMIT_NANOS = 120_000_000_000L;
    private static final long LONGEST_READING_NANOS = 600_000_000_000L;

    private final LocalSystem system;
    private final Settings settings;
    private final Sender host;
    private final Sender origin;
    private final Caller originSystem;
    private final Caller supervisor;
    private final Caller statistician;
    private final Cases cases;

    Growth(LocalSystem system) {
        this.system = system;
        this.settings = system.settings();
        Target target = Target.of(settings);
        host = new Sender(() -> SystemLogin.token(target.identity(), target.client(), SystemLogin.key(target.key())));
        origin = new Sender(() -> Token.of(settings, new User("th-system")));
        originSystem = new Caller(() -> Token.of(settings, new User("th-system")));
        supervisor = new Caller(() -> Token.of(settings, new User("th-supervisor-1")));
        statistician = new Caller(() -> Token.of(settings, new User("th-me-1")));
        cases = new Cases(target, host);
    }

    /** Refers the cases after which the others are made: the first waits to be opened, the others are accepted. */
    GrownStores templates() throws IOException, InterruptedException, ExecutionException {
        signIn();
        List<String> templates = cases.open(TEMPLATES);
        for (String template : templates) {
            submit(template);
            await(referral(template));
        }
        for (String template : templates.subList(1, TEMPLATES)) {
            expect(origin.post(settings.http(Endpoint.TH_REFERRAL), "/referrals/" + template + "/acceptance", ACCEPTANCE)
                    .get().reply().statusCode(), 200);
        }
        Thread.sleep(TimeUnit.SECONDS.toMillis(10));
        return new GrownStores(Map.of("kh", "mongodb://127.0.0.1:" + settings.port(Endpoint.STORE_KH),
                "th", "mongodb://127.0.0.1:" + settings.port(Endpoint.STORE_TH),
                "joint", "mongodb://127.0.0.1:" + settings.port(Endpoint.STORE_JOINT)), "th_case", templates);
    }

    /** Milliseconds that each thing takes once; those that start again come first, for they then know all that was made. */
    Map<GrowthReport.Operation, double[]> measure() throws IOException, InterruptedException, ExecutionException {
        Map<GrowthReport.Operation, double[]> took = new HashMap<>();
        took.put(GrowthReport.Operation.RESTART, new double[] {restart("th-referral")});
        long before = System.nanoTime();
        took.put(GrowthReport.Operation.RESTART_OF_THE_JOINT_VIEW, new double[] {restart(JOINT_VIEW)});
        signIn();
        awaitFigures();
        took.put(GrowthReport.Operation.FIGURES_AGAIN, new double[] {(System.nanoTime() - before) / NANOS});
        List<String> fresh = cases.open(ASKED);
        double[] submitted = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            submitted[i] = submit(fresh.get(i));
        }
        took.put(GrowthReport.Operation.SUBMIT, submitted);
        for (String each : fresh) {
            await(referral(each));
        }
        took.put(GrowthReport.Operation.OPEN, each(fresh, originSystem, this::referral));
        took.put(GrowthReport.Operation.WORKLIST, each(fresh, supervisor,
                _ -> settings.http(Endpoint.TH_CASE).resolve("/work?size=50")));
        took.put(GrowthReport.Operation.FIGURES, each(fresh, statistician,
                _ -> settings.http(Endpoint.MONITORING).resolve("/figures")));
        return took;
    }

    /** Bytes that the joint view holds in its heap; once it has answered with figures, it holds those. */
    long heldByTheJointView() throws IOException, InterruptedException {
        return LiveHeap.of(system.pid(JOINT_VIEW));
    }

    private double restart(String part) throws IOException, InterruptedException {
        system.kill(part);
        long before = System.nanoTime();
        try {
            system.startAgain(part);
        } catch (StartFailure notReady) {
            // The folder of this system goes with it, and what was written there.
            List<String> log = Files.readAllLines(settings.logs().resolve(part + ".log"));
            log.subList(Math.max(0, log.size() - LAST_LINES), log.size()).forEach(System.out::println);
            throw notReady;
        }
        return (System.nanoTime() - before) / NANOS;
    }

    private double submit(String caseRef) throws InterruptedException, ExecutionException {
        long before = System.nanoTime();
        int status = host.post(settings.http(Endpoint.KH_REFERRAL), "/referrals", Cases.referral(caseRef)).get().reply()
                .statusCode();
        double took = (System.nanoTime() - before) / NANOS;
        expect(status, 201);
        return took;
    }

    private URI referral(String caseRef) {
        return settings.http(Endpoint.TH_REFERRAL).resolve("/referrals/" + caseRef);
    }

    private void await(URI referral) throws IOException, InterruptedException {
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (!originSystem.finds(referral)) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("A referral did not arrive within two minutes.");
            }
            Thread.sleep(20);
        }
    }

    /** While the joint view still reads the journeys, it answers that it is not in time. */
    private void awaitFigures() throws IOException, InterruptedException {
        long limit = System.nanoTime() + LONGEST_READING_NANOS;
        while (!statistician.finds(settings.http(Endpoint.MONITORING).resolve("/figures"))) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("The joint view had no figures within ten minutes.");
            }
            Thread.sleep(20);
        }
    }

    private static double[] each(List<String> caseRefs, Caller caller, Function<String, URI> address)
            throws IOException, InterruptedException {
        double[] took = new double[caseRefs.size()];
        for (int i = 0; i < took.length; i++) {
            took[i] = caller.get(address.apply(caseRefs.get(i)));
        }
        return took;
    }

    private static void expect(int status, int expected) {
        if (status != expected) {
            throw new IllegalStateException("A request was answered " + status + ".");
        }
    }

    private void signIn() {
        host.signIn();
        origin.signIn();
        originSystem.signIn();
        supervisor.signIn();
        statistician.signIn();
    }

    @Override
    public void close() {
        host.close();
        origin.close();
        originSystem.close();
        supervisor.close();
        statistician.close();
    }
}
