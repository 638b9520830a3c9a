package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Whole folders: removed, or closed to everybody but their owner. */
final class Folders {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private Folders() {
    }

    /** Makes a folder, unless it is there, that only its owner can enter. */
    static void closed(Path folder) throws IOException {
        Files.createDirectories(folder);
        close(folder, FOLDER);
    }

    /** Takes from everybody but the owner what may be done with a folder and with all that is in it. */
    static void close(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                close(path, Files.isDirectory(path) ? FOLDER : FILE);
            }
        }
    }

    private static void close(Path path, Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && !permissions.containsAll(view.readAttributes().permissions())) {
            view.setPermissions(permissions);
        }
    }

    /** Removes a folder and all that is in it; nothing happens when there is none. Links are removed, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> found;
        try (var paths = Files.walk(folder)) {
            found = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : found) {
            Files.deleteIfExists(path);
        }
    }
}
