package org.safereturn.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;
import org.safereturn.local.Token;
import org.safereturn.local.demo.User;

/** The client whose types a public generator makes from the checked-in descriptions. */
final class TypeScriptClient {

    private static final long MINUTES = 3;

    private TypeScriptClient() {
    }

    /** Makes the types, compiles, refers one person from Thailand to Cambodia and returns what the client says of it. */
    static List<String> run(Path root, Path folder, Settings settings) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json", "tsconfig.json", "generate.js", "client.ts")) {
            Files.copy(root.resolve("deploy/local/typescript-client").resolve(file), folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        command(folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        command(folder, Map.of(), "node", "generate.js", root.resolve("schemas/apis").toString());
        command(folder, Map.of(), "npm", "run", "check");
        return command(folder, Map.of(
                "SAFERETURN_HOST_CASES", settings.http(Endpoint.TH_CASE).toString(),
                "SAFERETURN_HOST_REFERRALS", settings.http(Endpoint.TH_REFERRAL).toString(),
                "SAFERETURN_HOST_TOKEN", Token.of(settings, new User("th-intake-1")),
                "SAFERETURN_ORIGIN_REFERRALS", settings.http(Endpoint.KH_REFERRAL).toString(),
                "SAFERETURN_ORIGIN_TOKEN", Token.of(settings, new User("kh-supervisor-1"))), "node", "out/client.js");
    }

    private static List<String> command(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end: " + Files.readString(output));
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ": "
                    + Files.readString(output));
        }
        return Files.readAllLines(output);
    }
}
