package org.safereturn.access.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Problems;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Endpoints that show who handled whose data in this service. Their calls are recorded too. */
@RestController
@RequestMapping("/audit")
@Tag(name = "audit", description = "Who handled whose data in this service")
final class AuditController {

    private static final int LARGEST_PAGE = 500;
    private static final String PAGE = "Which page, from 0.";
    private static final String SIZE = "Entries on the page, 1 to 500.";
    private static final String EXPORT = "GET /audit/export";

    private final AuditTrail trail;
    private final AccessHistoryPage page;

    AuditController(AuditTrail trail, AccessHistoryPage page) {
        this.trail = trail;
        this.page = page;
    }

    @Operation(summary = "The access history of one person, newest first")
    @GetMapping("/cases/{caseRef}")
    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    Mono<AccessHistory> history(@PathVariable UUID caseRef, @Parameter(description = PAGE) @RequestParam(defaultValue = "0") int page,
            @Parameter(description = SIZE) @RequestParam(defaultValue = "50") int size) {
        return read(caseRef, page, size);
    }

    @Operation(summary = "The access history of one person as a page to print, in km, th or en by Accept-Language")
    @ApiResponse(responseCode = "200", description = "The page", content = @Content(
            mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(implementation = String.class)))
    @GetMapping("/cases/{caseRef}/page")
    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    Mono<ResponseEntity<byte[]>> printed(@PathVariable UUID caseRef, @RequestHeader HttpHeaders headers,
            @Parameter(description = PAGE) @RequestParam(defaultValue = "0") int page,
            @Parameter(description = SIZE) @RequestParam(defaultValue = "500") int size) {
        return read(caseRef, page, size).map(history -> ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", AccessHistoryPage.CONTENT_SECURITY_POLICY)
                .header(HttpHeaders.CONTENT_LANGUAGE, Problems.language(headers).getLanguage())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(this.page.html(history, Problems.language(headers)).getBytes(StandardCharsets.UTF_8)));
    }

    @Operation(summary = "The whole trail, one record a line, to be checked and kept elsewhere")
    @ApiResponse(responseCode = "200", description = "A JSON record a line", content = @Content(
            mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(implementation = String.class)))
    @GetMapping("/export")
    @Access(roles = Role.DATA_PROTECTION_OFFICER, purpose = PurposeOfUse.SUPERVISION, personal = false)
    Mono<ResponseEntity<Flux<DataBuffer>>> export(Actor actor) {
        AuditEntry entry = AuditEntry.ended(AccessRecording.agent(actor), PurposeOfUse.SUPERVISION.name(),
                Action.EXECUTE, EXPORT, List.of(), 200, Optional.empty(), OptionalLong.empty());
        return trail.append(entry).map(_ -> ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(trail.all().map(record ->
                DefaultDataBufferFactory.sharedInstance.wrap(
                        (RecordForm.line(record) + "\n").getBytes(StandardCharsets.UTF_8)))));
    }

    private Mono<AccessHistory> read(UUID caseRef, int page, int size) {
        if (page < 0 || size < 1 || size > LARGEST_PAGE) {
            throw new ProblemException(
                    Rejection.invalid("audit-page-impossible", "largest", Integer.toString(LARGEST_PAGE)));
        }
        return trail.ofCase(caseRef.toString(), page, size)
                .map(found -> AccessHistory.of(caseRef.toString(), found, page, size));
    }
}
