package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.safereturn.local.client.PageSession;
import org.safereturn.local.demo.User;

/** An officer who is signed in at the home of a ministry and opens it again and again. */
final class OpenHome implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NANOS = 1e6;

    private final PageSession session;
    private final URI home;

    private OpenHome(PageSession session, URI home) {
        this.session = session;
        this.home = home;
    }

    static OpenHome signIn(URI home, String officer) {
        return new OpenHome(PageSession.signIn(home, "safereturn", officer, new User(officer).password().toCharArray()), home);
    }

    /**
     * Milliseconds until the whole page was there.
     *
     * @param list that must be on it
     * @param least how much must wait on that list
     * @throws IOException when it is not what was asked for
     */
    double open(String list, long least) throws IOException, InterruptedException {
        long before = System.nanoTime();
        HttpResponse<String> page = session.http().send(HttpRequest.newBuilder(home.resolve("/?lang=en")).timeout(PATIENCE)
                .header("Accept", "text/html").GET().build(), HttpResponse.BodyHandlers.ofString());
        double took = (System.nanoTime() - before) / NANOS;
        long waiting = waiting(page.body(), list);
        if (page.statusCode() != 200 || waiting < least) {
            throw new IOException("Home was answered " + page.statusCode() + " with " + waiting + " on its list " + list);
        }
        return took;
    }

    /** The number beside the title of a list; -1 where the list is not on the page. */
    static long waiting(String page, String list) {
        Matcher number = Pattern.compile("<h2 id=\"list-" + list + "\">.*?<span class=\"count\"[^>]*>(\\d+)</span>",
                Pattern.DOTALL).matcher(page);
        return number.find() ? Long.parseLong(number.group(1)) : -1;
    }

    @Override
    public void close() {
        session.close();
    }
}
