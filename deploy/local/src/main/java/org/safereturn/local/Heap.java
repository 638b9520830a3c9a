package org.safereturn.local;

import java.util.stream.Stream;

/**
 * Largest heap of a process, in MiB.
 *
 * @param small of {@link Footing#SMALL}
 * @param server of {@link Footing#SERVER}
 */
record Heap(int small, int server) {

    static final Heap STORE = new Heap(288, 768);
    static final Heap BROKER = new Heap(176, 512);
    static final Heap REGISTRY = new Heap(160, 192);

    int megabytes(Footing footing) {
        return switch (footing) {
            case SMALL -> small;
            case SERVER -> server;
        };
    }

    /** Of all processes of a system, in MiB. */
    static int together(Footing footing) {
        return Stream.concat(Stream.of(STORE, BROKER, REGISTRY, Artifact.IDENTITY.heap()),
                Service.all().stream().map(service -> service.artifact().heap()))
                .mapToInt(heap -> heap.megabytes(footing)).sum();
    }
}
