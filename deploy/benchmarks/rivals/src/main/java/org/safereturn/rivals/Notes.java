package org.safereturn.rivals;

import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The aggregates of a rival: one row each, changed together with what is to be sent. */
final class Notes implements EventWriter {

    private static final String TABLE = "CREATE TABLE IF NOT EXISTS note "
            + "(id UUID PRIMARY KEY, version INT NOT NULL, text TEXT NOT NULL)";

    private final JdbcTemplate database;
    private final TransactionTemplate transactions;
    private final Consumer<Noted> publish;

    /** Publishes within the transaction of the change. */
    Notes(JdbcTemplate database, TransactionTemplate transactions, Consumer<Noted> publish) {
        this.database = database;
        this.transactions = transactions;
        this.publish = publish;
        database.execute(TABLE);
    }

    /**
     * An aggregate was changed.
     *
     * @param aggregate as text
     * @param version after the change
     * @param text of the event
     */
    record Noted(String aggregate, int version, String text) {
    }

    @Override
    public void write(UUID aggregate, int version, String text) {
        transactions.executeWithoutResult(_ -> {
            int changed = version == 1
                    ? database.update("INSERT INTO note (id, version, text) VALUES (?, 1, ?)", aggregate, text)
                    : database.update("UPDATE note SET version = ?, text = ? WHERE id = ? AND version = ?", version, text,
                            aggregate, version - 1);
            if (changed != 1) {
                throw new IllegalStateException("An aggregate is not at version " + (version - 1));
            }
            publish.accept(new Noted(aggregate.toString(), version, text));
        });
    }
}
