package org.safereturn.access.input;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as the services read it: unknown input is refused, and nothing is guessed. Unknown and repeated fields,
 * trailing text, numbers for texts, texts for numbers, dates that do not exist, control characters and bodies beyond
 * the limits are errors. A component of a record in a null-marked package must be present unless it is {@code
 * @Nullable}, {@code Optional} or a collection (then empty). Texts come in their {@linkplain PlainText#normal normal form}.
 */
public final class StrictJson {

    /** How deep objects and lists may nest. */
    public static final int DEEPEST = 24;

    /** Longest text of a field that sets no limit of its own, in characters. */
    public static final int LONGEST_FIELD = 5_000;

    /** Longest text that is read at all, in characters. */
    public static final int LONGEST_TEXT = 20_000;

    /** Most elements of a single list or map. */
    public static final int MOST_ELEMENTS = 500;

    private static final int LONGEST_FIELD_NAME = 100;
    private static final int LONGEST_NUMBER = 30;
    private static final int MOST_TOKENS = 100_000;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final int BUDDHIST_AHEAD = 543;
    private static final Pattern YEAR = Pattern.compile("(\\d{4})(?:-.*)?");

    private StrictJson() {}

    /** A mapper that reads strictly and writes dates as ISO texts. */
    public static JsonMapper mapper() {
        SimpleModule texts = new SimpleModule("safereturn-strict");
        texts.addDeserializer(String.class, new Texts());
        texts.addDeserializer(LocalDate.class, new Dates<>(LocalDate.class, LocalDate::parse));
        texts.addDeserializer(YearMonth.class, new Dates<>(YearMonth.class, YearMonth::parse));
        texts.addDeserializer(Year.class, new Dates<>(Year.class, Year::parse));
        texts.addDeserializer(OffsetDateTime.class, new Dates<>(OffsetDateTime.class, OffsetDateTime::parse));
        texts.addDeserializer(
                Instant.class, new Dates<>(Instant.class, text -> OffsetDateTime.parse(text).toInstant()));
        texts.setDeserializerModifier(new BoundedCollections());
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(RequestBodies.LIMIT_BYTES)
                                .maxNestingDepth(DEEPEST)
                                .maxStringLength(LONGEST_TEXT)
                                .maxNameLength(LONGEST_FIELD_NAME)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxTokenCount(MOST_TOKENS)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .annotationIntrospector(new Presence())
                .addModule(texts)
                .build();
    }

    /** The year that somebody may have meant who wrote a date of another era; empty where there is none. */
    static Optional<Year> yearMeant(String date) {
        Matcher stated = YEAR.matcher(date);
        return !stated.matches() ? Optional.empty() : Stream.of(-BUDDHIST_AHEAD, BUDDHIST_AHEAD)
                .map(ahead -> Integer.parseInt(stated.group(1)) + ahead).filter(StrictJson::isPossible).map(Year::of).findFirst();
    }

    private static boolean isPossible(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static final class Texts extends StdScalarDeserializer<String> {
        Texts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getString();
            if (!PlainText.isText(text)) {
                throw new ControlCharactersException(parser);
            }
            if (text.length() > LONGEST_FIELD) {
                throw new TooLongException(parser);
            }
            return PlainText.normal(text);
        }
    }

    private static final class Dates<T extends TemporalAccessor> extends StdScalarDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> parse;

        Dates(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            String text = parser.getString();
            try {
                T date = parse.apply(text);
                int year = date instanceof Instant instant
                        ? instant.atOffset(ZoneOffset.UTC).getYear()
                        : date.get(ChronoField.YEAR);
                if (isPossible(year)) {
                    return date;
                }
            } catch (java.time.DateTimeException e) {
                // Told below, in the same way as a year that cannot be meant.
            }
            throw context.weirdStringException(text, type, "no such date");
        }
    }
}
