package org.safereturn.monitoringservice.figures;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.disclosure.Level;

/**
 * For whom figures are made.
 *
 * @param level whose tables are read
 * @param own the country whose ministry reads, absent when it is none of them
 */
public record Reader(Level level, @Nullable String own) {
}
