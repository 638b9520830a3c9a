package org.safereturn.benchmarks;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Persons who do not exist, with names made of syllables that are frequent in Khmer and Thai names, as they are spelt and in
 * Latin letters. Khmer family names are few, so many share one; Thai ones are many. The same number makes the same person.
 */
final class MadeUpPersons {

    private static final long SEED = 2026;
    private static final int YEARS = 50;
    private static final int YOUNGEST = 2015;
    private static final int DAYS = 365;

    private static final List<Part> KHMER_FAMILY = parts("""
            សុខ|Sok ចាន់|Chan ហេង|Heng គឹម|Kim លី|Ly ជា|Chea កែវ|Keo នួន|Nuon ម៉ៅ|Mao ទេព|Tep ប៊ុន|Bun សៅ|Sao មាស|Meas
            ឈឹម|Chhim អ៊ុក|Uk ផាត|Phat សេង|Seng ឡុង|Long ពៅ|Pov ស៊ឹម|Sim ខៀវ|Khiev រស់|Ros សំ|Sam ញឹម|Nhem ឆាយ|Chhay
            ថោង|Thaong ប៉ែន|Pen ជួន|Chuon លឹម|Lim ទូច|Touch""");
    private static final List<Part> KHMER_FIRST = parts("""
            សុ|So ដា|Da ធី|Thi ណា|Na បូ|Bo មា|Mea លី|Li វ៉ាន់|Van ស្រី|Srey ចាន់|Chan គឹម|Kim រ៉ា|Ra សំ|Sam ប៊ុន|Bun
            មុ|Mo រី|Ri កូ|Ko ហុង|Hong ម៉ា|Ma ធា|Thea""");
    private static final List<Part> KHMER_SECOND = parts("""
            ភា|phea រ៉ា|ra តា|ta រី|ry ផល|phal ណាង|nang ជា|chea ខា|kha ថា|tha នី|ny ពៅ|pov មុំ|mom វី|vy ដា|da សាល|sal
            ឡេង|leng លា|lea ណា|na ធី|thy រិទ្ធ|rith""");
    private static final List<Part> THAI_FIRST = parts("""
            สม|Som วิ|Wi บุญ|Bun ศรี|Si สุ|Su พร|Phon วัน|Wan ทอง|Thong นิ|Ni ชัย|Chai มณี|Mani อา|A ดวง|Duang รุ่ง|Rung
            สาย|Sai จันทร์|Chan เพ็ญ|Phen นพ|Nop วี|Wi ชุ|Chu""");
    private static final List<Part> THAI_SECOND = parts("""
            ชาย|chai ศักดิ์|sak พร|phon ชัย|chai วัฒน์|wat วิทย์|wit รัตน์|rat ลักษณ์|lak เพ็ญ|phen ใจ|chai นา|na วรรณ|wan
            ศรี|si ดี|di มาลี|mali ชาติ|chat เดช|det พล|phon นุช|nut ภา|pha""");
    private static final List<Part> THAI_FAMILY = parts("""
            ทอง|Thong แก้ว|Kaeo ดี|Di ใจ|Chai บุญ|Bun มี|Mi สุข|Suk ศรี|Si จันทร์|Chan เพชร|Phet วงศ์|Wong ชัย|Chai
            มั่น|Man คง|Khong งาม|Ngam เรือง|Rueang คำ|Kham แสง|Saeng ชู|Chu สา|Sa เมือง|Mueang พูล|Phun ผล|Phon นิล|Nin""");

    private MadeUpPersons() {
    }

    /**
     * Somebody who does not exist.
     *
     * @param ownScript the name in Khmer or Thai; empty where it was only romanised
     * @param romanised the name in Latin letters, where it was
     */
    record MadeUp(String ownScript, @Nullable String romanised, LocalDate born, boolean female) {

        /** Each name that there is. */
        List<String> names() {
            return Stream.of(ownScript, romanised == null ? "" : romanised).filter(name -> !name.isEmpty()).toList();
        }
    }

    private record Part(String spelt, String latin) {

        Part with(Part next) {
            return new Part(spelt + next.spelt, latin + next.latin.toLowerCase(Locale.ROOT));
        }
    }

    /** The person of this number. */
    static MadeUp of(int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        boolean khmer = random.nextBoolean();
        Part family = khmer ? any(KHMER_FAMILY, random) : any(THAI_FAMILY, random).with(any(THAI_FAMILY, random));
        Part given = khmer ? any(KHMER_FIRST, random).with(any(KHMER_SECOND, random))
                : any(THAI_FIRST, random).with(any(THAI_SECOND, random));
        Part first = khmer ? family : given;
        Part second = khmer ? given : family;
        int written = random.nextInt(3);
        return new MadeUp(written == 0 ? "" : first.spelt + " " + second.spelt,
                written == 1 ? null : first.latin + " " + second.latin,
                LocalDate.of(YOUNGEST - random.nextInt(YEARS), 1, 1).plusDays(random.nextInt(DAYS)), random.nextBoolean());
    }

    private static Part any(List<Part> some, SplittableRandom random) {
        return some.get(random.nextInt(some.size()));
    }

    private static List<Part> parts(String text) {
        return Stream.of(text.strip().split("\\s+", -1)).map(each -> each.split("[|]", -1))
                .map(both -> new Part(both[0], both[1])).toList();
    }
}
