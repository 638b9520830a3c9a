package org.safereturn.access;

import java.time.Duration;

import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The sample service on a random port, for Cambodia. */
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "safereturn.country=KH",
            "safereturn.service=sample-service",
            "spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                + "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration",
            "server.address=127.0.0.1"
        })
public abstract class Running {

    @Autowired
    private Environment environment;

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry registry) {
        Tokens.register(registry);
    }

    protected WebTestClient client() {
        return Client.at("http://127.0.0.1:" + port(), Duration.ofSeconds(30));
    }

    protected WebTestClient.RequestHeadersSpec<?> post(String path, String json) {
        return client().post().uri(path)
                .headers(Tokens.as(Role.INTAKE_OFFICER, "KH"))
                .header("Content-Type", "application/json")
                .bodyValue(json);
    }

    protected WebTestClient.RequestHeadersSpec<?> get(String path) {
        return client().get().uri(path).headers(Tokens.as(Role.INTAKE_OFFICER, "KH"));
    }

    protected int port() {
        return Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    }
}
