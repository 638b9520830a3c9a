package org.safereturn.local.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.safereturn.local.Progress;

/** Says each step of a scenario and checks that the system did what the step says. */
final class Script {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final long PAUSE_MILLIS = 60;

    private final Api api;
    private final Progress progress;
    private int steps;

    Script(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    int steps() {
        return steps;
    }

    /** An officer does something that must succeed. */
    Reply does(User who, String what, URI service, String path, Object body) throws IOException, InterruptedException {
        Reply reply = api.post(who, service.resolve(path), body, Api.newKey());
        if (!reply.isGood()) {
            throw new Mismatch(what + ": " + service.resolve(path) + " answered " + told(reply));
        }
        say(who + " " + what);
        return reply;
    }

    /** As {@link #does}, but waits while what the step rests on is still on its way between services. */
    Reply doesWhenKnown(User who, String what, URI service, String path, Object body)
            throws IOException, InterruptedException {
        String key = Api.newKey();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Reply reply = api.post(who, service.resolve(path), body, key);
            if (reply.isGood()) {
                say(who + " " + what);
                return reply;
            }
            if (reply.status() != 404 || System.nanoTime() > end) {
                throw new Mismatch(what + ": " + service.resolve(path) + " answered " + told(reply));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Something that the system must refuse, by the given rule. */
    Reply isRefused(User who, String what, URI service, String path, Object body, int status, String rule)
            throws IOException, InterruptedException {
        Reply reply = api.post(who, service.resolve(path), body, Api.newKey());
        if (reply.status() != status || !reply.rule().equals(rule)) {
            throw new Mismatch(what + " must be refused with " + status + " " + rule + ", but " + service.resolve(path)
                    + " answered " + told(reply));
        }
        say(who + " " + what + ": refused, " + reply.text("title") + " [" + rule + "]");
        return reply;
    }

    /** Something that an officer must not read, by the given rule. */
    void isNotRead(User who, String what, URI service, String path, int status, String rule)
            throws IOException, InterruptedException {
        Reply reply = api.get(who, service.resolve(path));
        if (reply.status() != status || !reply.rule().equals(rule)) {
            throw new Mismatch(who + " must not see " + what + " but get " + status + " " + rule + "; "
                    + service.resolve(path) + " answered " + told(reply));
        }
        say(who + " does not see " + what + ": " + reply.text("title") + " [" + rule + "]");
    }

    /** Waits until what an officer reads shows what is expected. */
    Reply sees(User who, String what, URI service, String path, Predicate<Reply> expected)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        @Nullable Reply last = null;
        while (System.nanoTime() < end) {
            last = api.get(who, service.resolve(path));
            if (last.isGood() && expected.test(last)) {
                say(who + " " + what);
                return last;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new Mismatch(who + " does not see within " + PATIENCE.toSeconds() + " s that she or he " + what + "; "
                + service.resolve(path) + " last answered " + (last == null ? "nothing" : told(last)));
    }

    /** Waits until something holds. */
    void eventually(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new Mismatch("not so within " + PATIENCE.toSeconds() + " s: " + what);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        say(what);
    }

    /** The same write twice, as after a lost answer; the second must be answered like the first and do nothing. */
    void doesTwice(User who, String what, URI service, String path, Object body)
            throws IOException, InterruptedException {
        String key = Api.newKey();
        Reply first = api.post(who, service.resolve(path), body, key);
        Reply second = api.post(who, service.resolve(path), body, key);
        if (!first.isGood() || second.status() != first.status()
                || !second.headers().firstValue("Idempotency-Replayed").orElse("").equals("true")) {
            throw new Mismatch(what + " twice: " + service.resolve(path) + " answered " + told(first) + " and then "
                    + told(second));
        }
        say(who + " " + what + ", and sends it again after a lost answer: done once");
    }

    /** Reads once. */
    Reply reads(User who, URI service, String path) throws IOException, InterruptedException {
        Reply reply = api.get(who, service.resolve(path));
        if (!reply.isGood()) {
            throw new Mismatch(service.resolve(path) + " answered " + told(reply));
        }
        return reply;
    }

    /** A check on what was read. */
    void check(String what, boolean holds) {
        if (!holds) {
            throw new Mismatch("not so: " + what);
        }
        say(what);
    }

    private void say(String text) {
        steps++;
        progress.line(String.format(Locale.ROOT, "   %2d. %s", steps, text));
    }

    private static String told(Reply reply) {
        String body = reply.body().toString();
        return reply.status() + " " + (body.length() > 600 ? body.substring(0, 600) + "..." : body);
    }

    /** Something that becomes so. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
