package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the processes of {@link Footing#SERVER} use the ahead-of-time caches that a played load has trained, or make
 * them. Such a cache holds loaded and linked classes and which methods were called how: what the optimising compiler
 * otherwise learns anew after every start.
 */
enum Training {
    USE,
    /** At the end of the process, which takes a while. */
    MAKE;

    /** For a process that has this cache. */
    List<String> flags(Path cache) {
        return switch (this) {
            case USE -> Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
            case MAKE -> List.of("-XX:AOTCacheOutput=" + draft(cache));
        };
    }

    /** How a part of the launcher is started; where it has no trained cache it keeps an archive of its classes. */
    List<String> command(Settings settings, String part, Heap heap, List<String> more) {
        Path cache = settings.trained(part);
        if (settings.footing() == Footing.SMALL || (this == USE && !Files.exists(cache))) {
            return Jvm.archiving(settings.archive(part), settings.footing(), heap, more);
        }
        List<String> flags = new ArrayList<>(flags(cache));
        flags.addAll(more);
        return Jvm.command(settings.footing(), heap, flags);
    }

    /** Keeps a cache that was made; false when none was. */
    static boolean keep(Path cache) throws IOException {
        if (!Files.exists(draft(cache))) {
            return false;
        }
        Files.move(draft(cache), cache, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static Path draft(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".draft");
    }
}
