package org.safereturn.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A launcher that starts one child from a thread that ends at once, says its process id and then waits to be killed. */
final class ShortLivedLauncher {

    private ShortLivedLauncher() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        Thread starter = Thread.ofPlatform().start(() -> {
            ChildProcess child = ChildProcess.start("small shop", folder.resolve("child.log"), folder,
                    List.of("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"));
            System.out.println(child.pid());
            System.out.flush();
        });
        starter.join();
        new CountDownLatch(1).await();
    }
}
