package org.safereturn.monitoringservice.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.text.Labels;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.figures.Cell;
import org.safereturn.monitoringservice.figures.Countries;
import org.safereturn.monitoringservice.figures.Figures;
import org.safereturn.monitoringservice.figures.FiguresOf;
import org.safereturn.monitoringservice.figures.Reader;
import org.safereturn.monitoringservice.figures.Readiness;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;
import org.safereturn.monitoringservice.fold.Notice;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.ViewDocument;
import org.safereturn.monitoringservice.store.Rebuild;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.DefaultResourceLoader;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in three languages, without a browser and without a server. */
class PageTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
    static final Level JOINT = new Level("L2", 5, Duration.ofDays(1));
    static final Level OUTSIDE = new Level("L3", 11, Duration.ofDays(91));
    private static final Countries COUNTRIES = Countries.load(new DefaultResourceLoader(),
            List.of("classpath:country/kh.yaml", "classpath:country/th.yaml"));
    private static final Labels LABELS = new Labels();
    private static final SpringTemplateEngine TEMPLATES = templates();

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void the_page_is_complete_in_its_language(String language) throws IOException {
        String html = page(Locale.of(language), 900);
        write("page-" + language + ".html", html);
        assertThat(html).contains("<html lang=\"" + language + "\"")
                .doesNotContain("??")
                .doesNotContainPattern("(?:indicator|tile|cell|country|level)\\.[A-Z]")
                .doesNotContainPattern("[A-Z]{2,}_[A-Z]{2,}");
        assertThat(html).contains("IND-A1").contains("sse-connect=\"/live?lang=" + language + "\"");
    }

    @Test
    void thai_years_are_buddhist_and_the_others_are_not() {
        assertThat(page(Locale.of("th"), 20)).contains("2569").doesNotContain(">2026");
        assertThat(page(Locale.of("km"), 20)).contains("2026").doesNotContain("2569");
        assertThat(page(Locale.ENGLISH, 20)).contains("Quarter 4 of 2026").doesNotContain("2569");
    }

    @Test
    void times_for_programs_stay_iso() {
        assertThat(page(Locale.of("th"), 20)).contains("datetime=\"2026-");
    }

    @Test
    void nothing_on_the_page_is_inline_and_nothing_comes_from_elsewhere() {
        String html = page(Locale.ENGLISH, 20);
        assertThat(html).doesNotContain("<style").doesNotContain(" style=").doesNotContainPattern(" on[a-z]+=")
                .doesNotContainPattern("<script(?! src=\"/webjars/)").doesNotContainPattern("(?:src|href)=\"https?:");
    }

    @Test
    void a_country_that_has_not_started_is_said_in_words() {
        assertThat(page(Locale.ENGLISH, 20)).contains("not started").contains("PROPOSED").contains("Level L2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void an_observers_page_says_its_level_and_holds_no_single_step(String language) {
        String html = page(Locale.of(language), 900, new Reader(OUTSIDE, null));
        assertThat(html).contains("L3").doesNotContain("L2").doesNotContain("class=\"what\"");
    }

    @Test
    void every_text_stands_in_every_language() throws IOException {
        Set<String> english = keys("messages.properties");
        assertThat(keys("messages_km.properties")).isEqualTo(english);
        assertThat(keys("messages_th.properties")).isEqualTo(english);
        Set<String> problems = keys("problems/monitoring-service.properties");
        assertThat(keys("problems/monitoring-service_km.properties")).isEqualTo(problems);
        assertThat(keys("problems/monitoring-service_th.properties")).isEqualTo(problems);
    }

    @Test
    void every_code_of_the_view_has_a_label_in_every_language() {
        for (Class<? extends Enum<?>> list : List.of(Milestone.class, JourneyState.class, JourneyState.Phase.class,
                Cell.State.class, Cell.Source.class, Figures.Measure.class, Figures.WaitingFor.class, Figures.Counted.class,
                Readiness.State.class)) {
            Map<String, Map<Locale, String>> labels = LABELS.lists().getOrDefault(list.getName(), Map.of());
            assertThat(Stream.of(list.getEnumConstants()).map(Enum::name)).as(list.getName())
                    .allSatisfy(code -> assertThat(labels.getOrDefault(code, Map.of())).as(code).hasSize(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void the_minutes_stand_on_their_page_in_every_language(String language) throws IOException {
        String html = minutes(Locale.of(language));
        write("minutes-" + language + ".html", html);
        assertThat(html).contains("<html lang=\"" + language + "\"", "href=\"/minutes?lang=km\"", "action=\"/logout\"")
                .doesNotContain("??").doesNotContainPattern("[A-Z]{2,}_[A-Z]{2,}").doesNotContainPattern("minutes\\.[a-z]");
        Minutes minutes = Minutes.load();
        assertThat(minutes.statements()).hasSizeGreaterThan(60);
        assertThat(minutes.contradictions()).hasSizeGreaterThan(11);
        Stream.concat(minutes.statements().stream(), minutes.contradictions().stream()).forEach(row -> {
            assertThat(html).contains(escaped(row.says(), language), escaped(row.does(), language));
            assertThat(row.tests()).allSatisfy(test -> assertThat(html).contains(test));
        });
    }

    private static String escaped(Map<String, String> sentence, String language) {
        return Objects.requireNonNull(sentence.get(language)).replace("&", "&amp;").replace("'", "&#39;");
    }

    @Test
    void the_joint_page_leads_officials_to_the_minutes_and_observers_not() {
        assertThat(page(Locale.ENGLISH, 20)).contains("href=\"/minutes\"");
        assertThat(page(Locale.ENGLISH, 20, new Reader(OUTSIDE, null))).doesNotContain("href=\"/minutes\"");
    }

    /** The page of the minutes as a browser gets it. */
    static String minutes(Locale language) {
        Map<String, Object> model = new HashMap<>();
        model.put("sheets", new MinutesText(messages(), language).sheets(Minutes.load()));
        model.put("csrf", Map.of("name", "_csrf", "value", "token"));
        model.put("actor", "th-me-1");
        model.put("languages", List.of("en", "km", "th"));
        model.put("language", language.getLanguage());
        return TEMPLATES.process("minutes", new Context(language, model));
    }

    private static String page(Locale language, int journeys) {
        return page(language, journeys, new Reader(JOINT, "TH"));
    }

    /** The page as a browser gets it. */
    static String page(Locale language, int journeys, Reader reader) {
        ResourceBundleMessageSource messages = messages();
        PageText text = new PageText(messages, LABELS, COUNTRIES, language, ZONE);
        Random random = new Random(5);
        Map<String, ViewDocument> documents = new HashMap<>();
        List<Notice> notices = new ArrayList<>();
        for (JourneyFixtures.Sent sent : JourneyFixtures.journeys(journeys, random)) {
            Update update = sent.update();
            update.changes().forEach(documents.computeIfAbsent(update.id(), _ -> new ViewDocument())::apply);
            notices.add(new Notice(String.valueOf(notices.size()), NOW.minusSeconds(notices.size() * 7L),
                    sent.direction().host(), sent.milestone(),
                    sent.direction().code(), Notice.shortened("kQ3v" + random.nextInt(1000, 9999))));
        }
        List<CheckpointCount> counts = new ArrayList<>();
        List.of(JourneyFixtures.counts("TH", "2026-11", "KH-POI-PET", new Direction("TH", "KH"), 1, 140, 230),
                JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", new Direction("TH", "KH"), 1, 140, 220),
                JourneyFixtures.counts("KH", "2026-10", "KH-POI-PET", new Direction("TH", "KH"), 1, 90, 3)).forEach(
                        sent -> {
                            ViewDocument document = new ViewDocument();
                            sent.update().changes().forEach(document::apply);
                            counts.add(CheckpointCount.of(document));
                        });
        Map<String, Object> model = new HashMap<>();
        model.put("page", text.figures(FiguresOf.journeys(NOW, COUNTRIES.scope(ZONE), reader, documents.entrySet().stream()
                .map(each -> Journey.read(each.getKey(), each.getValue())).toList(), counts)));
        model.put("notices", reader.own() == null ? List.of() : notices.stream().limit(30).map(text::line).toList());
        model.put("rebuild", text.rebuild(new Rebuild.Progress(Rebuild.Progress.State.DONE, 15_420, 15_420, 0,
                NOW.minus(Duration.ofMinutes(5)), NOW.minus(Duration.ofMinutes(4)))));
        model.put("csrf", Map.of("name", "_csrf", "value", "token"));
        model.put("actor", "th-me-1");
        model.put("languages", List.of("en", "km", "th"));
        model.put("language", language.getLanguage());
        model.put("live", true);
        model.put("mayRebuild", true);
        model.put("mayReadMinutes", reader.own() != null);
        return TEMPLATES.process("page", new Context(language, model));
    }

    private static SpringTemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setTemplateEngineMessageSource(messages());
        return engine;
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setUseCodeAsDefaultMessage(true);
        return messages;
    }

    private static Set<String> keys(String bundle) throws IOException {
        Properties properties = new Properties();
        try (var in = new DefaultResourceLoader().getResource("classpath:" + bundle).getInputStream()) {
            properties.load(in);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static void write(String name, String html) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        Files.writeString(folder.resolve(name), html);
    }
}
