package org.safereturn.systemtests;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.common.security.ssl.SslPrincipalMapper;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.events.TopicSpec;
import org.safereturn.local.Endpoint;
import org.safereturn.local.PrepareSecrets;
import org.safereturn.messaging.MessagingProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds docker-compose.yml against what it starts; no container is needed for that. */
class ComposeFileTest {

    private static final Path ROOT = Path.of(System.getProperty("safereturn.root"));
    private static final Map<String, Object> FILE = yaml(ROOT.resolve("docker-compose.yml"));
    private static final Map<String, Object> SERVICES = map(FILE.get("services"));
    private static final String MOUNTED = "/run/secrets/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z][a-z0-9.-]*)[:}]");
    private static final Pattern HOST = Pattern.compile("(?:http|mongodb)://([a-z0-9.-]+):|^([a-z0-9-]+):\\d+$");
    private static final List<String> COUNTRIES = List.of("KH", "TH");

    @TempDir
    static Path folder;

    private static Path secrets = Path.of("");

    @BeforeAll
    static void makeSecrets() {
        secrets = folder.resolve("compose");
        PrepareSecrets.main(new String[] {secrets.toString(), "kafka:19092"});
    }

    /** A container of an own service, with the module that its image is built from. */
    record Container(String name, Path module, Map<String, Object> definition) {

        Map<String, String> environment() {
            return map(definition.get("environment")).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        }

        Map<String, Object> dependencies() {
            return map(definition.get("depends_on"));
        }

        String setting(String name) {
            return String.valueOf(environment().get(name));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Container> applications() {
        return SERVICES.entrySet().stream()
                .filter(entry -> map(map(entry.getValue()).getOrDefault("build", Map.of())).containsKey("args"))
                .map(entry -> {
                    String jar = String.valueOf(map(map(map(entry.getValue()).get("build")).get("args")).get("JAR"));
                    return new Container(entry.getKey(), ROOT.resolve(jar.substring(0, jar.indexOf("/target/"))),
                            map(entry.getValue()));
                });
    }

    static Stream<Container> services() {
        return applications().filter(container -> !container.name().equals("identity"));
    }

    @Test
    void the_whole_system_is_there() {
        assertThat(SERVICES.keySet()).containsExactlyInAnyOrder("kafka", "registry", "mongo-kh", "mongo-th",
                "mongo-joint", "prepare", "identity", "kh-case", "kh-tracing", "kh-referral", "th-case", "th-tracing",
                "th-referral", "monitoring");
        assertThat(services()).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("applications")
    void every_environment_name_is_a_setting_of_the_service(Container container) throws ReflectiveOperationException {
        Set<String> settings = new HashSet<>();
        for (String property : properties(container)) {
            String upper = property.toUpperCase(Locale.ROOT).replace('.', '_');
            settings.add(upper.replace('-', '_'));
            settings.add(upper.replace("-", ""));
        }
        assertThat(settings).containsAll(container.environment().keySet());
    }

    @Test
    void a_name_that_is_no_setting_would_be_found() throws ReflectiveOperationException {
        Container container = services().findFirst().orElseThrow();
        assertThat(properties(container)).contains("safereturn.keys.directory", "safereturn.access.jwks",
                "safereturn.profile-file", "spring.mongodb.uri").doesNotContain("safereturn.keys.folder");
    }

    @Test
    void the_images_send_the_cookies_of_sessions_over_tls_only() throws IOException {
        assertThat(Files.readString(ROOT.resolve("deploy/compose/Dockerfile"))).contains("\nENV SAFERETURN_SECURE_COOKIES=true\n");
        for (String settings : List.of("schemas/pages/src/main/resources/org/safereturn/pages/defaults.properties",
                "monitoring-service/src/main/resources/application.yaml", "deploy/identity/src/main/resources/application.yaml")) {
            assertThat(Files.readString(ROOT.resolve(settings))).as(settings).contains("${safereturn.secure-cookies:false}");
        }
    }

    @ParameterizedTest
    @MethodSource("applications")
    void a_service_is_published_on_its_usual_port_and_only_to_this_machine(Container container) {
        int port = Endpoint.valueOf(container.name().toUpperCase(Locale.ROOT).replace('-', '_')).usualPort();
        assertThat(container.definition().get("ports")).isEqualTo(List.of("127.0.0.1:" + port + ":" + port));
        assertThat(container.setting("SERVER_PORT")).isEqualTo(Integer.toString(port));
        assertThat(map(container.definition().get("healthcheck")).get("test"))
                .isEqualTo(List.of("CMD", "healthy", Integer.toString(port)));
    }

    @Test
    void what_the_services_need_is_published_on_its_usual_port_and_only_to_this_machine() {
        Map<String, Endpoint> endpoints = Map.of("kafka", Endpoint.KAFKA, "registry", Endpoint.REGISTRY,
                "mongo-kh", Endpoint.STORE_KH, "mongo-th", Endpoint.STORE_TH, "mongo-joint", Endpoint.STORE_JOINT);
        endpoints.forEach((name, endpoint) -> assertThat(texts(map(SERVICES.get(name)).get("ports"))).singleElement()
                .asString().startsWith("127.0.0.1:" + endpoint.usualPort() + ":"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_waits_for_the_topics_the_schemas_and_its_own_store_where_it_has_a_user(Container container)
            throws IOException {
        Map<String, Object> dependencies = container.dependencies();
        assertThat(dependencies.get("prepare")).isEqualTo(Map.of("condition", "service_completed_successfully"));
        String owner = container.name().equals("monitoring") ? "joint" : container.name().substring(0, 2);
        assertThat(dependencies.keySet())
                .containsExactlyInAnyOrder("prepare", "kafka", "registry", "identity", "mongo-" + owner);
        String settings = container.setting("SPRING_CONFIG_ADDITIONAL_LOCATION").replace("file:" + MOUNTED, "");
        assertThat(Files.readString(secrets.resolve(settings)).strip()).matches("spring\\.mongodb\\.uri=mongodb://(" + owner
                + "_(?:case|tracing|referral|monitoring)):[A-Za-z0-9_-]{32}@mongo-" + owner + ":27017/\\1\\?replicaSet=" + owner);
        assertThat(map(map(SERVICES.get("mongo-" + owner)).get("environment"))).containsEntry("OWNER", owner);
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_sees_the_secrets_of_its_own_ministry_only_and_cannot_change_them(Container container) {
        String owner = container.name().equals("monitoring") ? "joint" : container.name().substring(0, 2);
        assertThat(mounted(container.definition())).isNotEmpty().allMatch(secret -> secret.startsWith(owner + "/")
                || secret.equals("scrape/" + owner + ".secret"));
        assertThat(container.definition()).doesNotContainKey("volumes").containsEntry("read_only", true);
        assertThat(container.setting("SAFERETURN_KEYS_DIRECTORY")).isEqualTo(MOUNTED + owner);
        assertThat(container.setting("SAFERETURN_COUNTRY")).isEqualTo(owner.toUpperCase(Locale.ROOT));
    }

    @Test
    void the_identity_provider_sees_the_public_keys_of_the_systems_and_no_ministrys_folder() {
        Container identity = applications().filter(container -> container.name().equals("identity")).findFirst()
                .orElseThrow();
        assertThat(mounted(identity.definition()))
                .containsExactlyInAnyOrder("identity/kh-system.jwks", "identity/th-system.jwks");
        assertThat(texts(identity.definition().get("volumes"))).containsExactly("identity:/data");
        assertThat(identity.setting("SAFERETURN_IDENTITY_SYSTEM_KEYS")).isEqualTo("file:" + MOUNTED + "identity");
    }

    @Test
    void every_secret_is_a_file_that_the_command_makes_and_only_the_folders_owner_comes_to_it() throws IOException {
        Map<String, Object> all = map(FILE.get("secrets"));
        assertThat(all).isNotEmpty();
        all.values().forEach(secret -> assertThat(secrets.resolve(String.valueOf(map(secret).get("file"))
                .replaceFirst("^\\.local/compose/", ""))).isNotEmptyFile());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets))).isEqualTo("rwx------");
        SERVICES.forEach((name, service) -> assertThat(sources(map(service))).as(name).isSubsetOf(all.keySet()));
        assertThat(SERVICES.values().stream().flatMap(service -> sources(map(service)).stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(all.keySet());
    }

    @Test
    void every_secret_that_a_setting_names_is_mounted_there_and_no_volume_holds_one() {
        SERVICES.forEach((name, service) -> {
            Matcher path = Pattern.compile(MOUNTED + "([a-z]+/(?:[a-z]+/)?[a-z-]+\\.[a-z]+)").matcher(String.valueOf(service));
            List<String> mounted = mounted(map(service));
            while (path.find()) {
                assertThat(mounted).as(name).contains(path.group(1));
            }
        });
        assertThat(map(FILE.get("volumes"))).containsOnlyKeys("kafka", "registry", "identity", "mongo-kh", "mongo-th",
                "mongo-joint");
    }

    @Test
    void no_container_runs_as_root_and_each_has_limits() throws IOException {
        SERVICES.forEach((name, definition) -> {
            Map<String, Object> container = map(definition);
            assertThat(container).as(name).containsKeys("mem_limit", "pids_limit")
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"));
            if (container.containsKey("build")) {
                assertThat(container).as(name).doesNotContainKey("user").containsEntry("read_only", true);
            } else {
                assertThat(String.valueOf(container.get("user"))).as(name).matches("[1-9]\\d*:\\d+");
            }
        });
        assertThat(Files.readString(ROOT.resolve("deploy/compose/Dockerfile"))).contains("USER 10001");
    }

    @Test
    void the_stores_and_the_registry_ask_who_is_there() throws IOException {
        for (String owner : List.of("kh", "th", "joint")) {
            Map<String, Object> store = map(SERVICES.get("mongo-" + owner));
            assertThat(String.valueOf(store.get("entrypoint"))).contains("--keyFile");
            assertThat(map(store.get("environment"))).containsEntry("MONGO_INITDB_ROOT_USERNAME", "root")
                    .containsEntry("MONGO_INITDB_ROOT_PASSWORD_FILE", MOUNTED + "mongo/" + owner + "/root.password");
            assertThat(texts(store.get("secrets")).toString()).contains("/docker-entrypoint-initdb.d/users.js");
            assertThat(Files.readAllLines(secrets.resolve("mongo/" + owner + "/users.js")))
                    .hasSize(owner.equals("joint") ? 1 : 3).allMatch(line -> line.contains("role: \"readWrite\""));
        }
        assertThat(Files.readString(secrets.resolve("registry/registry.properties")))
                .contains("quarkus.oidc.tenant-enabled=true", "apicurio.auth.role-based-authorization=true");
        assertThat(map(map(SERVICES.get("registry")).get("environment")))
                .containsEntry("QUARKUS_CONFIG_LOCATIONS", MOUNTED + "registry/registry.properties");
        services().forEach(container -> assertThat(container.setting("SAFERETURN_REGISTRY_TOKEN_FILE"))
                .endsWith("/registry.token"));
    }

    private static List<String> sources(Map<String, Object> container) {
        return container.get("secrets") instanceof List<?> list
                ? list.stream().map(each -> String.valueOf(map(each).get("source"))).toList() : List.of();
    }

    /** The files that a container sees below the folder of secrets. */
    private static List<String> mounted(Map<String, Object> container) {
        return container.get("secrets") instanceof List<?> list
                ? list.stream().map(each -> String.valueOf(map(each).get("target"))).toList() : List.of();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_topic_a_service_reads_is_one_that_is_prepared(Container container) {
        TopicCatalogue catalogue = TopicCatalogue.load();
        Set<String> prepared = catalogue.all(COUNTRIES).stream().map(TopicSpec::name).collect(Collectors.toSet());
        Object service = map(yaml(container.module().resolve("src/main/resources/application.yaml")).get("safereturn"))
                .get("service");
        String country = container.setting("SAFERETURN_COUNTRY");
        assertThat(catalogue.subscriptions(String.valueOf(service), country, COUNTRIES)).isNotEmpty()
                .isSubsetOf(prepared);
        assertThat(prepared).contains(catalogue.dlq(country, String.valueOf(service)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_shows_the_broker_the_certificate_of_its_own_principal(Container container) {
        Object service = map(yaml(container.module().resolve("src/main/resources/application.yaml")).get("safereturn"))
                .get("service");
        String country = container.setting("SAFERETURN_COUNTRY");
        String folder = "file:" + container.setting("SAFERETURN_KEYS_DIRECTORY") + "/kafka/";
        assertThat(AccessRules.of(TopicCatalogue.load(), COUNTRIES).principals())
                .contains(AccessRules.principal(country, String.valueOf(service)));
        assertThat(container.setting("SPRING_KAFKA_SSL_KEYSTORELOCATION")).isEqualTo(folder + service + ".pem");
        assertThat(container.setting("SPRING_KAFKA_SSL_TRUSTSTORELOCATION")).isEqualTo(folder + "trusted.pem");
        assertThat(container.setting("SPRING_KAFKA_SECURITY_PROTOCOL")).isEqualTo("SSL");
        assertThat(container.setting("SPRING_KAFKA_SSL_KEYSTORETYPE")).isEqualTo("PEM");
        assertThat(container.setting("SPRING_KAFKA_SSL_TRUSTSTORETYPE")).isEqualTo("PEM");
    }

    @Test
    void the_broker_asks_everybody_for_a_certificate_and_allows_only_what_a_rule_says() {
        Map<String, Object> kafka = map(map(SERVICES.get("kafka")).get("environment"));
        assertThat(kafka).containsEntry("KAFKA_AUTHORIZER_CLASS_NAME", StandardAuthorizer.class.getName())
                .containsEntry("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "false")
                .containsEntry("KAFKA_SUPER_USERS", "User:" + AccessRules.BROKER)
                .containsEntry("KAFKA_SSL_CLIENT_AUTH", "required");
        assertThat(String.valueOf(kafka.get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP")).split(",", -1)).hasSize(3)
                .allMatch(listener -> listener.endsWith(":SSL"));
        // Compose writes a dollar sign twice.
        String rule = String.valueOf(kafka.get("KAFKA_SSL_PRINCIPAL_MAPPING_RULES")).replace("$$", "$");
        SslPrincipalMapper mapper = SslPrincipalMapper.fromRules(rule);
        assertThat(AccessRules.of(TopicCatalogue.load(), COUNTRIES).principals()).allSatisfy(
                principal -> assertThat(mapper.getName("CN=" + principal)).isEqualTo(principal));
    }

    @Test
    void the_authoritys_key_and_the_systems_private_keys_are_in_no_container() {
        assertThat(map(FILE.get("secrets")).values().stream().map(String::valueOf))
                .noneMatch(secret -> secret.contains("authority") || secret.contains("system.jwk}"));
    }

    @Test
    void the_countries_are_those_whose_topics_are_prepared_and_the_broker_makes_none_by_itself() {
        assertThat(services().map(container -> container.setting("SAFERETURN_COUNTRY"))
                .filter(country -> !country.equals("JOINT")).distinct()).containsExactlyInAnyOrderElementsOf(COUNTRIES);
        assertThat(map(map(SERVICES.get("kafka")).get("environment")).get("KAFKA_AUTO_CREATE_TOPICS_ENABLE"))
                .isEqualTo("false");
    }

    @Test
    void every_address_inside_the_network_is_a_container() {
        List<String> values = new ArrayList<>(texts(map(SERVICES.get("prepare")).get("command")));
        applications().forEach(container -> values.addAll(container.environment().values()));
        for (String value : values) {
            Matcher host = HOST.matcher(value);
            if (host.find()) {
                String name = host.group(1) == null ? host.group(2) : host.group(1);
                assertThat(name.equals("127.0.0.1") || SERVICES.containsKey(name)).as(value).isTrue();
            }
        }
        assertThat(URI.create(services().findFirst().orElseThrow().setting("SAFERETURN_REGISTRY_URL")).getHost())
                .isEqualTo("registry");
    }

    @Test
    void images_have_the_versions_the_build_has() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(map(SERVICES.get("kafka")).get("image")).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
        assertThat(pom).contains("<apicurio-registry.version>"
                + String.valueOf(map(SERVICES.get("registry")).get("image")).split(":", -1)[1] + "<");
    }

    @ParameterizedTest
    @MethodSource("applications")
    void an_image_is_built_from_the_runnable_jar_of_a_module(Container container) throws IOException {
        String jar = String.valueOf(map(map(container.definition().get("build")).get("args")).get("JAR"));
        String artifact = jar.substring(jar.lastIndexOf('/') + 1, jar.length() - "-0.1.0-exec.jar".length());
        assertThat(Files.readString(container.module().resolve("pom.xml")))
                .contains("<artifactId>" + artifact + "</artifactId>").contains("spring-boot-maven-plugin");
        assertThat(Files.isExecutable(ROOT.resolve("deploy/compose/healthy"))).isTrue();
        assertThat(ROOT.resolve(String.valueOf(map(container.definition().get("build")).get("dockerfile"))))
                .content().contains("AS " + map(container.definition().get("build")).get("target"))
                .contains("USER 10001");
    }

    /** What the service's own file names, what it fills in, and what the kit and the access rules bind. */
    private static Set<String> properties(Container container) throws ReflectiveOperationException {
        Path file = container.module().resolve("src/main/resources/application.yaml");
        Set<String> properties = new HashSet<>();
        flatten("", yaml(file), properties);
        properties.add("spring.config.additional-location");
        try {
            Matcher placeholder = PLACEHOLDER.matcher(Files.readString(file));
            while (placeholder.find()) {
                properties.add(placeholder.group(1));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (!container.name().equals("identity")) {
            // All services get it from one place; those with officers' pages ask for tokens there.
            properties.add("safereturn.pages.token");
            bound("safereturn", MessagingProperties.class, properties);
            bound("safereturn.access", Class.forName("org.safereturn.access.identity.AccessProperties"), properties);
            settable("spring.kafka.ssl", KafkaProperties.Ssl.class, properties);
            settable("spring.kafka.security", KafkaProperties.Security.class, properties);
        }
        return properties;
    }

    private static void bound(String prefix, Class<?> type, Set<String> properties) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                bound(name, component.getType(), properties);
            } else {
                properties.add(name);
            }
        }
    }

    /** The same of a class that is bound by its setters. */
    private static void settable(String prefix, Class<?> type, Set<String> properties) {
        for (Method method : type.getMethods()) {
            if (method.getName().startsWith("set")) {
                properties.add(prefix + method.getName().substring(3).replaceAll("([A-Z])", "-$1")
                        .toLowerCase(Locale.ROOT).replaceFirst("-", "."));
            }
        }
    }

    private static void flatten(String prefix, Map<String, Object> members, Set<String> properties) {
        members.forEach((name, value) -> {
            if (value instanceof Map<?, ?>) {
                flatten(prefix + name + ".", map(value), properties);
            } else {
                properties.add(prefix + name);
            }
        });
    }

    private static Map<String, Object> yaml(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(200);
        try (Reader reader = Files.newBufferedReader(file)) {
            return map(new Yaml(new SafeConstructor(options)).load(reader));
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> map.put(String.valueOf(name), member));
        }
        return map;
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().map(String::valueOf).toList()
                : Arrays.asList(String.valueOf(value));
    }
}
