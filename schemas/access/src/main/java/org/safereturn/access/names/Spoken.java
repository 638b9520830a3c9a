package org.safereturn.access.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.safereturn.access.input.NameForms;

/**
 * A name with its sounds.
 *
 * @param forms of its parts
 * @param sounds of its parts, in the same order
 */
record Spoken(List<String> forms, List<Sound> sounds) {

    /** Of so many parts at most, which is more than most names have. */
    private static final int MOST_PARTS = 4;
    /** A part is taken to be the same from here on. */
    static final double ALIKE = 0.8;
    /** One part of several agrees. */
    private static final double ONE_OF_MORE = 0.72;
    /** A name of one part agrees, which is short. */
    private static final double ONLY = 0.8;
    private static final double EACH_EXTRA = 0.05;
    private static final double OF_LEAST = 0.6;
    /** A name of so many consonants may have been written without the space in it. */
    private static final int LONG = 4;

    /** Keeps its own copies. */
    Spoken {
        forms = List.copyOf(forms);
        sounds = List.copyOf(sounds);
    }

    /** The names that have a letter. */
    static List<Spoken> of(Collection<String> names) {
        return names.stream().map(NameForms::of).filter(name -> !name.parts().isEmpty()).map(name -> {
            List<String> parts = name.parts().stream().limit(MOST_PARTS).toList();
            return new Spoken(parts, parts.stream().map(Sound::of).toList());
        }).distinct().toList();
    }

    /** The sounds of the parts, and those of all in every order when they are few, as if written without a space. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        Stream.concat(sounds.stream(), wholes().stream()).forEach(sound -> keys.addAll(sound.keys()));
        return keys;
    }

    /** The key of each part and of all parts in their order, if written without a space. */
    Set<String> kept() {
        Set<String> kept = new LinkedHashSet<>();
        sounds.forEach(sound -> kept.add(sound.key()));
        kept.add(joined(sounds).key());
        return kept;
    }

    /** The keys of each part and of all parts in every order; of a single part also those of the parts that may be in it. */
    Set<String> asked() {
        Set<String> asked = kept();
        wholes().forEach(whole -> asked.add(whole.key()));
        if (sounds.size() == 1) {
            asked.addAll(sounds.getFirst().pieces());
        }
        return asked;
    }

    /** How like the other name this is. */
    Likened likened(Spoken other) {
        return sounds.size() <= other.sounds.size() ? fewer(other) : other.fewer(this);
    }

    /**
     * How like two names are.
     *
     * @param likeness from 0 to 1
     * @param same parts with the same form
     * @param alike parts that sound alike, the same ones included
     * @param parts of the name that has fewer
     * @param turned whether the parts stand in another order
     */
    record Likened(double likeness, int same, int alike, int parts, boolean turned) {

        static final Likened NOT = new Likened(0, 0, 0, 1, false);
    }

    private Likened fewer(Spoken more) {
        int[] best = new int[sounds.size()];
        double[][] each = new double[sounds.size()][more.sounds.size()];
        for (int one = 0; one < sounds.size(); one++) {
            for (int other = 0; other < more.sounds.size(); other++) {
                each[one][other] = forms.get(one).equals(more.forms.get(other)) ? 1
                        : SoundDistance.likeness(sounds.get(one).heard(), more.sounds.get(other).heard());
            }
        }
        assign(each, 0, new int[sounds.size()], 0, best, -1);
        Likened parts = parts(more, each, best);
        return sounds.size() == more.sounds.size() ? parts : whole(more, parts);
    }

    private Likened parts(Spoken more, double[][] each, int[] best) {
        double sum = 0;
        double least = 1;
        int same = 0;
        int alike = 0;
        boolean turned = false;
        for (int one = 0; one < best.length; one++) {
            double like = each[one][best[one]];
            sum += like;
            least = Math.min(least, like);
            same += forms.get(one).equals(more.forms.get(best[one])) ? 1 : 0;
            alike += like >= ALIKE ? 1 : 0;
            turned |= one > 0 && best[one] < best[one - 1];
        }
        double likeness = OF_LEAST * least + (1 - OF_LEAST) * sum / best.length;
        int extra = more.sounds.size() - best.length;
        if (best.length == 1) {
            likeness *= extra > 0 ? ONE_OF_MORE : sounds.getFirst().consonants().length() < LONG ? ONLY : 1;
        } else {
            likeness -= extra * EACH_EXTRA;
        }
        return new Likened(likeness, same, alike, best.length, turned && alike > 1);
    }

    /** When one name has more spaces than the other: without any. */
    private Likened whole(Spoken more, Likened parts) {
        Sound mine = joined(sounds);
        double likeness = more.wholes().stream().mapToDouble(whole -> SoundDistance.likeness(mine.heard(), whole.heard()))
                .max().orElse(0);
        return likeness <= parts.likeness ? parts
                : new Likened(likeness, likeness == 1 ? parts.parts : 0, likeness >= ALIKE ? parts.parts : 0, parts.parts, false);
    }

    /** Without spaces, in every order of at most three parts. */
    private List<Sound> wholes() {
        if (sounds.size() == 1) {
            return List.of();
        }
        if (sounds.size() == MOST_PARTS) {
            return List.of(joined(sounds));
        }
        List<Sound> wholes = new ArrayList<>();
        turn(List.of(), sounds, wholes);
        return List.copyOf(wholes);
    }

    private static void turn(List<Sound> begun, List<Sound> left, List<Sound> wholes) {
        if (left.isEmpty()) {
            wholes.add(joined(begun));
        }
        for (int at = 0; at < left.size(); at++) {
            List<Sound> more = new ArrayList<>(begun);
            List<Sound> rest = new ArrayList<>(left);
            more.add(rest.remove(at));
            turn(more, rest, wholes);
        }
    }

    private static Sound joined(List<Sound> sounds) {
        return sounds.stream().reduce(new Sound(""), Sound::with);
    }

    /** Tries all ways to give each part another part, and leaves the best in {@code best}. */
    private static double assign(double[][] each, int one, int[] given, double sum, int[] best, double most) {
        if (one == each.length) {
            if (sum > most) {
                System.arraycopy(given, 0, best, 0, best.length);
            }
            return Math.max(sum, most);
        }
        double found = most;
        for (int other = 0; other < each[one].length; other++) {
            if (!given(given, one, other)) {
                given[one] = other;
                found = assign(each, one + 1, given, sum + each[one][other], best, found);
            }
        }
        return found;
    }

    private static boolean given(int[] given, int until, int other) {
        for (int at = 0; at < until; at++) {
            if (given[at] == other) {
                return true;
            }
        }
        return false;
    }
}
