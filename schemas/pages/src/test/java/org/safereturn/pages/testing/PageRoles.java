package org.safereturn.pages.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.access.testing.ApiFiles;
import org.safereturn.pages.definition.ListPage;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Sheet;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which roles of officers may open the pages of a service, as its definition and the description of its API say. */
final class PageRoles {

    /** Systems open no pages. */
    private static final String NO_OFFICER = "MINISTRY_SYSTEM";
    private static final List<String> SERVICES = List.of("case-service", "referral-service", "tracing-service");

    private final Pages pages;
    private final JsonNode api;

    private PageRoles(String service) {
        pages = Pages.ofService(new FileSystemResource(ApiFiles.folder().resolve("../../" + service
                + "/src/main/resources/pages/" + service + ".yaml").normalize()));
        try {
            api = JsonMapper.shared().readTree(Files.readString(ApiFiles.folder().resolve(service + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a page of a service: a record or a form, or {@code /} for the first page, which is for whoever has something there. */
    static Set<String> of(String service, String path) {
        PageRoles roles = new PageRoles(service);
        return path.equals("/") ? roles.first() : roles.page(path.split("/", -1));
    }

    /** Of a page with this path, whichever service has it. */
    static Set<String> ofAny(String path) {
        return SERVICES.stream().flatMap(service -> of(service, path).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> page(String[] parts) {
        return parts[2].equals("forms") ? pages.form(parts[3]).map(form -> roles("post", form.post())).orElse(Set.of())
                : pages.record(parts[2]).map(record -> roles("get", record.path())).orElse(Set.of());
    }

    private Set<String> first() {
        Stream<Set<String>> read = Stream.of(pages.lists().stream().map(ListPage::path),
                        pages.find().stream().map(id -> pages.record(id).orElseThrow()).map(RecordPage::path),
                        pages.sheets().stream().filter(Sheet::empty).map(sheet -> pages.record(sheet.record()).orElseThrow().path()))
                .flatMap(paths -> paths).map(path -> roles("get", path));
        Stream<Set<String>> begun = pages.start().stream().map(id -> roles("post", pages.form(id).orElseThrow().post()));
        return Stream.concat(read, begun).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> roles(String method, String path) {
        return api.path("paths").path(path).path(method).path("x-roles").valueStream().map(role -> role.asString(""))
                .filter(role -> !role.equals(NO_OFFICER)).collect(Collectors.toCollection(TreeSet::new));
    }
}
