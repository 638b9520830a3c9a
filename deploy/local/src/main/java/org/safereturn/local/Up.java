package org.safereturn.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.safereturn.local.demo.Demo;
import org.safereturn.local.demo.Mismatch;
import org.safereturn.local.demo.Reconciliation;

/**
 * Starts the system in the foreground; {@code deploy/up} calls it.
 *
 * <p>Ends with status 0 after Ctrl-C or a demonstration that was told to exit and matched, 1 when something cannot be
 * started or ends, 2 for an option that is not known, 3 when the demonstration found a mismatch.
 */
public final class Up {

    private static final int POLL_MILLIS = 500;
    private static final int MISMATCH = 3;

    private Up() {
    }

    /** See {@link Options#USAGE}. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        Progress progress = new Progress(System.out);
        Options options;
        try {
            options = Options.read(List.of(arguments), System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        if (options.help()) {
            System.out.println(Options.USAGE);
            return 0;
        }
        try {
            if (options.fresh()) {
                LocalSystem.wipe(options.settings());
            }
            try (LocalSystem system = LocalSystem.startExcept(options.except(), options.settings(), progress)) {
                table(system.settings(), progress);
                options.except().forEach(id -> missing(system, id, progress));
                return stay(system, options, progress);
            }
        } catch (StartFailure e) {
            System.err.println();
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            return 1;
        }
    }

    private static int stay(LocalSystem system, Options options, Progress progress) throws InterruptedException {
        int status = options.demo() ? demonstrate(system, options, progress) : 0;
        if (options.exit()) {
            return status;
        }
        progress.line("");
        progress.line("Running. Ctrl-C stops everything that was started here.");
        while (system.unexpectedEnd().isEmpty()) {
            Thread.sleep(POLL_MILLIS);
        }
        throw new StartFailure(system.unexpectedEnd().orElseThrow() + " Everything else is stopped too.");
    }

    private static int demonstrate(LocalSystem system, Options options, Progress progress) throws InterruptedException {
        progress.heading("Demonstration, with made-up people only");
        try (Demo demo = new Demo(system.settings(), progress)) {
            List<String> wrong = new ArrayList<>(demo.scenarios());
            progress.heading("Roles: fields that came back, of those that anybody saw");
            wrong.addAll(demo.roles());
            if (options.surge() > 0) {
                progress.heading("Surge");
                Reconciliation result = demo.wave().run(options.surge());
                if (!result.matches()) {
                    wrong.add(result.found());
                }
            }
            progress.line("");
            progress.line(wrong.isEmpty() ? "Everything went as it should." : wrong.size()
                    + " things did not go as they should:");
            wrong.forEach(each -> progress.line("  " + each));
            return wrong.isEmpty() ? 0 : MISMATCH;
        } catch (Mismatch e) {
            progress.line("MISMATCH " + e.getMessage());
            progress.line("The demonstration did not go as it should.");
            return MISMATCH;
        }
    }

    private static void table(Settings settings, Progress progress) {
        progress.heading("Addresses");
        for (Endpoint endpoint : Endpoint.values()) {
            String address = endpoint.name().startsWith("STORE") ? "mongodb://127.0.0.1:" + settings.port(endpoint)
                    : endpoint.name().startsWith("KAFKA") ? "127.0.0.1:" + settings.port(endpoint)
                    : settings.http(endpoint).toString();
            progress.line(String.format(Locale.ROOT, "  %-36s %s", endpoint.title(), address));
        }
        progress.line(String.format(Locale.ROOT, "  %-36s %s", "logs", settings.logs()));
        progress.heading("Pages for officers");
        for (Endpoint home : List.of(Endpoint.KH_CASE, Endpoint.TH_CASE)) {
            String country = home.id().substring(0, 2);
            progress.line(String.format(Locale.ROOT, "  %1$s   sign in as %2$s-intake-1, %2$s-case-1, %2$s-supervisor-1,"
                    + " %2$s-contact-1, %2$s-tracing-1 or %2$s-reception-1", settings.http(home), country));
        }
        progress.line("  The password is demo- and the user name. Everybody is made up: deploy/identity/README.md.");
    }

    private static void missing(LocalSystem system, String id, Progress progress) {
        progress.heading("Not started, for you to start: " + id);
        progress.line("  module      " + system.module(id));
        progress.line("  main class  " + system.mainClass(id));
        progress.line("  arguments");
        system.arguments(id).forEach(argument -> progress.line("    " + argument));
    }

    /** What was asked for. */
    record Options(Settings settings, Set<String> except, boolean fresh, boolean demo, boolean exit, int surge,
            boolean help) {

        static final String USAGE = """
                usage: deploy/up [options]
                  --fresh              forget all data of earlier starts
                  --demo               play the demonstration through the public interfaces
                  --exit               end after the demonstration, with status 0 if everything matched
                  --surge NUMBER       how many referrals the demonstration's surge sends (2000)
                  --server             run for lasting service: optimising compiler, larger heaps, trained caches
                  --insecure           start Kafka without TLS and without access rules
                  --except NAME        start all but this service and print how to start it, in an IDE for example
                  --port NAME=NUMBER   move one port; also the environment variable SAFERETURN_PORT_<NAME>
                  --help               this text
                Names of ports: %s""".formatted(names());

        static Options read(List<String> arguments, Map<String, String> environment) {
            Path root = Path.of("").toAbsolutePath();
            List<String> moves = new ArrayList<>();
            Set<String> except = new LinkedHashSet<>();
            boolean fresh = false;
            boolean demo = false;
            boolean exit = false;
            boolean help = false;
            boolean insecure = false;
            Footing footing = Footing.SMALL;
            int surge = 2_000;
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--fresh" -> fresh = true;
                    case "--demo" -> demo = true;
                    case "--exit" -> exit = true;
                    case "--insecure" -> insecure = true;
                    case "--server" -> footing = Footing.SERVER;
                    case "--help", "-h" -> help = true;
                    case "--root" -> root = Path.of(value(arguments, ++i)).toAbsolutePath();
                    case "--surge" -> surge = number("--surge", value(arguments, ++i), 0, 1_000_000);
                    case "--except" -> except.add(service(value(arguments, ++i)));
                    case "--port" -> moves.add(value(arguments, ++i));
                    default -> throw new IllegalArgumentException("The option " + arguments.get(i)
                            + " is not known; deploy/up --help lists the options.");
                }
            }
            if (demo && !except.isEmpty()) {
                throw new IllegalArgumentException("The demonstration needs every service: --demo and --except exclude each other.");
            }
            Settings settings = Settings.usual(root);
            for (Endpoint endpoint : Endpoint.values()) {
                String moved = environment.get(endpoint.variable());
                if (moved != null) {
                    settings = settings.withPort(endpoint, number(endpoint.variable(), moved, 1, 65_535));
                }
            }
            for (String move : moves) {
                settings = move(settings, move);
            }
            if (insecure) {
                settings = settings.withoutSecurity();
            }
            return new Options(settings.on(footing), except, fresh, demo, exit, surge, help);
        }

        private static Settings move(Settings settings, String move) {
            int equals = move.indexOf('=');
            for (Endpoint endpoint : Endpoint.values()) {
                if (equals > 0 && endpoint.id().equals(move.substring(0, equals))) {
                    return settings.withPort(endpoint, number("--port", move.substring(equals + 1), 1, 65_535));
                }
            }
            throw new IllegalArgumentException("--port needs NAME=NUMBER with one of the names " + names() + ", not "
                    + move + ".");
        }

        private static String service(String name) {
            List<String> services = LocalSystem.services();
            if (services.contains(name)) {
                return name;
            }
            throw new IllegalArgumentException("--except needs one of the names " + String.join(", ", services) + ", not "
                    + name + ".");
        }

        private static String value(List<String> arguments, int index) {
            if (index >= arguments.size()) {
                throw new IllegalArgumentException("The option " + arguments.get(index - 1) + " needs a value.");
            }
            return arguments.get(index);
        }

        private static int number(String what, String text, int least, int most) {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, with what was expected.
            }
            throw new IllegalArgumentException(what + " needs a number between " + least + " and " + most + ", not "
                    + text + ".");
        }

        private static String names() {
            List<String> names = new ArrayList<>();
            for (Endpoint endpoint : Endpoint.values()) {
                names.add(endpoint.id());
            }
            return String.join(", ", names);
        }
    }
}
