package org.safereturn.messaging.aggregate;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;

/** The commands that a client sent to the document store, by their names. */
final class CountedCommands implements CommandListener {

    private static final Set<String> COUNTED = Set.of("find", "insert", "update", "delete");

    private final List<String> commands = new CopyOnWriteArrayList<>();

    /** A client whose commands are counted. */
    MongoClient client(String uri) {
        return MongoClients.create(MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri))
                .addCommandListener(this).build());
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (COUNTED.contains(event.getCommandName())) {
            commands.add(event.getCommandName());
        }
    }

    /** Those since the last time this was asked. */
    List<String> take() {
        List<String> taken = List.copyOf(commands);
        commands.clear();
        return taken;
    }
}
