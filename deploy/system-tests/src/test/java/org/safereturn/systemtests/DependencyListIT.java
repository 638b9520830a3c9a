package org.safereturn.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Each runnable artefact comes with the list of what it holds, and holds nothing under a licence nobody looked at. */
class DependencyListIT {

    private static final Path ROOT = Path.of(System.getProperty("safereturn.root", "../.."));

    /** Licences, one of which a library must offer: none of them asks that what uses the library be published. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0", "MIT", "MIT-0", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-1.0",
            "EPL-2.0", "MPL-1.1", "MPL-2.0", "CDDL-1.0", "CDDL-1.1", "LGPL-2.1-only", "LGPL-2.1-or-later",
            "GPL-2.0-with-classpath-exception", "UPL-1.0", "Unicode-3.0",
            "Public Domain");

    /** Named otherwise by the library itself, and looked at one by one. */
    private static final Set<String> LOOKED_AT = Set.of(
            // The three-clause text under the name of the project it was written for.
            "com.google.re2j:re2j under [Go License]",
            // MIT's text under the name of the project.
            "org.bouncycastle:bcpkix-jdk18on under [Bouncy Castle Licence]",
            "org.bouncycastle:bcprov-jdk18on under [Bouncy Castle Licence]",
            "org.bouncycastle:bcutil-jdk18on under [Bouncy Castle Licence]",
            // "The BSD License" without saying which; part of the embedded default only, never of a service.
            "de.bwaldvogel:mongo-java-server-core under [BSD-4-Clause]",
            "de.bwaldvogel:mongo-java-server-h2-backend under [BSD-4-Clause]");

    @ParameterizedTest
    @ValueSource(strings = {"case-service", "tracing-service", "referral-service", "monitoring-service",
        "deploy/identity", "deploy/local"})
    void what_is_shipped_is_listed_under_licences_that_were_looked_at(String module) throws IOException {
        JsonNode list = JsonMapper.shared().readTree(Files.readString(ROOT.resolve(module).resolve("target/bom.json")));
        assertThat(list.path("bomFormat").asString("")).isEqualTo("CycloneDX");
        List<JsonNode> libraries = list.path("components").valueStream()
                .filter(library -> !library.path("group").asString("").equals("org.safereturn")).toList();
        assertThat(libraries).hasSizeGreaterThan(20);
        assertThat(libraries.stream().flatMap(DependencyListIT::unknown).filter(found -> !LOOKED_AT.contains(found)))
                .isEmpty();
    }

    @Test
    void a_library_without_a_licence_or_under_another_one_is_found() {
        assertThat(unknown(library("[]"))).containsExactly("org.example:thing under []");
        assertThat(unknown(library("[{\"license\":{\"id\":\"AGPL-3.0-only\"}}]")))
                .containsExactly("org.example:thing under [AGPL-3.0-only]");
        assertThat(unknown(library(
                "[{\"license\":{\"id\":\"GPL-3.0-only\"}},{\"license\":{\"id\":\"MIT\"}}]"))).isEmpty();
        assertThat(unknown(library("[{\"expression\":\"Apache-2.0 OR EPL-2.0\"}]"))).isEmpty();
        assertThat(unknown(library("[{\"expression\":\"AGPL-3.0-only\"}]"))).hasSize(1);
    }

    private static JsonNode library(String licences) {
        return JsonMapper.shared().readTree(
                "{\"group\":\"org.example\",\"name\":\"thing\",\"licenses\":" + licences + "}");
    }

    /** The library with its licences when none of them is allowed. */
    private static Stream<String> unknown(JsonNode library) {
        List<String> licences = new ArrayList<>();
        library.path("licenses").valueStream().forEach(licence -> {
            String expression = licence.path("expression").asString("");
            if (expression.isEmpty()) {
                licences.add(licence.at("/license/id").asString(licence.at("/license/name").asString("")));
            } else {
                licences.addAll(List.of(expression.split(" OR ")));
            }
        });
        return licences.stream().anyMatch(ALLOWED::contains) ? Stream.empty()
                : Stream.of(library.path("group").asString("") + ":" + library.path("name").asString("") + " under "
                        + licences);
    }
}
