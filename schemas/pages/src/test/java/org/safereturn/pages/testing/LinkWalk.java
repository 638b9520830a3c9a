package org.safereturn.pages.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * An officer who follows every link that pages show, from the first page on. Of pages that differ in their case or their dead
 * letter only, some are opened.
 */
public final class LinkWalk {

    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"#]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final Pattern LETTER = Pattern.compile("/\\d+-\\d+$");
    private static final Pattern AWAY = Pattern.compile("https?://[^/]+(/.*)");
    private static final int OF_EACH_KIND = 4;
    private static final int MOST = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final Browser browser;
    private final String role;
    private final Deque<Browser.Page> ahead = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>(Set.of("/"));
    private final Map<String, Integer> kinds = new HashMap<>();
    private final Map<String, Set<String>> doors = new HashMap<>();
    private final List<String> closed = new ArrayList<>();

    private LinkWalk(Browser browser, String role) {
        this.browser = browser;
        this.role = role;
    }

    /**
     * What the officer came upon.
     *
     * @param kinds of pages that were opened, with {@code *} for a case or a dead letter
     * @param closed links that lead to a page that the officer's role may not open, each with the page that shows it
     */
    public record Walked(Set<String> kinds, List<String> closed) {
    }

    /** Follows the links of the service where this browser is, as an officer of this role. */
    public static Walked of(Browser browser, String role) {
        LinkWalk walk = new LinkWalk(browser, role);
        walk.ahead.add(browser.open("/"));
        while (!walk.ahead.isEmpty() && walk.known.size() < MOST) {
            walk.follow(walk.ahead.removeFirst());
        }
        return new Walked(new TreeSet<>(walk.kinds.keySet()), List.copyOf(walk.closed));
    }

    private void follow(Browser.Page page) {
        Matcher links = LINK.matcher(page.html());
        while (links.find()) {
            String link = HtmlUtils.htmlUnescape(links.group(1));
            Matcher away = AWAY.matcher(link);
            if (away.matches()) {
                String path = REFERENCE.matcher(away.group(1)).replaceAll("{ref}");
                if (!path.equals("/") && !doors.computeIfAbsent(path, PageRoles::ofAny).contains(role)) {
                    closed.add(page.address() + " leads to " + path);
                }
            } else if (isPage(link) && known.add(link) && kinds.merge(kind(link), 1, Integer::sum) <= OF_EACH_KIND) {
                Browser.Page next = browser.open(link);
                if (next.status() == FORBIDDEN || next.status() == TOO_MANY) {
                    closed.add(page.address() + " leads to " + link + ", which answers " + next.status());
                }
                ahead.addLast(next);
            }
        }
    }

    /** Neither the same page in another language nor a sheet as a file. */
    private static boolean isPage(String link) {
        return link.startsWith("/") && !link.contains("lang=") && !link.contains("as=pdf") && !link.contains("spoken=")
                && !link.startsWith("/assets/");
    }

    private static String kind(String link) {
        String path = link.split("\\?", 2)[0];
        return LETTER.matcher(REFERENCE.matcher(path).replaceAll("*")).replaceFirst("/*");
    }
}
