package org.safereturn.pages.pdf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.Printed;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A print with the browser of this machine, and with programs that do not behave like one. */
class PdfPrinterTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path work;
    @TempDir
    private Path programs;

    @Test
    void a_page_is_printed_with_the_fonts_of_the_kit_and_nothing_is_left() throws IOException {
        Printed printed = Printed.of(Objects.requireNonNull(printer(Path.of(Chromium.program()), LONG, 1).print(page(
                "<p lang=\"km\">ការព្រមព្រៀង</p><p lang=\"th\">ผู้เสียหาย</p>")).block()));
        assertThat(printed.text()).contains("ការព្រមព្រៀង").contains("ผู้เสียหาย");
        assertThat(printed.fonts()).anyMatch(font -> font.contains("NotoSansKhmer")).anyMatch(font -> font.contains("NotoSansThai"));
        assertThat(printed.notEmbedded()).isEmpty();
        assertThat(printed.boxes()).isZero();
        assertThat(left()).isEmpty();
    }

    @Test
    void a_character_that_no_font_has_is_seen_as_an_empty_box() {
        Printed printed = Printed.of(Objects.requireNonNull(printer(Path.of(Chromium.program()), LONG, 1)
                .print(page("<p>\uFDD0\uE9F7</p>")).block()));
        assertThat(printed.boxes()).isPositive();
    }

    @Test
    void the_browser_asks_nobody_for_anything() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            String asking = page("<p>Sample</p><img src=\"" + address + "/image\"><iframe src=\"" + address + "/frame\"></iframe>"
                    + "<script>fetch('" + address + "/script')</script>");
            assertThat(printer(Path.of(Chromium.program()), LONG, 1).print(asking).block()).isNotEmpty();
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_browser_that_takes_too_long_is_stopped_with_all_that_it_started() throws IOException {
        Path pids = programs.resolve("pids");
        Path slow = program("sleep 300 & echo $! > " + pids + "; echo $$ >> " + pids + "; wait");
        assertThatThrownBy(() -> printer(slow, Duration.ofSeconds(2), 1).print(page("")).block())
                .isInstanceOf(PdfPrinter.NotPrinted.class);
        List<String> started = Files.readAllLines(pids);
        assertThat(started).hasSize(2);
        for (String pid : started) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(process ->
                    assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20)));
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void a_browser_that_fails_or_makes_nothing_makes_no_pdf() throws IOException {
        for (Path program : List.of(program("exit 3"), program("exit 0"))) {
            assertThatThrownBy(() -> printer(program, LONG, 1).print(page("")).block()).isInstanceOf(PdfPrinter.NotPrinted.class);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void only_so_many_are_made_at_the_same_time() throws IOException {
        Path runs = programs.resolve("runs");
        PdfPrinter printer = printer(program("echo run >> " + runs + "; sleep 3; exit 3"), LONG, 1);
        CompletableFuture<?> first = printer.print(page("")).onErrorResume(PdfPrinter.NotPrinted.class, _ -> Mono.empty()).toFuture();
        assertThatThrownBy(() -> printer.print(page("")).block()).isInstanceOf(PdfPrinter.NotPrinted.class)
                .hasMessageContaining("Too many");
        first.join();
        assertThat(Files.readAllLines(runs)).hasSize(1);
    }

    @Test
    void it_knows_nothing_of_the_service_and_nobody_else_reads_its_folder() throws IOException {
        Path told = programs.resolve("told");
        Path curious = program("env | cut -d= -f1 > " + told + "; stat -c %a . >> " + told + "; exit 3");
        assertThatThrownBy(() -> printer(curious, LONG, 1).print(page("")).block()).isInstanceOf(PdfPrinter.NotPrinted.class);
        assertThat(Files.readAllLines(told)).contains("700", "HOME").isSubsetOf("PATH", "HOME", "TMPDIR", "LANG", "PWD", "OLDPWD", "SHLVL", "_", "700");
    }

    @Test
    void what_a_killed_process_left_is_deleted_at_the_start_and_what_a_running_one_has_is_not() throws IOException {
        Path old = Files.createDirectories(work.resolve("safereturn-pdf-2147483646-x"));
        Files.writeString(old.resolve("sheet.html"), "Malee Samplename");
        long other = ProcessHandle.current().parent().orElseThrow().pid();
        Path running = Files.createDirectories(work.resolve("safereturn-pdf-" + other + "-x"));
        printer(null, LONG, 1);
        assertThat(old).doesNotExist();
        assertThat(running).exists();
    }

    @Test
    void without_a_program_there_is_no_browser() {
        assertThat(printer(null, LONG, 1).isThere()).isFalse();
        assertThat(printer(programs.resolve("nothing"), LONG, 1).isThere()).isFalse();
        assertThat(printer(programs, LONG, 1).isThere()).isFalse();
    }

    private PdfPrinter printer(@Nullable Path program, Duration longest, int atOnce) {
        return new PdfPrinter(program, longest, atOnce, Duration.ofMillis(500), work);
    }

    private Path program(String script) throws IOException {
        Path file = Files.createTempFile(programs, "program", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String page(String body) {
        return "<!doctype html>\n<html lang=\"en\"><head>\n<meta charset=\"utf-8\"><title>Sample</title>"
                + "<link rel=\"stylesheet\" href=\"/assets/pages.css\"></head><body>" + body + "</body></html>";
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(work)) {
            return all.toList();
        }
    }
}
