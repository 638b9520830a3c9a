package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** A runnable jar of this checkout. */
enum Artifact {
    CASE("case-service", 112, 384),
    TRACING("tracing-service", 112, 256),
    /** With room for the requests of a surge: with less, most of its time goes into collecting garbage then. */
    REFERRAL("referral-service", 160, 512),
    MONITORING("monitoring-service", 112, 512),
    IDENTITY("deploy/identity", 112, 128);

    private final String module;
    private final int smallHeap;
    private final int serverHeap;

    /** With these heaps, in MiB. */
    Artifact(String module, int smallHeap, int serverHeap) {
        this.module = module;
        this.smallHeap = smallHeap;
        this.serverHeap = serverHeap;
    }

    String id() {
        return module.substring(module.lastIndexOf('/') + 1);
    }

    Heap heap() {
        return new Heap(smallHeap, serverHeap);
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
