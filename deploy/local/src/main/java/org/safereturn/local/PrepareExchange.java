package org.safereturn.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.apache.kafka.clients.admin.NewTopic;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;

/**
 * Lays out an exchange whose broker and registry run elsewhere, for example in containers: who may do what, the
 * catalogue's topics, the contract's schemas. What is there already stays, so it may run at every start. {@link
 * PrepareSecrets} comes before it.
 */
public final class PrepareExchange {

    private PrepareExchange() {
    }

    /**
     * Ends with status 0 when everything is there.
     *
     * @param arguments the folder of keys, of which only {@code exchange} is needed, and the registry's address without
     *     a path
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("Give the folder of keys and the registry's address.");
            System.exit(2);
        }
        Identities identities = new Identities(Path.of(arguments[0]));
        AccessRules access = AccessRules.of(TopicCatalogue.load(), Service.COUNTRIES);
        List<NewTopic> topics = Contract.topics();
        try {
            AccessControl.enforce(Identities.read(identities.clientFile(AccessRules.BROKER)), AccessControl.of(access));
            AccessControl.create(Identities.read(identities.clientFile(AccessRules.ADMINISTRATOR)), topics);
            int schemas = Contract.registerSchemas(URI.create(arguments[1]).resolve("/apis/ccompat/v7/"),
                    new RegistryAccess(Path.of(arguments[0])).administratorIfThere());
            System.out.println(access.rules().size() + " access rules, " + topics.size() + " topics and " + schemas
                    + " schemas are there.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(1);
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
