package org.safereturn.pages.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;

/** A page of the kit with its style sheets and fonts in itself, so that a browser needs nothing else, and may ask for nothing. */
final class OnePage {

    private static final String ASSETS = "org/safereturn/pages/assets/";
    private static final Pattern STYLES = Pattern.compile("<link rel=\"stylesheet\" href=\"/assets/([a-z]+\\.css)\">");
    private static final Pattern FONTS = Pattern.compile("url\\((fonts/[a-z0-9-]+\\.woff2)\\)");
    private static final String POLICY = "<head><meta http-equiv=\"Content-Security-Policy\" "
            + "content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:\">";

    private OnePage() {
    }

    static String of(String html) {
        return STYLES.matcher(html).replaceAll(style -> quoted("<style>" + style(style.group(1)) + "</style>"))
                .replaceAll("<link rel=\"icon\"[^>]*>", "").replaceFirst("<head>", quoted(POLICY));
    }

    private static String style(String name) {
        return FONTS.matcher(new String(asset(name), StandardCharsets.UTF_8)).replaceAll(font -> quoted(
                "url(data:font/woff2;base64," + Base64.getEncoder().encodeToString(asset(font.group(1))) + ")"));
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static byte[] asset(String name) {
        try (InputStream in = new ClassPathResource(ASSETS + name).getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
