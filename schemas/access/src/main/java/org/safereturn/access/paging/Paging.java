package org.safereturn.access.paging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Rejection;

/**
 * Which page of a list a caller asks for, the same for every list of every service. Declare it as a parameter of a
 * controller method.
 *
 * <p>Without {@code since} the newest change comes first. With it the changes since that moment come, oldest first: a
 * system that goes on from page to page, and then waits and asks again for {@code after} its last page, sees everything
 * that changes at least once.
 *
 * @param after where the page before ended; empty for the first page
 * @param oldestFirst whether the oldest change comes first
 * @param size of the page, 1 to {@value #LARGEST}
 */
public record Paging(Optional<Aggregates.Position> after, boolean oldestFirst, int size) {

    /** Most items on a page. */
    public static final int LARGEST = 200;

    /** Items on a page when the caller does not say. */
    public static final int USUAL = 50;

    private static final Pattern CURSOR = Pattern.compile("([no])(-?\\d{1,15})/(.{0,128})");

    /**
     * What the parameters of a request ask for.
     *
     * @param after the {@code next} of a page before
     * @param since ISO 8601 time in UTC
     * @throws ProblemException with the rule {@code page-out-of-range} or {@code cursor-malformed}
     */
    static Paging of(Optional<String> after, Optional<Instant> since, int size) {
        if (size < 1 || size > LARGEST) {
            throw new ProblemException(Rejection.invalid("page-out-of-range", "field", "size", "largest",
                    Integer.toString(LARGEST)));
        }
        if (after.isPresent()) {
            return read(after.get(), size);
        }
        return new Paging(since.map(from -> new Aggregates.Position(from, "")), since.isPresent(), size);
    }

    private static Paging read(String cursor, int size) {
        try {
            Matcher parts = CURSOR.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (parts.matches()) {
                return new Paging(Optional.of(new Aggregates.Position(
                        Instant.ofEpochMilli(Long.parseLong(parts.group(2))), parts.group(3))),
                        "o".equals(parts.group(1)), size);
            }
        } catch (IllegalArgumentException e) {
            // Not one of ours.
        }
        throw new ProblemException(Rejection.invalid("cursor-malformed", "field", "after"));
    }

    /** The question to the store. */
    public Aggregates.Query query(Map<String, Object> where) {
        return new Aggregates.Query(where, after, oldestFirst, size);
    }

    /** What stands for a position in an answer. */
    public String cursor(Aggregates.Position position) {
        String text = (oldestFirst ? "o" : "n") + position.changedAt().toEpochMilli() + "/" + position.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
