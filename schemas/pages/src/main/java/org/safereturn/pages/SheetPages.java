package org.safereturn.pages;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Sheet;
import org.safereturn.pages.pdf.PdfPrinter;
import org.safereturn.pages.session.SignedIn;
import org.safereturn.pages.words.PageLanguage;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The addresses of sheets for paper. What is on a sheet is read as the officer who prints it, and so stands in the history
 * of the person.
 */
final class SheetPages {

    private static final String AS = "as";
    private static final String PDF = "pdf";

    private final Pages pages;
    private final Endpoints endpoints;
    private final Shown shown;
    private final Frames frames;
    private final ReadPages reading;
    private final PdfPrinter printer;
    private final SheetViews views;

    SheetPages(Pages pages, Endpoints endpoints, Shown shown, Frames frames, ReadPages reading, PdfPrinter printer,
            SheetViews views) {
        this.pages = pages;
        this.endpoints = endpoints;
        this.shown = shown;
        this.frames = frames;
        this.reading = reading;
        this.printer = printer;
        this.views = views;
    }

    /** The sheet of a case, or the empty one; as a page, or as a PDF where this machine can make one. */
    Mono<Void> show(ServerWebExchange exchange, String id, String ref) {
        String spoken = exchange.getRequest().getQueryParams().getFirst(SheetViews.SPOKEN);
        String address = SheetViews.address(id, ref);
        String here = SheetViews.known(spoken)
                .map(language -> address + "?" + SheetViews.SPOKEN + "=" + language.getLanguage()).orElse(address);
        return reading.as(exchange, here, officer -> {
            Sheet sheet = pages.sheet(id).orElse(null);
            if (sheet == null || (isPdf(exchange) && !printer.isThere()) || (ref.isEmpty() ? !sheet.empty() : !AccessRecording.isCaseRef(ref))) {
                return reading.notFound(exchange, officer);
            }
            RecordPage page = pages.record(sheet.record()).orElseThrow();
            if (!endpoints.lets(officer.actor(), "GET", page.path())) {
                return frames.tell(exchange, HttpStatus.FORBIDDEN, "closed");
            }
            Words words = shown.texts().in(PageLanguage.of(exchange));
            if (ref.isEmpty()) {
                return send(exchange, sheet, page, "", MissingNode.getInstance(), officer, here, spoken, words);
            }
            return reading.read(page, ref, sheet.query(), officer, words.language()).flatMap(answer -> answer.good()
                    ? send(exchange, sheet, page, ref, answer.body(), officer, here, spoken, words)
                    : reading.problem(exchange, officer, here, answer));
        });
    }

    private Mono<Void> send(ServerWebExchange exchange, Sheet sheet, RecordPage page, String ref, JsonNode record,
            SignedIn officer, String here, @Nullable String spoken, Words words) {
        Map<String, Object> model = views.model(sheet, page, ref, record, officer.actor(), spoken, words);
        model.put("pdf", printer.isThere() ? here + (here.indexOf('?') < 0 ? "?" : "&") + AS + "=" + PDF : "");
        if (!isPdf(exchange)) {
            return frames.send(exchange, HttpStatus.OK, "sheet", officer, here, model);
        }
        return frames.html(exchange, "sheet", officer, here, model).flatMap(printer::print)
                .flatMap(pdf -> download(exchange, pdf, sheet.id() + (ref.isEmpty() ? "" : "-" + RecordViews.shortened(ref)) + ".pdf"))
                .onErrorResume(PdfPrinter.NotPrinted.class, _ -> frames.tell(exchange, HttpStatus.SERVICE_UNAVAILABLE, "no-pdf"));
    }

    private static boolean isPdf(ServerWebExchange exchange) {
        return PDF.equals(exchange.getRequest().getQueryParams().getFirst(AS));
    }

    private static Mono<Void> download(ServerWebExchange exchange, byte[] pdf, String name) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentType(MediaType.APPLICATION_PDF);
        response.getHeaders().setContentDisposition(ContentDisposition.attachment().filename(name).build());
        response.getHeaders().setContentLength(pdf.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(pdf)));
    }

    /** The sheets of a record that this officer can print as the record is. */
    List<RecordViews.Action> of(RecordPage page, JsonNode record, Words words) {
        return pages.sheets().stream().filter(sheet -> sheet.record().equals(page.id()) && Shown.fits(sheet.when(), record))
                .map(sheet -> new RecordViews.Action(sheet.id(), words.of("sheet." + sheet.id()))).toList();
    }

    /** The sheets that this officer can print empty. */
    List<RecordViews.Action> empty(SignedIn officer, Words words) {
        return pages.sheets().stream().filter(Sheet::empty)
                .filter(sheet -> endpoints.lets(officer.actor(), "GET", pages.record(sheet.record()).orElseThrow().path()))
                .map(sheet -> new RecordViews.Action(sheet.id(), words.of("sheet." + sheet.id()))).toList();
    }
}
