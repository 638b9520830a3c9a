package org.safereturn.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.safereturn.events.AccessRules;

/** A running service: which artefact, for which country, at which addresses. */
record Service(Artifact artifact, String country, Endpoint endpoint, Endpoint store, String database) {

    static final List<String> COUNTRIES = List.of("KH", "TH");

    private static final String AUDIT = "org.safereturn.access.audit.AuditTrailAutoConfiguration,"
            + "org.safereturn.access.audit.AuditAutoConfiguration";

    private static final List<Service> ALL = List.of(
            new Service(Artifact.CASE, "KH", Endpoint.KH_CASE, Endpoint.STORE_KH, "kh_case"),
            new Service(Artifact.TRACING, "KH", Endpoint.KH_TRACING, Endpoint.STORE_KH, "kh_tracing"),
            new Service(Artifact.REFERRAL, "KH", Endpoint.KH_REFERRAL, Endpoint.STORE_KH, "kh_referral"),
            new Service(Artifact.CASE, "TH", Endpoint.TH_CASE, Endpoint.STORE_TH, "th_case"),
            new Service(Artifact.TRACING, "TH", Endpoint.TH_TRACING, Endpoint.STORE_TH, "th_tracing"),
            new Service(Artifact.REFERRAL, "TH", Endpoint.TH_REFERRAL, Endpoint.STORE_TH, "th_referral"),
            new Service(Artifact.MONITORING, "JOINT", Endpoint.MONITORING, Endpoint.STORE_JOINT, "joint_monitoring"));

    static List<Service> all() {
        return ALL;
    }

    /** Whether it is one ministry's own. */
    boolean isOfMinistry() {
        return COUNTRIES.contains(country);
    }

    /** The connection string of its database. */
    String storeUri(Settings settings) {
        return "mongodb://127.0.0.1:" + settings.port(store) + "/" + database;
    }

    List<String> arguments(Settings settings) {
        String lower = country.toLowerCase(Locale.ROOT);
        List<String> arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + settings.port(endpoint),
                "--safereturn.country=" + country,
                // There is one process of each, so what comes after a crash takes its place at once.
                "--safereturn.instance=" + artifact.id() + "-1",
                "--safereturn.keys.directory=" + settings.keys().resolve(lower),
                "--safereturn.registry.token-file=" + settings.registryAccess().token(country),
                "--safereturn.registry.url=" + settings.http(Endpoint.REGISTRY),
                "--safereturn.access.scrape-secret=" + settings.scrapeSecret(country),
                "--safereturn.access.issuer=" + settings.http(Endpoint.IDENTITY),
                "--safereturn.access.jwks=" + settings.http(Endpoint.IDENTITY).resolve("/oauth2/jwks"),
                "--spring.kafka.bootstrap-servers=" + settings.bootstrapServers(),
                "--spring.mongodb.uri=" + storeUri(settings)));
        if (!settings.insecure()) {
            arguments.addAll(identity(settings.identities(), AccessRules.principal(country, artifact.id())));
        }
        if (isOfMinistry()) {
            arguments.add(settings.unaudited() ? "--spring.autoconfigure.exclude=" + AUDIT
                    : "--safereturn.audit.anchors=" + settings.anchors());
            arguments.add("--safereturn.profile-file=classpath:country/" + lower + ".yaml");
            ALL.stream().filter(each -> each.country.equals(country)).forEach(each -> arguments.add(
                    "--safereturn.pages.services." + each.artifact.id() + "=" + settings.http(each.endpoint)));
        } else {
            // Whoever tries the system out does not wait a day for the next tables.
            arguments.add("--safereturn.monitoring.publish-every=PT5S");
        }
        return arguments;
    }

    private static List<String> identity(Identities identities, String principal) {
        return List.of(
                "--spring.kafka.security.protocol=SSL",
                "--spring.kafka.ssl.key-store-type=PEM",
                "--spring.kafka.ssl.key-store-location=" + identities.certificate(principal).toUri(),
                "--spring.kafka.ssl.trust-store-type=PEM",
                "--spring.kafka.ssl.trust-store-location=" + identities.trusted(principal).toUri());
    }
}
