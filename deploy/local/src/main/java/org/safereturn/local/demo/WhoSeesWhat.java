package org.safereturn.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.safereturn.local.Progress;

/**
 * Signs in as every role and asks each service about one case: who is let in, and what comes back. It shows what really
 * came; where {@code expected-access.properties} says what must come, it compares.
 */
final class WhoSeesWhat {

    private static final String EXPECTATIONS = "expected-access.properties";
    private static final String WITHOUT = " without ";

    private final Api api;
    private final Progress progress;
    private final Properties expected = expectations();

    WhoSeesWhat(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * Something to ask.
     *
     * @param id as expectations name it, also the head of its column
     */
    record Question(String id, URI address) {
    }

    /** What a ministry's services can be asked about a case. */
    static List<Question> about(String caseRef, Ministry ministry) {
        return List.of(new Question("case", ministry.cases().resolve("/cases/" + caseRef)),
                new Question("cases", ministry.cases().resolve("/cases?size=1")),
                new Question("counts", ministry.cases().resolve("/non-victim-returns")),
                new Question("tracing", ministry.tracings().resolve("/tracings/" + caseRef)),
                new Question("referral", ministry.referrals().resolve("/referrals/" + caseRef)),
                new Question("repatriation", ministry.referrals().resolve("/repatriations/" + caseRef)),
                new Question("alarms", ministry.referrals().resolve("/alarms")));
    }

    /** What the joint view can be asked. */
    static List<Question> aboutFigures(URI joint) {
        return List.of(new Question("figures", joint.resolve("/figures")),
                new Question("journeys", joint.resolve("/journeys?size=1")));
    }

    /**
     * Lets everybody ask everything and prints it.
     *
     * @return what differs from the expectations, one sentence each; empty when all is as expected
     */
    List<String> show(String title, List<Viewer> viewers, List<Question> questions)
            throws IOException, InterruptedException {
        Map<Viewer, Map<Question, Sight>> sights = new LinkedHashMap<>();
        Map<Question, SortedSet<String>> all = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Viewer viewer : viewers) {
            Map<Question, Sight> row = sights.computeIfAbsent(viewer, _ -> new LinkedHashMap<>());
            for (Question question : questions) {
                Sight sight = Sight.of(ask(viewer.user(), question.address()));
                row.put(question, sight);
                all.computeIfAbsent(question, _ -> new TreeSet<>()).addAll(sight.fields());
                difference(viewer, question, sight).ifPresent(wrong::add);
            }
        }
        print(title, sights, all);
        return wrong;
    }

    private Reply ask(@Nullable User user, URI address) throws IOException, InterruptedException {
        return user == null ? api.getWithoutToken(address) : api.get(user, address);
    }

    private Optional<String> difference(Viewer viewer, Question question, Sight sight) {
        String expectation = expected.getProperty(question.id() + "." + viewer.kind(), sight.outcome());
        int without = expectation.indexOf(WITHOUT);
        String outcome = without < 0 ? expectation : expectation.substring(0, without);
        if (!sight.outcome().equals(outcome)) {
            return Optional.of(viewer.name() + " at " + question.address() + ": expected " + outcome + ", got "
                    + sight.outcome() + " " + sight.rule());
        }
        List<String> seen = without < 0 ? List.of() : Arrays.stream(
                expectation.substring(without + WITHOUT.length()).split(",", -1)).map(String::strip)
                .filter(sight::sees).toList();
        return seen.isEmpty() ? Optional.empty() : Optional.of(viewer.name() + " at "
                + question.address() + ": must not see " + String.join(", ", seen));
    }

    private void print(String title, Map<Viewer, Map<Question, Sight>> sights,
            Map<Question, SortedSet<String>> all) {
        progress.line("");
        progress.line(title);
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "  %-17s %-28s", "", ""));
        all.keySet().forEach(question -> head.append(String.format(Locale.ROOT, " %-12s", question.id())));
        progress.line(head.toString().stripTrailing());
        sights.forEach((viewer, row) -> {
            StringBuilder line = new StringBuilder(
                    String.format(Locale.ROOT, "  %-17s %-28s", viewer.name(), viewer.kind()));
            row.forEach((question, sight) -> line.append(
                    String.format(Locale.ROOT, " %-12s", sight.cell(all.getOrDefault(question, new TreeSet<>()).size()))));
            progress.line(line.toString().stripTrailing());
        });
        all.forEach((question, fields) -> printMissing(question, fields, sights));
    }

    /** Who was let in and saw less than others, with what was missing. */
    private void printMissing(Question question, SortedSet<String> all, Map<Viewer, Map<Question, Sight>> sights) {
        Map<String, List<String>> groups = new TreeMap<>();
        sights.forEach((viewer, row) -> {
            Sight sight = row.get(question);
            if (sight != null && sight.status() == 200 && !sight.missing(all).isEmpty()) {
                groups.computeIfAbsent(String.join(", ", sight.missing(all)), _ -> new ArrayList<>()).add(viewer.name());
            }
        });
        groups.forEach((missing, names) -> progress.line(
                "    " + question.id() + " without " + missing + ": " + String.join(", ", names)));
    }

    private static Properties expectations() {
        Properties properties = new Properties();
        try (InputStream content = WhoSeesWhat.class.getResourceAsStream(EXPECTATIONS)) {
            if (content == null) {
                throw new IllegalStateException(EXPECTATIONS + " is missing beside " + WhoSeesWhat.class.getName());
            }
            properties.load(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
