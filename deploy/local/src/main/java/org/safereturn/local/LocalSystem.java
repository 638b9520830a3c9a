package org.safereturn.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.safereturn.local.store.DocumentStore;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * Both countries and the joint view on this machine, each part a process of its own.
 *
 * <p>Whoever starts it must close it; closing ends every process that was started here, by its id, and no other. A part
 * that cannot start is a {@link StartFailure}, and then nothing is left running.
 */
public final class LocalSystem implements AutoCloseable {

    private static final Duration SERVICE_LIMIT = Duration.ofMinutes(5);
    private static final Duration PART_LIMIT = Duration.ofMinutes(3);
    private static final Duration SERVICE_GRACE = Duration.ofSeconds(12);
    private static final Duration PART_GRACE = Duration.ofSeconds(10);
    private static final Duration CACHE_GRACE = Duration.ofMinutes(4);

    private final Settings settings;
    /** By service, what it is told beside its usual arguments. */
    private final Map<String, List<String>> more;
    private final Progress progress;
    private final Broker broker;
    private final Map<Artifact, Application> applications = new EnumMap<>(Artifact.class);
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Chores chores = new Chores();
    private final FileLock lock;
    private final Training training;
    private boolean closed;

    private LocalSystem(Settings settings, Training training, Map<String, List<String>> more, Progress progress)
            throws IOException {
        this.settings = settings;
        this.training = training;
        this.more = Map.copyOf(more);
        this.progress = progress;
        this.broker = new Broker(settings);
        this.lock = lock(settings);
        describe();
    }

    /**
     * Starts every part and returns when all of them are ready.
     *
     * @throws StartFailure when a part cannot start; everything that was started before is ended
     */
    public static LocalSystem start(Settings settings, Progress progress) throws InterruptedException {
        return startExcept(Set.of(), settings, progress);
    }

    /**
     * The same with a few services only, beside what all of them need.
     *
     * @param services some of {@link #services}, and what each is told besides, as arguments
     */
    public static LocalSystem startOnly(Map<String, List<String>> services, Settings settings, Progress progress)
            throws InterruptedException {
        Set<String> others = new HashSet<>(services());
        others.removeAll(services.keySet());
        return start(others, services, settings, progress);
    }

    /**
     * The same without some services, which somebody else starts on their ports.
     *
     * @param except some of {@link #services}
     */
    static LocalSystem startExcept(Set<String> except, Settings settings, Progress progress) throws InterruptedException {
        return start(except, Map.of(), settings, progress);
    }

    private static LocalSystem start(Set<String> except, Map<String, List<String>> more, Settings settings, Progress progress)
            throws InterruptedException {
        checkPorts(settings);
        if (settings.footing() == Footing.SERVER) {
            new TrainingRun(settings, progress).whereNeeded();
        }
        return start(except, more, settings, Training.USE, progress);
    }

    /** Starts every part so that it makes its trained cache when it ends, by {@link #endTrained}. */
    static LocalSystem train(Settings settings, Progress progress) throws InterruptedException {
        return start(Set.of(), Map.of(), settings, Training.MAKE, progress);
    }

    private static LocalSystem start(Set<String> except, Map<String, List<String>> more, Settings settings, Training training,
            Progress progress) throws InterruptedException {
        LocalSystem system;
        try {
            system = new LocalSystem(settings, training, more, progress);
        } catch (IOException e) {
            throw new StartFailure("The folder " + settings.state() + " cannot be used: " + e.getMessage() + ".");
        }
        Thread atExit = new Thread(system::close, "stop");
        Runtime.getRuntime().addShutdownHook(atExit);
        boolean complete = false;
        try {
            system.startAll(except);
            complete = true;
            return system;
        } finally {
            if (!complete) {
                system.close();
            }
        }
    }

    /** Ports and folders in use. */
    public Settings settings() {
        return settings;
    }

    /** The ids of all parts, in the order in which they depend on each other. */
    public List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    /** The ids of the services, each of which can be left to somebody else to start. */
    public static List<String> services() {
        return Service.all().stream().map(service -> service.endpoint().id()).toList();
    }

    /** The folder of a service's module. */
    String module(String id) {
        return service(id).artifact().id();
    }

    /** The class that starts a service. */
    String mainClass(String id) {
        return service(id).artifact().mainClass(settings.root());
    }

    /** What a service is told when it starts. */
    List<String> arguments(String id) {
        return service(id).arguments(settings);
    }

    /** The process id of a part. */
    public long pid(String part) {
        return part(part).started().pid();
    }

    /** Ends a part at once, as {@code kill -9} does, and returns when it is gone. */
    public void kill(String part) {
        part(part).started().kill();
    }

    /** Starts a part again that has ended, and returns when it is ready. */
    public void startAgain(String part) throws InterruptedException {
        Part again = part(part);
        if (again.started().isAlive()) {
            throw new StartFailure("The " + again.title() + " is still running.");
        }
        again.start();
        again.awaitReady();
    }

    /** One sentence about a part that ended without being told to, if there is one. */
    public Optional<String> unexpectedEnd() {
        return parts.values().stream().filter(Part::endedByItself).findFirst()
                .map(part -> part.started().lastWords());
    }

    /** Ends the services first and what they need last. May be called again. */
    @Override
    public void close() {
        close(SERVICE_GRACE, PART_GRACE);
    }

    /** The same, and waits until each process has written its cache. */
    void endTrained() {
        close(CACHE_GRACE, CACHE_GRACE);
    }

    private synchronized void close(Duration services, Duration others) {
        if (closed) {
            return;
        }
        closed = true;
        chores.end();
        end(parts.values().stream().filter(part -> isService(part.id())).toList(), services);
        end(parts.values().stream().filter(part -> !isService(part.id()) && !part.id().equals("store")).toList(), others);
        end(parts.values().stream().filter(part -> part.id().equals("store")).toList(), others);
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            progress.line("The lock of " + settings.state() + " is not given back: " + e.getMessage() + ".");
        }
    }

    private static void end(List<Part> parts, Duration grace) {
        List<Part> running = parts.stream().filter(Part::isStarted).toList();
        running.forEach(part -> part.started().tell());
        running.forEach(part -> part.started().awaitEnd(grace));
    }

    private static void checkPorts(Settings settings) {
        for (Endpoint endpoint : Endpoint.values()) {
            int port = settings.port(endpoint);
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                throw new StartFailure("Port " + port + " is in use, but the " + endpoint.title()
                        + " needs it: stop what listens there, or choose another with --port " + endpoint.id()
                        + "=NUMBER.");
            }
        }
    }

    // The lock lives as long as its file is open, which is until close() or the end of the process.
    @SuppressWarnings("resource")
    static FileLock lock(Settings settings) throws IOException {
        Folders.closed(settings.state());
        Path path = settings.state().resolve("in-use");
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        FileLock lock = null;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw new StartFailure("The data in " + settings.state() + " is in use by another deploy/up; stop that first.");
        }
        return lock;
    }

    /** Removes all data of an earlier run. */
    static void wipe(Settings settings) {
        checkPorts(settings);
        try {
            lock(settings).acquiredBy().close();
            Folders.delete(settings.state());
            Folders.delete(settings.seenEnds());
        } catch (IOException e) {
            throw new StartFailure("The data in " + settings.state() + " cannot be removed: " + e.getMessage() + ".");
        }
    }

    private Part part(String id) {
        Part part = parts.get(id);
        if (part == null) {
            throw new IllegalArgumentException("No part is called " + id + "; there are " + parts.keySet());
        }
        return part;
    }

    private static Service service(String id) {
        return Service.all().stream().filter(service -> service.endpoint().id().equals(id)).findFirst().orElseThrow();
    }

    private static boolean isService(String id) {
        return id.contains("-") || id.equals("monitoring");
    }

    private void describe() {
        add(new Part("store", "document store", settings, this::storeCommand, () -> listens(Endpoint.STORE_KH)
                && listens(Endpoint.STORE_TH) && listens(Endpoint.STORE_JOINT), PART_LIMIT));
        add(new Part("kafka", "Kafka broker", settings, () -> broker.command(training), () -> listens(Endpoint.KAFKA)
                && broker.isReady(), PART_LIMIT));
        add(new Part("registry", "schema registry", settings, this::registryCommand, () -> Http.answersWell(
                registryApi().resolve("subjects")), PART_LIMIT));
        add(new Part("identity", "identity provider", settings, () -> command(Artifact.IDENTITY, true, identityArguments()),
                () -> healthy(Endpoint.IDENTITY), SERVICE_LIMIT));
        for (Service service : Service.all()) {
            boolean first = service.endpoint() == firstOf(service.artifact());
            add(new Part(service.endpoint().id(), service.endpoint().title(), settings,
                    () -> command(service.artifact(), first, argumentsOf(service)),
                    () -> healthy(service.endpoint()), SERVICE_LIMIT));
        }
    }

    /** The first process of an artefact makes the cache for all of them. */
    private List<String> command(Artifact artifact, boolean first, List<String> arguments) {
        return switch (settings.footing()) {
            case SMALL -> application(artifact).command(arguments);
            case SERVER -> application(artifact).command(first ? training : Training.USE, arguments);
        };
    }

    private void add(Part part) {
        parts.put(part.id(), part);
    }

    private void startAll(Set<String> except) throws InterruptedException {
        long started = System.nanoTime();
        if (!Files.isDirectory(settings.registryHome())) {
            throw new StartFailure("The schema registry is not unpacked in " + settings.registryHome()
                    + "; run mvn -DskipTests package first.");
        }
        progress.heading("Starting Safe Return");
        if (settings.footing() == Footing.SERVER) {
            progress.line("  for lasting service: with the optimising compiler, and heaps of at most " + Heap.together(Footing.SERVER)
                    + " MiB together");
        }
        if (settings.insecure()) {
            progress.line("  WARNING: --insecure: Kafka talks to anybody on this machine, in plain text and without access rules.");
        }
        MinistryKeys.generate(settings.keys(), Service.COUNTRIES);
        SystemKeys.generate(settings.keys(), settings.identity().resolve("systems"), Service.COUNTRIES);
        ScrapeSecrets.generate(settings);
        settings.registryAccess().generate(Clock.systemUTC().instant());
        try {
            Folders.close(settings.state());
        } catch (IOException e) {
            throw new StartFailure("The files in " + settings.state() + " cannot be closed to others: " + e.getMessage() + ".");
        }
        progress.done("keys of the ministries", started);
        together(() -> startPart("store"), this::startBroker, this::startRegistry, this::layOut);
        if (settings.footing() == Footing.SMALL && !applications.values().stream().allMatch(Application::isRehearsed)) {
            rehearse();
        }
        together(parts.values().stream().filter(part -> isService(part.id()) || part.id().equals("identity"))
                .filter(part -> !except.contains(part.id())).<Step>map(part -> () -> startPart(part.id())).toArray(Step[]::new));
        progress.done("everything is ready", started);
    }

    private void startPart(String id) throws InterruptedException {
        long started = System.nanoTime();
        Part part = part(id);
        synchronized (this) {
            if (closed) {
                throw new StartFailure("The start was interrupted.");
            }
            part.start();
        }
        part.awaitReady();
        progress.done(part.title(), started);
    }

    private void startBroker() throws InterruptedException {
        broker.prepare(chores);
        startPart("kafka");
        long started = System.nanoTime();
        broker.enforceAccess();
        int topics = Contract.createTopics(broker);
        progress.done(topics + " topics of the catalogue" + (settings.insecure() ? "" : ", and who may use them"), started);
    }

    private void startRegistry() throws InterruptedException {
        startPart("registry");
        long started = System.nanoTime();
        int schemas = Contract.registerSchemas(registryApi(),
                Optional.of(settings.registryAccess().administrator()));
        progress.done(schemas + " schemas of the contract", started);
    }

    private void layOut() throws InterruptedException {
        for (Artifact artifact : Artifact.all()) {
            Application application = Application.extracted(settings, artifact, chores);
            synchronized (applications) {
                applications.put(artifact, application);
            }
        }
    }

    /** The first start is slower by this, every later one is quicker. */
    private void rehearse() throws InterruptedException {
        progress.line("  preparing quick starts, once");
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<Artifact, Application> entry : applications.entrySet()) {
            if (!entry.getValue().isRehearsed()) {
                steps.add(() -> {
                    long started = System.nanoTime();
                    Endpoint endpoint = firstOf(entry.getKey());
                    entry.getValue().rehearse(settings, argumentsOf(entry.getKey()), () -> healthy(endpoint), chores);
                    progress.done("    " + entry.getKey().id(), started);
                });
            }
        }
        together(Runtime.getRuntime().availableProcessors(), steps);
    }

    private Endpoint firstOf(Artifact artifact) {
        return servicesOf(artifact).findFirst().map(Service::endpoint).orElse(Endpoint.IDENTITY);
    }

    private List<String> argumentsOf(Artifact artifact) {
        return servicesOf(artifact).findFirst().map(service -> service.arguments(settings))
                .orElseGet(this::identityArguments);
    }

    private List<String> argumentsOf(Service service) {
        return Stream.concat(service.arguments(settings).stream(),
                more.getOrDefault(service.endpoint().id(), List.of()).stream()).toList();
    }

    private static Stream<Service> servicesOf(Artifact artifact) {
        return Service.all().stream().filter(service -> service.artifact() == artifact);
    }

    private Application application(Artifact artifact) {
        synchronized (applications) {
            Application application = applications.get(artifact);
            if (application == null) {
                throw new StartFailure("The " + artifact.id() + " is not laid out.");
            }
            return application;
        }
    }

    private List<String> storeCommand() {
        return training.command(settings, "store", Heap.STORE, List.of("-cp", settings.launcherClassPath(),
                "-Dsafereturn.log=warn", DocumentStore.class.getName(), settings.state().resolve("store").toString(),
                "kh=" + settings.port(Endpoint.STORE_KH), "th=" + settings.port(Endpoint.STORE_TH),
                "joint=" + settings.port(Endpoint.STORE_JOINT)));
    }

    private List<String> registryCommand() {
        return Jvm.archiving(settings.archive("registry"), settings.footing(), Heap.REGISTRY, List.of(
                "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + settings.port(Endpoint.REGISTRY),
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + settings.port(Endpoint.REGISTRY_MANAGEMENT),
                // A head that does not end is cut off after ten seconds, also one that drips in.
                "-Dquarkus.http.idle-timeout=10s", "-Dquarkus.http.read-timeout=10s",
                "-Dquarkus.config.locations=" + settings.registryAccess().settings().toUri(),
                "-Dapicurio.storage.kind=sql", "-Dapicurio.storage.sql.kind=h2",
                // Without it a schema that was just registered is lost when the process is killed.
                "-Dapicurio.datasource.url=jdbc:h2:file:" + settings.state().resolve("registry/registry")
                        + ";WRITE_DELAY=0",
                "-jar", settings.registryHome().resolve("quarkus-run.jar").toString()));
    }

    private List<String> identityArguments() {
        List<String> arguments = new ArrayList<>(List.of("--server.address=127.0.0.1",
                "--server.port=" + settings.port(Endpoint.IDENTITY),
                "--safereturn.identity.issuer=" + settings.http(Endpoint.IDENTITY),
                "--safereturn.identity.data=" + settings.identity(),
                "--safereturn.identity.monitoring-page=" + settings.http(Endpoint.MONITORING)));
        Service.all().stream().filter(Service::isOfMinistry).map(Service::endpoint).forEach(each -> arguments.add(
                "--safereturn.identity.pages-at." + each.id() + "=" + settings.http(each)));
        return arguments;
    }

    private URI registryApi() {
        return settings.http(Endpoint.REGISTRY).resolve("/apis/ccompat/v7/");
    }

    private boolean healthy(Endpoint endpoint) {
        return Http.answersWell(settings.http(endpoint).resolve("/actuator/health"));
    }

    private boolean listens(Endpoint endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port(endpoint)), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void together(Step... steps) throws InterruptedException {
        together(steps.length, List.of(steps));
    }

    /** Runs the steps side by side; the first that fails interrupts the others. */
    private static void together(int atOnce, List<Step> steps) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, atOnce), Thread.ofVirtual().factory());
        try {
            ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
            for (Step step : steps) {
                running.submit(() -> {
                    step.run();
                    return true;
                });
            }
            for (int done = 0; done < steps.size(); done++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailure failure) {
                throw failure;
            }
            throw new StartFailure("The system cannot be started: " + e.getCause() + ".");
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }

    /** A part of the start that takes its time. */
    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }
}
