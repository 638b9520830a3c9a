package org.safereturn.messaging.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Writes down each different question that this process asks its store, once and without any value, and each index that it
 * makes: a line each in a file of its own in a folder. So a build, or an operator, can see which question has no index.
 */
public final class QueryShapes implements CommandListener {

    /** What a line of an index begins with; a collection has no such name. */
    public static final String INDEX = "index ";

    private final Path file;
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /** Into a file in this folder that is named after the process. */
    public QueryShapes(Path folder) {
        try {
            file = Files.createDirectories(folder).resolve(ProcessHandle.current().pid() + ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument body = event.getCommand();
        if (event.getCommandName().equals("createIndexes")) {
            String collection = event.getDatabaseName() + "." + body.getString("createIndexes").getValue();
            for (BsonValue index : body.getArray("indexes")) {
                Map<String, Integer> fields = new LinkedHashMap<>();
                index.asDocument().getDocument("key").forEach((field, direction) ->
                        fields.put(field, direction.asNumber().intValue()));
                write(INDEX + collection + "\t" + QueryShape.order(fields));
            }
        } else {
            QueryShape.of(event.getDatabaseName(), event.getCommandName(), body).forEach(shape -> write(shape.line()));
        }
    }

    private void write(String line) {
        if (written.add(line)) {
            try {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
