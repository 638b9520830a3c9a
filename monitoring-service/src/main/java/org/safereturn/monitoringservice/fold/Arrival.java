package org.safereturn.monitoringservice.fold;

/**
 * An event that was taken in.
 *
 * @param update what it changes
 * @param notice what is told of it
 */
public record Arrival(Update update, Notice notice) {
}
