package org.safereturn.access.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.chrono.Chronology;
import java.time.chrono.IsoChronology;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.springframework.web.util.HtmlUtils;

/**
 * The access history of one person as a page to print and hand over: one file without script, pictures or links, in
 * Khmer, Thai or English. Times are local; in Thai they carry years of the Buddhist era.
 */
final class AccessHistoryPage {

    private static final String STYLE = """
            @page { size: A4 landscape; margin: 15mm }
            body { font-family: "Noto Sans", "Noto Sans Khmer", "Khmer OS", "Noto Sans Thai", "Leelawadee UI", sans-serif;
                font-size: 10pt; line-height: 1.7; color: #000; background: #fff; margin: 1em }
            h1 { font-size: 15pt; line-height: 1.9 }
            table { border-collapse: collapse; width: 100% }
            thead { display: table-header-group }
            tr { break-inside: avoid }
            th, td { border-bottom: 1px solid #777; padding: 0.2em 0.6em 0.2em 0; text-align: left; vertical-align: top;
                overflow-wrap: anywhere }
            code { font-size: 8pt }
            """;

    /** Permits this page's own style and nothing else. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<String> COLUMNS = List.of("time", "officer", "purpose", "action", "outcome");

    private final String service;
    private final ZoneId zone;
    private final Labels labels;
    private final Map<Locale, Properties> texts = new HashMap<>();

    /**
     * Pages of this service.
     *
     * @param zone whose clock the times are shown by
     */
    AccessHistoryPage(String service, ZoneId zone, Labels labels) {
        this.service = service;
        this.zone = zone;
        this.labels = labels;
        Problems.LANGUAGES.forEach(language -> texts.put(language, texts(language)));
    }

    String html(AccessHistory history, Locale language) {
        Words words = new Words(texts.getOrDefault(language, new Properties()));
        StringBuilder html = new StringBuilder(4096);
        html.append("<!DOCTYPE html>\n<html lang=\"").append(language.getLanguage())
                .append("\">\n<head>\n<meta charset=\"UTF-8\">\n<title>").append(words.text("title"))
                .append("</title>\n<style>").append(STYLE).append("</style>\n</head>\n<body>\n<h1>")
                .append(words.text("title")).append("</h1>\n<p>")
                .append(words.text("case")).append(": <code>").append(escaped(history.caseRef())).append("</code><br>\n")
                .append(words.text("service")).append(": <code>").append(escaped(service)).append("</code><br>\n")
                .append(words.text("count")).append(": ").append(history.items().size())
                .append(history.total() == null ? "" : " / " + history.total()).append("</p>\n<p>").append(words.text("about"))
                .append("</p>\n<table>\n<thead><tr>");
        COLUMNS.forEach(column -> html.append("<th scope=\"col\">").append(words.text("column." + column)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        Set<Long> ended = history.items().stream().filter(item -> item.attempt() != null)
                .map(AccessHistory.Item::attempt).collect(Collectors.toSet());
        history.items().stream()
                .filter(item -> item.outcome() != Outcome.ATTEMPTED || !ended.contains(item.sequence()))
                .forEach(item -> row(html, item, words, language));
        return html.append("</tbody>\n</table>\n</body>\n</html>\n").toString();
    }

    private void row(StringBuilder html, AccessHistory.Item item, Words words, Locale language) {
        html.append("<tr><td>").append(time(item.recorded(), language)).append("</td><td>")
                .append(escaped(labels.of(Role.class, item.role(), language).orElse(item.role()))).append("<br><code>").append(escaped(item.officer()))
                .append(" · ").append(escaped(item.unit())).append(" · ").append(escaped(item.ministry()))
                .append("</code></td><td>").append(words.code("purpose", item.purpose())).append("</td><td>")
                .append(words.code("action", item.action())).append("<br><code>").append(escaped(item.endpoint()))
                .append("</code></td><td>").append(words.code("outcome", item.outcome().name()));
        if (item.rule() != null) {
            html.append("<br><code>").append(escaped(item.rule())).append("</code>");
        }
        html.append("</td></tr>\n");
    }

    private String time(Instant instant, Locale language) {
        Chronology chronology =
                language.getLanguage().equals("th") ? ThaiBuddhistChronology.INSTANCE : IsoChronology.INSTANCE;
        return TIME.withChronology(chronology).withZone(zone).format(instant);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }

    private static Properties texts(Locale language) {
        String name = "history" + (language.equals(Locale.ENGLISH) ? "" : "_" + language.getLanguage()) + ".properties";
        try (InputStream file = AccessHistoryPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The words of one language; a code without a word, from an older or newer version, is shown as it is. */
    private record Words(Properties texts) {

        String text(String key) {
            return escaped(texts.getProperty(key, key));
        }

        String code(String kind, String code) {
            return escaped(texts.getProperty(kind + "." + code, code));
        }
    }
}
