package org.safereturn.access.time;

import org.jspecify.annotations.Nullable;

/**
 * A record that does not stand, kept to be read.
 *
 * @param fact as it was recorded
 * @param correction what took its place as a correction; none where a later fact did, or where it was entered after a
 *         later fact and never stood
 */
public record Earlier<T>(T fact, @Nullable Correction correction) {
}
