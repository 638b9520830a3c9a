package org.safereturn.local;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * Makes what everybody needs before a broker that runs elsewhere, for example in a container, can start: the ministries'
 * keys, and certificates for the broker and for everybody who may talk to it. What is there already stays, so it may run
 * at every start.
 *
 * <p>All keys are made in one place, which is for trying the system out. Ministries make their own, exchange only
 * {@code peers.jwks}, and let the authority that they agreed on certify theirs.
 */
public final class PrepareKeys {

    private PrepareKeys() {
    }

    /**
     * Ends with status 0 when everything is there.
     *
     * @param arguments the folder of keys and the broker's address inside the network
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("Give the folder of keys and the broker's address.");
            System.exit(2);
        }
        Path keys = Path.of(arguments[0]);
        String brokers = arguments[1];
        List<String> principals = new ArrayList<>(AccessRules.of(TopicCatalogue.load(), Service.COUNTRIES).principals());
        Identities identities = new Identities(keys);
        MinistryKeys.generate(keys, Service.COUNTRIES);
        SystemKeys.generate(keys, keys.resolve("identity"), Service.COUNTRIES);
        identities.make(principals, List.of(brokers.substring(0, brokers.indexOf(':')), "127.0.0.1"), Clock.systemUTC());
        principals.add(AccessRules.BROKER);
        identities.writeClientFiles(principals, brokers, false);
        System.out.println("Keys of " + Service.COUNTRIES + " and certificates of " + principals.size()
                + " principals are there.");
    }
}
