package org.safereturn.caseservice.flow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.safereturn.caseservice.casefile.model.CaseFile;

/** The versions of the flow that this service knows, whole and in their order. */
public final class Flows {

    private final TreeMap<Integer, FlowVersion> versions = new TreeMap<>();

    /**
     * Refuses what is not whole.
     *
     * @throws IllegalStateException that names every fault and its place
     */
    Flows(List<FlowVersion> read, FlowVocabulary known) {
        List<String> faults = new ArrayList<>();
        for (FlowVersion each : read) {
            faults.addAll(FlowCheck.faults(each, known));
            if (versions.put(each.version(), each) != null) {
                faults.add("flow " + each.version() + " stands in two files");
            }
            if ((each.version() == CaseFile.FIRST_FLOW) != (each.validFrom() == null)) {
                faults.add("flow " + each.version() + ": the first version has no first day, and every later one has one");
            }
        }
        if (!versions.containsKey(CaseFile.FIRST_FLOW)) {
            faults.add("flow " + CaseFile.FIRST_FLOW + " is missing, and older cases are on it");
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The flow of cases cannot be used: " + String.join("; ", faults));
        }
    }

    /** All, the first version first. */
    List<FlowVersion> all() {
        return List.copyOf(versions.values());
    }

    /** The version of this number. */
    Optional<FlowVersion> find(int version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** The version that comes before this one; itself for the first. */
    FlowVersion before(FlowVersion version) {
        return Optional.ofNullable(versions.lowerEntry(version.version())).map(Map.Entry::getValue).orElse(version);
    }

    /** On which version a case begins on that day: the newest whose first day has come. */
    public int inForce(LocalDate day) {
        return versions.values().stream().filter(each -> each.validFrom() == null || !day.isBefore(each.validFrom()))
                .max(Comparator.comparingInt(FlowVersion::version)).map(FlowVersion::version).orElse(CaseFile.FIRST_FLOW);
    }
}
