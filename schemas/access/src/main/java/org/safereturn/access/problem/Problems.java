package org.safereturn.access.problem;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.text.Labels;
import org.safereturn.access.text.Languages;
import org.safereturn.access.text.TextFiles;
import org.safereturn.access.text.Values;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns rejections into RFC 9457 problems in the caller's language. The texts come from every
 * {@code problems/<module>[_km|_th].properties} on the class path (UTF-8; {@code <rule>.title}, {@code <rule>.detail};
 * {@code {name}} stands for the rejection's parameter of that name, shown as people read it: a code by its label, a moment
 * as local time). English is the default language and the one used where a text is missing.
 */
public final class Problems {

    /** What every problem type starts with. */
    public static final String TYPE_PREFIX = "urn:safereturn:problem:";

    /** The languages a problem can be told in; the first is the default. */
    public static final List<Locale> LANGUAGES = Languages.ALL;

    /** Attribute of an exchange that was answered with a problem: its rule. */
    public static final String RULE = Problems.class.getName() + ".rule";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");

    private final Map<Locale, Map<String, String>> texts;
    private final Values values;
    private final JsonMapper json = JsonMapper.shared();

    private Problems(Map<Locale, Map<String, String>> texts, Values values) {
        this.texts = texts;
        this.values = values;
    }

    /** Reads the texts of all modules on the class path; moments are told by the clock of UTC. */
    public static Problems fromClassPath() {
        return fromClassPath(new Values(new Labels(), ZoneOffset.UTC));
    }

    /**
     * Reads the texts of all modules on the class path.
     *
     * @param values how the values in the texts are shown
     * @throws IllegalStateException when two modules give a text for the same rule
     */
    public static Problems fromClassPath(Values values) {
        return new Problems(TextFiles.read("problems"), values);
    }

    /** The problem that tells of this rejection. */
    public Problem describe(Rejection rejection, Locale language) {
        return describe(status(rejection), rejection.rule(), rejection.parameters(), language);
    }

    Problem describe(int status, String rule, Map<String, String> parameters, Locale language) {
        String title = text(rule + ".title", language).orElse(rule);
        String detail = text(rule + ".detail", language).orElse("");
        return new Problem(
                TYPE_PREFIX + rule, fill(title, parameters, language), status, fill(detail, parameters, language), rule,
                new TreeMap<>(parameters));
    }

    /** The problem of this status and rule as it is sent. */
    public byte[] body(int status, String rule, Map<String, String> parameters, Locale language) {
        return json.writeValueAsBytes(describe(status, rule, parameters, language));
    }

    /** The rule's title in exactly this language, with its placeholders; empty when there is none. */
    public Optional<String> title(String rule, Locale language) {
        return exactText(rule + ".title", language);
    }

    /** The rule's detail in exactly this language, with its placeholders; empty when there is none. */
    public Optional<String> detail(String rule, Locale language) {
        return exactText(rule + ".detail", language);
    }

    private Optional<String> exactText(String key, Locale language) {
        return Optional.ofNullable(texts.getOrDefault(language, Map.of()).get(key));
    }

    /** The parameters a text speaks of. */
    public static Set<String> parameters(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private Optional<String> text(String key, Locale language) {
        return exactText(key, language).or(() -> exactText(key, Locale.ENGLISH));
    }

    private String fill(String text, Map<String, String> parameters, Locale language) {
        return PLACEHOLDER.matcher(values.labelled(text, language)).replaceAll(found -> Matcher.quoteReplacement(
                parameters.containsKey(found.group(1))
                        ? values.shown(found.group(1), parameters.get(found.group(1)), language) : "—"));
    }

    /** Invalid input 400, unknown 404, forbidden 403, conflict 409, outdated 412, refused by a rule 422. */
    public static int status(Rejection rejection) {
        return switch (rejection.kind()) {
            case INVALID -> 400;
            case UNKNOWN -> 404;
            case FORBIDDEN -> 403;
            case CONFLICT -> 409;
            case OUTDATED -> 412;
            case REFUSED -> 422;
        };
    }

    /** The language to answer in: the best of en, km and th by {@code Accept-Language}, English when none fits. */
    public static Locale language(HttpHeaders headers) {
        Locale found = null;
        try {
            found = Locale.lookup(headers.getAcceptLanguage(), LANGUAGES);
        } catch (IllegalArgumentException e) {
            // A header that cannot be read asks for no language in particular.
        }
        return found == null ? Locale.ENGLISH : found;
    }

    /** The language to answer in, by the {@code Accept-Language} of a request that Spring has not read. */
    public static Locale language(@Nullable String acceptLanguage) {
        HttpHeaders headers = new HttpHeaders();
        if (acceptLanguage != null) {
            headers.set(HttpHeaders.ACCEPT_LANGUAGE, acceptLanguage);
        }
        return language(headers);
    }

    /** Answers with the problem of this rejection, in the language the caller asks for. */
    public Mono<Void> write(ServerWebExchange exchange, Rejection rejection) {
        return write(exchange, status(rejection), rejection.rule(), rejection.parameters());
    }

    /** Answers with a problem of this status and rule, in the language the caller asks for. */
    public Mono<Void> write(ServerWebExchange exchange, int status, String rule, Map<String, String> parameters) {
        exchange.getAttributes().put(RULE, rule);
        ServerHttpResponse response = exchange.getResponse();
        Locale language = language(exchange.getRequest().getHeaders());
        byte[] body = body(status, rule, parameters, language);
        response.setStatusCode(HttpStatusCode.valueOf(status));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(language);
        headers.setContentLength(body.length);
        Collection<String> vary = headers.getVary();
        if (!vary.contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }
}
