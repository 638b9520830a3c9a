package org.safereturn.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The realm file as it is handed to a ministry, and with the demo officers for a test. */
final class Realm {

    private static final String PASSWORD_PREFIX = "{noop}";

    private Realm() {
    }

    static ObjectNode asDelivered() {
        return (ObjectNode) JsonMapper.shared().readTree(Path.of("safereturn-realm.json").toFile());
    }

    /** The realm with the officers of the embedded default and their published passwords: for tests only. */
    static ObjectNode withDemoOfficers() {
        ObjectNode realm = asDelivered();
        ArrayNode users = realm.putArray("users");
        demoOfficers().forEach(officer -> {
            ObjectNode user = users.addObject();
            user.put("username", text(officer, "name"));
            user.put("enabled", true);
            ObjectNode attributes = user.putObject("attributes");
            for (String attribute : List.of("role", "unit", "ministry")) {
                attributes.putArray(attribute).add(text(officer, attribute));
            }
            user.putArray("credentials").addObject().put("type", "password")
                    .put("value", text(officer, "password").substring(PASSWORD_PREFIX.length()));
        });
        return realm;
    }

    static JsonNode client(String id) {
        for (JsonNode client : asDelivered().path("clients")) {
            if (client.path("clientId").asString("").equals(id)) {
                return client;
            }
        }
        throw new AssertionError("The realm has no client " + id);
    }

    /** The rules about officers' attributes; Keycloak keeps them as a text inside the realm. */
    static JsonNode profile() {
        return JsonMapper.shared().readTree(asDelivered()
                .at("/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                .asString(""));
    }

    static Stream<Map<?, ?>> demoOfficers() {
        return maps(at(yaml("identity-users.yaml"), "safereturn", "identity", "officers"));
    }

    /** The codes of the units in a country's profile. */
    static Stream<String> units(String country) {
        return maps(at(yaml("country/" + country.toLowerCase(Locale.ROOT) + ".yaml"), "safereturn", "profile", "units"))
                .map(unit -> text(unit, "code"));
    }

    static String text(Map<?, ?> entry, String name) {
        return String.valueOf(entry.get(name));
    }

    private static Stream<Map<?, ?>> maps(Object list) {
        return ((List<?>) list).stream().map(entry -> (Map<?, ?>) entry);
    }

    private static Object at(Object document, String... path) {
        return Arrays.stream(path).reduce(document, (map, name) -> ((Map<?, ?>) map).get(name), (_, last) -> last);
    }

    private static Object yaml(String file) {
        try (InputStream content = new ClassPathResource(file).getInputStream()) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
