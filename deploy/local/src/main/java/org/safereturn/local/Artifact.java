package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** A runnable jar of this checkout. */
enum Artifact {
    CASE("case-service"),
    TRACING("tracing-service"),
    /** With room for the requests of a surge: with less, most of its time goes into collecting garbage then. */
    REFERRAL("referral-service", 160),
    MONITORING("monitoring-service"),
    IDENTITY("deploy/identity");

    private static final int USUAL_HEAP_MEGABYTES = 112;

    private final String module;
    private final int heapMegabytes;

    Artifact(String module) {
        this(module, USUAL_HEAP_MEGABYTES);
    }

    Artifact(String module, int heapMegabytes) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    String id() {
        return module.substring(module.lastIndexOf('/') + 1);
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    Path jar(Path root) {
        Path target = root.resolve(module).resolve("target");
        if (Files.isDirectory(target)) {
            try (var files = Files.newDirectoryStream(target, "*-exec.jar")) {
                for (Path file : files) {
                    return file;
                }
            } catch (IOException e) {
                throw new StartFailure("The folder " + target + " cannot be read: " + e.getMessage() + ".");
            }
        }
        throw new StartFailure("The jar of " + module + " is not built; run mvn -DskipTests package first.");
    }

    /** The class that the jar starts. */
    String mainClass(Path root) {
        try (JarFile jar = new JarFile(jar(root).toFile())) {
            String started = jar.getManifest().getMainAttributes().getValue("Start-Class");
            if (started != null) {
                return started;
            }
        } catch (IOException e) {
            throw new StartFailure("The jar of " + module + " cannot be read: " + e.getMessage() + ".");
        }
        throw new StartFailure("The jar of " + module + " does not say which class it starts.");
    }

    static List<Artifact> all() {
        return List.of(values());
    }
}
