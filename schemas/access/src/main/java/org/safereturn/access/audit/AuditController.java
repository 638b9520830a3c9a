package org.safereturn.access.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.paging.PagingArguments;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Problems;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Endpoints that show who handled whose data in this service. Their calls are recorded too. */
@RestController
@RequestMapping("/audit")
@Tag(name = "audit", description = "Who handled whose data in this service")
final class AuditController {

    private static final String EXPORT = "GET /audit/export";

    private final AuditTrail trail;
    private final AccessHistoryPage page;
    private final HistoryReaders readers;

    AuditController(AuditTrail trail, AccessHistoryPage page, ObjectProvider<HistoryReaders> readers) {
        this.trail = trail;
        this.page = page;
        this.readers = readers.getIfAvailable(() -> HistoryReaders.NONE);
    }

    @Operation(summary = "The access history of one person, newest first")
    @GetMapping("/cases/{caseRef}")
    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    Mono<AccessHistory> history(@PathVariable UUID caseRef, Actor actor, Paging paging) {
        return read(caseRef.toString(), actor, paging);
    }

    @Operation(summary = "The access history of one person as a page to print, in km, th or en by Accept-Language")
    @ApiResponse(responseCode = "200", description = "The page", content = @Content(
            mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(implementation = String.class)))
    @GetMapping("/cases/{caseRef}/page")
    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    Mono<ResponseEntity<byte[]>> printed(@PathVariable UUID caseRef, @RequestHeader HttpHeaders headers,
            Actor actor, Paging paging) {
        return read(caseRef.toString(), actor, paging).map(history -> ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", AccessHistoryPage.CONTENT_SECURITY_POLICY)
                .header(HttpHeaders.CONTENT_LANGUAGE, Problems.language(headers).getLanguage())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .headers(answer -> {
                    if (history.next() != null) {
                        answer.set(HttpHeaders.LINK, "<" + UriComponentsBuilder.fromPath("/audit/cases/{caseRef}/page")
                                .queryParam(PagingArguments.SIZE, paging.size())
                                .queryParam(PagingArguments.AFTER, history.next()).buildAndExpand(caseRef) + ">; rel=\"next\"");
                    }
                })
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

    /** A case that the supervisor does not see is answered like one that does not exist. */
    private Mono<AccessHistory> read(String caseRef, Actor actor, Paging paging) {
        if (paging.after().filter(each -> !each.id().matches("[0-9]{0,18}")).isPresent()) {
            throw new ProblemException(Rejection.invalid("cursor-malformed", "field", PagingArguments.AFTER));
        }
        return (actor.is(Role.DATA_PROTECTION_OFFICER) ? Mono.just(true) : readers.mayRead(actor, caseRef))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("unknown-history", "case", caseRef))))
                .flatMap(_ -> trail.ofCase(caseRef, paging.after(), paging.oldestFirst(), paging.size()))
                .map(found -> AccessHistory.of(caseRef, found, paging));
    }
}
