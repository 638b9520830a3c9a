package org.safereturn.access.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.chrono.Chronology;
import java.time.chrono.IsoChronology;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and times as people of a country write them; Thai years are of the Buddhist era. */
public final class Days {

    private final ZoneId zone;

    /** By the clock of this zone. */
    public Days(ZoneId zone) {
        this.zone = zone;
    }

    /** A day. */
    public String day(LocalDate day, Locale language) {
        return format("d MMMM y", language).format(chronology(language).date(day));
    }

    /** A month of a year. */
    public String month(YearMonth month, Locale language) {
        return format("MMMM y", language).format(chronology(language).date(month.atDay(1)));
    }

    /** A moment, to the minute. */
    public String time(Instant moment, Locale language) {
        String pattern = switch (language.getLanguage()) {
            case "km" -> "d MMMM y 'ម៉ោង' HH:mm";
            case "th" -> "d MMMM y 'เวลา' HH:mm 'น.'";
            default -> "d MMMM y, HH:mm";
        };
        return format(pattern, language).withZone(zone).format(moment);
    }

    private static DateTimeFormatter format(String pattern, Locale language) {
        return DateTimeFormatter.ofPattern(pattern, language).withChronology(chronology(language));
    }

    private static Chronology chronology(Locale language) {
        return language.getLanguage().equals("th") ? ThaiBuddhistChronology.INSTANCE : IsoChronology.INSTANCE;
    }
}
