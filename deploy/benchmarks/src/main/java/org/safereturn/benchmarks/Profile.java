package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/** The profile of one process, taken by async-profiler, which is loaded into it while it runs. */
final class Profile {

    private static final String EVERY = "2ms";

    private final long pid;
    private final Path library;
    private final Path stacks;

    private Profile(long pid, Path library, Path stacks) {
        this.pid = pid;
        this.library = library;
        this.stacks = stacks;
    }

    /**
     * Begins.
     *
     * @param library the profiler's native library
     * @param folder where the process may write what it found
     */
    static Profile start(long pid, Path library, Path folder) throws IOException {
        Profile profile = new Profile(pid, library, folder.resolve(pid + ".collapsed"));
        // A timer of the process: needs no counters of the kernel, which a container often has not.
        profile.tell("start,event=itimer,interval=" + EVERY);
        return profile;
    }

    /** Ends it; how often each layer was at work. */
    Map<String, Long> stop(Layers layers) throws IOException {
        tell("stop,collapsed,file=" + stacks);
        Map<String, Long> samples = new TreeMap<>();
        for (String line : Files.readAllLines(stacks)) {
            int blank = line.lastIndexOf(' ');
            samples.merge(layers.of(line.substring(0, blank)), Long.parseLong(line.substring(blank + 1)), Long::sum);
        }
        return samples;
    }

    private void tell(String options) throws IOException {
        try {
            VirtualMachine process = VirtualMachine.attach(Long.toString(pid));
            try {
                process.loadAgentPath(library.toString(), options);
            } finally {
                process.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException("The profiler cannot be loaded into process " + pid + ": " + e.getMessage(), e);
        }
    }
}
