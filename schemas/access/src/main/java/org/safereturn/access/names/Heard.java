package org.safereturn.access.names;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.names.Spoken.Likened;

/**
 * A description with the sounds of its names, made once and compared often.
 *
 * @param names whole names
 * @param nicknames names used at home
 * @param birth where something is known of it
 * @param sex as stated, where it was
 */
record Heard(List<Spoken> names, List<Spoken> nicknames, @Nullable Birth birth, Described.@Nullable Sex sex) {

    private static final double NAME = 15;
    private static final double BIRTH = 8;
    private static final double SEX = 2;

    private static final double NICKNAME_ALIKE = 0.85;
    private static final double NICKNAME_MORE = 0.04;
    private static final double NICKNAME_ALONE = 0.62;

    private static final double POSSIBLE_NAME = 0.55;
    private static final double POSSIBLE = 0.5;
    private static final double LIKELY_WITH_DAY = 0.66;
    private static final double LIKELY_WITH_YEAR = 0.8;
    private static final double LIKELY_WITH_ESTIMATE = 0.86;
    private static final double LIKELY_NEAR = 0.92;
    private static final double LIKELY_BY_NAME = 0.97;

    /** Keeps its own copies. */
    Heard {
        names = List.copyOf(names);
        nicknames = List.copyOf(nicknames);
    }

    static Heard of(Described said) {
        return new Heard(Spoken.of(said.names()), Spoken.of(said.nicknames()), said.birth(), said.sex());
    }

    /** By what it is found among others. */
    Set<String> keys() {
        return all(Spoken::keys, Spoken::keys);
    }

    /** The few of these that are worth keeping in a store. */
    Set<String> kept() {
        return all(Spoken::kept, Spoken::kept);
    }

    /** What to ask a store for. */
    Set<String> asked() {
        return all(Spoken::asked, Spoken::kept);
    }

    private Set<String> all(Function<Spoken, Set<String>> ofName, Function<Spoken, Set<String>> ofNickname) {
        Set<String> keys = new LinkedHashSet<>();
        names.stream().map(ofName).forEach(keys::addAll);
        nicknames.stream().map(ofNickname).forEach(keys::addAll);
        return keys;
    }

    /** What speaks for both being of one person; empty when too little does. */
    Optional<Candidate> compared(String id, Heard other) {
        Likened name = Likened.NOT;
        for (Spoken mine : names) {
            for (Spoken theirs : other.names) {
                Likened likened = mine.likened(theirs);
                name = likened.likeness() > name.likeness() ? likened : name;
            }
        }
        double nickname = Math.max(Math.max(nickname(nicknames, other.nicknames), nickname(nicknames, other.names)),
                nickname(other.nicknames, names));
        boolean nicknamed = nickname >= NICKNAME_ALIKE;
        double likeness = nicknamed ? Math.min(1, Math.max(name.likeness() + NICKNAME_MORE, nickname * NICKNAME_ALONE))
                : name.likeness();
        if (likeness < POSSIBLE_NAME) {
            return Optional.empty();
        }
        Birth.@Nullable Agreement born = (birth == null || other.birth == null) ? null : birth.agreement(other.birth);
        @Nullable Boolean sameSex = (sex == null || other.sex == null) ? null : sex == other.sex;
        double score = score(likeness, born, sameSex);
        if (score < POSSIBLE) {
            return Optional.empty();
        }
        Candidate.Mark mark = !Boolean.FALSE.equals(sameSex) && name.parts() > 1 && likeness >= needed(born)
                ? Candidate.Mark.LIKELY : Candidate.Mark.POSSIBLE;
        return Optional.of(new Candidate(id, score, mark, reasons(name, nicknamed, born, sameSex)));
    }

    private static double nickname(List<Spoken> nicknames, List<Spoken> names) {
        double most = 0;
        for (Spoken nickname : nicknames) {
            for (Spoken name : names) {
                for (Sound sound : nickname.sounds()) {
                    for (Sound part : name.sounds()) {
                        most = Math.max(most, SoundDistance.likeness(sound.heard(), part.heard()));
                    }
                }
            }
        }
        return most;
    }

    private static double score(double likeness, Birth.@Nullable Agreement born, @Nullable Boolean sameSex) {
        double sum = NAME * likeness;
        double of = NAME;
        if (born != null) {
            sum += BIRTH * share(born);
            of += BIRTH;
        }
        if (sameSex != null) {
            sum += sameSex ? SEX : 0;
            of += SEX;
        }
        return sum / of;
    }

    private static double share(Birth.Agreement born) {
        return switch (born) {
            case SAME_DAY -> 1;
            case SAME_YEAR -> 0.85;
            case MAY_BE_SAME, SAME_IN_BUDDHIST_ERA -> 0.75;
            case NEAR -> 0.5;
            case DIFFERENT -> 0;
        };
    }

    /** How like a name must be so that most officers would say it is the person. */
    private static double needed(Birth.@Nullable Agreement born) {
        if (born == null) {
            return LIKELY_BY_NAME;
        }
        return switch (born) {
            case SAME_DAY -> LIKELY_WITH_DAY;
            case SAME_YEAR -> LIKELY_WITH_YEAR;
            case MAY_BE_SAME, SAME_IN_BUDDHIST_ERA -> LIKELY_WITH_ESTIMATE;
            case NEAR -> LIKELY_NEAR;
            case DIFFERENT -> Double.MAX_VALUE;
        };
    }

    private static Set<SamePersonReason> reasons(Likened name, boolean nicknamed, Birth.@Nullable Agreement born,
            @Nullable Boolean sameSex) {
        List<SamePersonReason> reasons = new ArrayList<>();
        if (name.same() > 0) {
            reasons.add(name.same() == name.parts() ? SamePersonReason.SAME_NAME : SamePersonReason.SAME_PART);
        }
        if (name.alike() > name.same()) {
            reasons.add(name.alike() == name.parts() ? SamePersonReason.NAME_SOUNDS_ALIKE : SamePersonReason.PART_SOUNDS_ALIKE);
        }
        if (name.turned()) {
            reasons.add(SamePersonReason.OTHER_ORDER);
        }
        if (nicknamed) {
            reasons.add(SamePersonReason.NICKNAME);
        }
        if (born != null) {
            reasons.add(reason(born));
        }
        if (sameSex != null) {
            reasons.add(sameSex ? SamePersonReason.SAME_SEX : SamePersonReason.SEX_DIFFERS);
        }
        return Set.copyOf(reasons);
    }

    private static SamePersonReason reason(Birth.Agreement born) {
        return switch (born) {
            case SAME_DAY -> SamePersonReason.SAME_DAY_OF_BIRTH;
            case SAME_YEAR -> SamePersonReason.SAME_YEAR_OF_BIRTH;
            case MAY_BE_SAME -> SamePersonReason.BIRTH_MAY_BE_SAME;
            case SAME_IN_BUDDHIST_ERA -> SamePersonReason.SAME_YEAR_IN_BUDDHIST_ERA;
            case NEAR -> SamePersonReason.BIRTH_NEAR;
            case DIFFERENT -> SamePersonReason.BIRTH_DIFFERS;
        };
    }
}
