package org.safereturn.pages.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Prints a page of the kit to PDF with the Chromium of this machine, without a window. Each print is a browser of its own,
 * with a profile of its own in a folder that only this account can read, in memory where the machine has {@code /dev/shm};
 * both are gone when it is done, also when it failed or took too long. The browser gets one file with everything in it, no
 * network, no script and nothing of this process's environment.
 *
 * <p>While it lasts, the page lies in that folder in clear. What a process that was killed has left is deleted at the next
 * start.
 */
public final class PdfPrinter {

    private static final Logger LOG = LoggerFactory.getLogger(PdfPrinter.class);
    private static final String FOLDER = "safereturn-pdf-";
    private static final Pattern FOLDERS = Pattern.compile(FOLDER + "(\\d{1,10})-.*");
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Path MEMORY = Path.of("/dev/shm");
    /** In bytes; a sheet has some hundred thousand. */
    private static final long LARGEST = 20L * 1024 * 1024;
    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final @Nullable Path chromium;
    private final Duration longest;
    private final Semaphore free;
    private final Duration patience;
    private final Path parent;

    /**
     * With this browser.
     *
     * @param chromium its program; nothing is printed without it, or where there is no such program
     * @param longest how long a print may take
     * @param atOnce prints at the same time; who comes while as many are under way waits for some seconds
     */
    public PdfPrinter(@Nullable Path chromium, Duration longest, int atOnce) {
        this(chromium, longest, atOnce, PATIENCE, Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir")));
    }

    PdfPrinter(@Nullable Path chromium, Duration longest, int atOnce, Duration patience, Path parent) {
        this.chromium = chromium != null && Files.isRegularFile(chromium) && Files.isExecutable(chromium) ? chromium : null;
        this.longest = longest;
        this.free = new Semaphore(atOnce);
        this.patience = patience;
        this.parent = parent;
        deleteLeftovers();
    }

    /** A page was not printed; the message says why and nothing of the page. */
    public static final class NotPrinted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean busy;

        NotPrinted(String message, boolean busy) {
            super(message, null, false, false);
            this.busy = busy;
        }
    }

    /** Whether there is a browser. */
    public boolean isThere() {
        return chromium != null;
    }

    /**
     * Prints a page.
     *
     * @param html of the kit; what it names below {@code /assets} comes from the kit
     * @return the PDF, or the error {@link NotPrinted}
     */
    public Mono<byte[]> print(String html) {
        return Mono.defer(() -> {
            if (!free.tryAcquire()) {
                return Mono.<byte[]>error(new NotPrinted("Too many prints are under way", true));
            }
            return Mono.usingWhen(Mono.fromCallable(this::folder).subscribeOn(Schedulers.boundedElastic()),
                            folder -> printed(folder, html), PdfPrinter::deleted)
                    .doFinally(_ -> free.release());
        }).retryWhen(Retry.fixedDelay(patience.dividedBy(PAUSE), PAUSE).filter(failure -> failure instanceof NotPrinted no && no.busy)
                .onRetryExhaustedThrow((_, last) -> last.failure()))
                .doOnError(failure -> LOG.warn("No PDF: {}", failure instanceof NotPrinted ? failure.getMessage()
                        : failure.getClass().getSimpleName()))
                .onErrorMap(failure -> failure instanceof NotPrinted ? failure : new NotPrinted("The print failed", false));
    }

    /** Its name is short, because the browser puts a socket below it, whose address may have 107 characters. */
    private Path folder() throws IOException {
        return Files.createDirectory(parent.resolve(FOLDER + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Mono<byte[]> printed(Path folder, String html) {
        Path pdf = folder.resolve("sheet.pdf");
        return Mono.using(() -> start(folder, html, pdf), process -> Mono.fromFuture(process.onExit(), true), PdfPrinter::stop)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(longest)
                .onErrorMap(TimeoutException.class, _ -> new NotPrinted("The browser took longer than " + longest, false))
                .publishOn(Schedulers.boundedElastic())
                .map(process -> read(pdf, process.exitValue()));
    }

    private Process start(Path folder, String html, Path pdf) throws IOException {
        Path page = Files.writeString(folder.resolve("sheet.html"), OnePage.of(html));
        List<String> command = new ArrayList<>(List.of(String.valueOf(chromium), "--headless", "--disable-gpu", "--no-first-run",
                "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-quic", "--disable-breakpad",
                "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
                // Neither a name nor an address leads anywhere.
                "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
                "--user-data-dir=" + folder.resolve("profile"), "--no-pdf-header-footer", "--print-to-pdf=" + pdf));
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium does not start for root with it.
            command.add("--no-sandbox");
        }
        command.add(page.toUri().toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.putAll(Map.of("PATH", path, "HOME", folder.toString(), "TMPDIR", folder.toString(), "LANG", "C.UTF-8"));
        return builder.start();
    }

    /** Ends it and what it has started, by their ids. */
    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static byte[] read(Path pdf, int status) {
        try {
            if (status != 0 || !Files.exists(pdf) || Files.size(pdf) > LARGEST) {
                throw new NotPrinted("The browser made no PDF; its status is " + status, false);
            }
            return Files.readAllBytes(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A browser that was stopped may still write for a moment. */
    private static Mono<Void> deleted(Path folder) {
        return Mono.fromCallable(() -> FileSystemUtils.deleteRecursively(folder)).subscribeOn(Schedulers.boundedElastic())
                .retryWhen(Retry.fixedDelay(TRIES, PAUSE))
                .doOnError(_ -> LOG.warn("A folder of a PDF cannot be deleted; the next start tries again"))
                .onErrorComplete()
                .then();
    }

    private void deleteLeftovers() {
        try (Stream<Path> all = Files.list(parent)) {
            for (Path each : all.toList()) {
                Matcher named = FOLDERS.matcher(String.valueOf(each.getFileName()));
                if (named.matches() && isOver(Long.parseLong(named.group(1)))) {
                    FileSystemUtils.deleteRecursively(each);
                }
            }
        } catch (IOException e) {
            LOG.warn("What earlier prints left cannot be deleted: {}", e.getClass().getSimpleName());
        }
    }

    /** In a container every process has the same id, so what is named after this one is of an earlier one. */
    private static boolean isOver(long pid) {
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }
}
