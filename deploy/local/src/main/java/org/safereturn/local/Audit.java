package org.safereturn.local;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import org.safereturn.access.audit.Anchor;
import org.safereturn.access.audit.AnchorFile;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.BrokenChain;
import org.safereturn.access.audit.ChainVerification;
import org.safereturn.access.audit.MalformedRecord;
import org.safereturn.access.audit.MongoAuditTrail;
import org.safereturn.access.audit.RecordForm;
import org.safereturn.messaging.keys.MinistryKeys;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Checks and exports audit trails; {@code deploy/audit} calls it. Reads the stores themselves, so no service needs to run,
 * and writes to none.
 *
 * <p>Ends with status 0 when every trail is intact or exported, 1 when one is broken, 2 for an option that makes no sense,
 * 3 when a trail cannot be read, 4 when chain and anchors agree and an earlier check, or the lack of any trace, says that
 * they were cut together. One sentence says which record is the first bad one.
 */
public final class Audit {

    private static final int BROKEN = 1;
    private static final int USAGE = 2;
    private static final int NOT_READABLE = 3;
    private static final int NOT_PROVEN = 4;
    private static final int PATIENCE_SECONDS = 5;

    private final AuditOptions options;
    private final PrintStream out;
    private final PrintStream err;

    private Audit(AuditOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** See {@link AuditOptions#USAGE}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        AuditOptions options;
        try {
            options = AuditOptions.read(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        }
        Audit audit = new Audit(options, out, err);
        return switch (options.command()) {
            case HELP -> {
                out.println(AuditOptions.USAGE);
                yield 0;
            }
            case VERIFY -> audit.trails().stream().mapToInt(audit::verify).max().orElse(0);
            case EXPORT -> audit.export(audit.trails().getFirst());
        };
    }

    /** A trail: where its records, its anchors and the keys of its ministry are. */
    private record Trail(String chain, String store, Path keys, Path anchors, Optional<Path> seen) {
    }

    private List<Trail> trails() {
        if (options.chain().isPresent()) {
            return List.of(new Trail(options.chain().get(), options.store().orElse(""), options.keys().orElse(Path.of("")),
                    options.anchors().orElse(Path.of("")), options.seen()));
        }
        Settings settings = Settings.usual(options.root());
        return AuditOptions.national().stream()
                .filter(service -> options.services().isEmpty() || options.services().contains(service.endpoint().id()))
                .map(service -> trail(settings, service)).toList();
    }

    private Trail trail(Settings settings, Service service) {
        String chain = AuditOptions.chainOf(service);
        return new Trail(chain, service.storeUri(settings),
                settings.keys().resolve(service.country().toLowerCase(Locale.ROOT)),
                options.anchors().orElseGet(() -> AnchorFile.in(settings.anchors(), chain).path()),
                options.seen().or(() -> Optional.of(settings.seenEnds().resolve(chain.replace('/', '-') + ".seen"))));
    }

    private int verify(Trail trail) {
        try {
            Optional<SeenEnd> seen = trail.seen().flatMap(SeenEnd::read);
            AtomicReference<SeenEnd> end = new AtomicReference<>(new SeenEnd(0, "none", Instant.EPOCH));
            AtomicBoolean stillThere = new AtomicBoolean(seen.isEmpty() || seen.get().sequence() == 0);
            // Before the records: what is anchored while they are read may be more than what was read.
            List<Anchor> anchors = options.withoutAnchors() ? List.of()
                    : AnchorFile.of(trail.anchors()).read(trail.chain(), MinistryKeys.load(trail.keys()));
            ChainVerification.Intact intact = read(trail, records -> ChainVerification.verify(trail.chain(),
                    records.doOnNext(record -> {
                        end.set(new SeenEnd(record.sequence(), record.hash(), Instant.EPOCH));
                        if (seen.isPresent() && seen.get().sequence() == record.sequence()
                                && seen.get().hash().equals(record.hash())) {
                            stillThere.set(true);
                        }
                    }), anchors));
            if (!stillThere.get()) {
                return cut(trail, seen.orElseThrow(), intact);
            }
            if (intact.records() == 0 && seen.isEmpty()) {
                err.println(trail.chain() + ": NOT PROVEN: there is no record, no anchor and no earlier check; nothing tells "
                        + "whether there ever was one.");
                return NOT_PROVEN;
            }
            int status = told(trail, intact);
            if (status == 0) {
                trail.seen().ifPresent(file -> new SeenEnd(end.get().sequence(), end.get().hash(),
                        Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)).write(file));
            }
            return status;
        } catch (BrokenChain e) {
            err.println(trail.chain() + ": " + e.getMessage());
            return BROKEN;
        } catch (MongoException | UncheckedIOException | IllegalStateException e) {
            err.println(trail.chain() + " cannot be read: " + e.getMessage());
            return NOT_READABLE;
        }
    }

    private int cut(Trail trail, SeenEnd seen, ChainVerification.Intact intact) {
        err.println(trail.chain() + ": NOT PROVEN: chain and anchors agree, but an earlier check of " + seen.at()
                + " saw another record " + seen.sequence() + " than there is now among " + intact.records()
                + ": the trail was cut or written anew together with its anchors.");
        return NOT_PROVEN;
    }

    private int told(Trail trail, ChainVerification.Intact intact) {
        if (!options.withoutAnchors() && intact.anchored() == 0 && intact.records() > 0) {
            err.println(trail.chain() + ": No anchor vouches for the " + intact.records() + " records: there is none in "
                    + trail.anchors() + ".");
            return BROKEN;
        }
        long open = intact.records() - intact.anchored();
        out.println(trail.chain() + ": intact, " + intact.records() + " records" + (options.withoutAnchors()
                ? "; anchors were not looked at" : open == 0 ? "" : "; the last " + open + " are not anchored yet"));
        return 0;
    }

    private int export(Trail trail) {
        try (PrintStream lines = output()) {
            read(trail, records -> records.doOnNext(record -> lines.print(RecordForm.line(record) + "\n")).count());
            if (lines.checkError()) {
                err.println(trail.chain() + " cannot be written.");
                return NOT_READABLE;
            }
            return 0;
        } catch (MalformedRecord e) {
            err.println(trail.chain() + ": " + e.getMessage() + ".");
            return BROKEN;
        } catch (MongoException | UncheckedIOException | IOException e) {
            err.println(trail.chain() + " cannot be exported: " + e.getMessage());
            return NOT_READABLE;
        }
    }

    private PrintStream output() throws IOException {
        OutputStream target = options.output().isPresent() ? new FileOutputStream(options.output().get().toFile())
                : new UnclosedOutput(out);
        return new PrintStream(new BufferedOutputStream(target), false, StandardCharsets.UTF_8);
    }

    private <T> T read(Trail trail, Function<Flux<AuditRecord>, Mono<T>> reader) {
        Optional<Path> file = options.file();
        if (file.isPresent()) {
            return finished(reader.apply(Flux.using(() -> Files.newBufferedReader(file.get()),
                    lines -> Flux.fromStream(lines::lines).map(RecordForm::read))));
        }
        ConnectionString store = new ConnectionString(trail.store());
        String database = store.getDatabase();
        if (database == null) {
            throw new IllegalStateException("the connection string names no database");
        }
        MongoClientSettings settings = MongoClientSettings.builder().applyConnectionString(store)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            return finished(reader.apply(new MongoAuditTrail(client.getDatabase(database), trail.chain(),
                    Clock.systemUTC()).all()));
        }
    }

    private static <T> T finished(Mono<T> work) {
        return work.onErrorMap(IOException.class, UncheckedIOException::new).blockOptional().orElseThrow();
    }

    /** The standard output, which is flushed and left open. */
    private static final class UnclosedOutput extends FilterOutputStream {

        UnclosedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
