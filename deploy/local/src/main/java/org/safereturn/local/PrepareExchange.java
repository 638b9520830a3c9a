package org.safereturn.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * Lays out an exchange whose broker and registry run elsewhere, for example in containers: keys for each country, the
 * catalogue's topics, the contract's schemas. What is there already stays, so it may run at every start.
 *
 * <p>All keys are made in one place, which is for trying the system out. Ministries make their own and exchange only
 * {@code peers.jwks}.
 */
public final class PrepareExchange {

    private PrepareExchange() {
    }

    /**
     * Ends with status 0 when everything is there.
     *
     * @param arguments the broker's address, the registry's address without a path, and the folder of keys
     */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("Give the broker's address, the registry's address and the folder of keys.");
            System.exit(2);
        }
        try {
            MinistryKeys.generate(Path.of(arguments[2]), Service.COUNTRIES);
            int topics = topics(arguments[0]);
            int schemas = Contract.registerSchemas(URI.create(arguments[1]).resolve("/apis/ccompat/v7/"));
            System.out.println("Keys of " + Service.COUNTRIES + ", " + topics + " topics and " + schemas
                    + " schemas are there.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(1);
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int topics(String bootstrapServers) throws InterruptedException {
        List<NewTopic> topics = Contract.topics();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            admin.createTopics(topics.stream().filter(topic -> !existing.contains(topic.name())).toList())
                    .all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure("The topics cannot be created: " + e.getMessage() + ".");
        }
        return topics.size();
    }
}
