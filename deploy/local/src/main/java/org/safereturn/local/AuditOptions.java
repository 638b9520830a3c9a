package org.safereturn.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code deploy/audit} was asked for.
 *
 * @param command what to do
 * @param root the checkout
 * @param services names of the local system's services; empty for all
 * @param chain a chain elsewhere, such as {@code KH/tracing-service}
 * @param store connection string of a chain elsewhere
 * @param file an exported trail, in place of a store
 * @param keys the ministry's key directory of a chain elsewhere
 * @param anchors the anchors, in place of those that the service wrote
 * @param seen what an earlier check saw, and where this one notes it
 * @param withoutAnchors whether the chain alone is checked
 * @param output where an export goes; standard output without it
 */
record AuditOptions(Command command, Path root, List<String> services, Optional<String> chain, Optional<String> store,
        Optional<Path> file, Optional<Path> keys, Optional<Path> anchors, Optional<Path> seen, boolean withoutAnchors,
        Optional<Path> output) {

    static final String USAGE = """
            usage: deploy/audit verify [options]   is every audit trail as it was written? status 0 yes, 1 no, 3 not readable,
                                                       4 not proven: cut together with its anchors, or nothing is there
                   deploy/audit export [options]   writes one audit trail, one record a line
              --service NAME      a service of this machine's system, may stand several times; without it all of
                                  %s
              --file FILE         an exported trail in place of the store
              --anchors FILE      anchors kept elsewhere, in place of those beside the system
              --seen FILE         what the latest check saw, kept elsewhere; this check notes its own there
              --without-anchors   checks the chain alone: a cut tail and a chain written anew stay unseen
              --output FILE       where the export goes; by default to the standard output
            A trail of another system:
              --chain COUNTRY/SERVICE  such as KH/tracing-service
              --store URI              mongodb://... with the service's database
              --keys DIRECTORY         with the peers.jwks that has the ministry's public key
              --help                   this text""".formatted(String.join(", ", names()));

    /** What to do. */
    enum Command { VERIFY, EXPORT, HELP }

    /** Copies the names. */
    AuditOptions {
        services = List.copyOf(services);
    }

    static AuditOptions read(List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            return new AuditOptions(Command.HELP, Path.of(""), List.of(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
        }
        Command command = command(arguments.getFirst());
        Path root = Path.of("").toAbsolutePath();
        List<String> services = new ArrayList<>();
        Optional<String> chain = Optional.empty();
        Optional<String> store = Optional.empty();
        Optional<Path> file = Optional.empty();
        Optional<Path> keys = Optional.empty();
        Optional<Path> anchors = Optional.empty();
        Optional<Path> seen = Optional.empty();
        Optional<Path> output = Optional.empty();
        boolean withoutAnchors = false;
        for (int i = 1; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--root" -> root = Path.of(value(arguments, ++i)).toAbsolutePath();
                case "--service" -> services.add(known(value(arguments, ++i)));
                case "--chain" -> chain = Optional.of(chain(value(arguments, ++i)));
                case "--store" -> store = Optional.of(value(arguments, ++i));
                case "--file" -> file = Optional.of(Path.of(value(arguments, ++i)));
                case "--keys" -> keys = Optional.of(Path.of(value(arguments, ++i)));
                case "--anchors" -> anchors = Optional.of(Path.of(value(arguments, ++i)));
                case "--seen" -> seen = Optional.of(Path.of(value(arguments, ++i)));
                case "--output" -> output = Optional.of(Path.of(value(arguments, ++i)));
                case "--without-anchors" -> withoutAnchors = true;
                default -> throw new IllegalArgumentException("The option " + arguments.get(i)
                        + " is not known; deploy/audit --help lists the options.");
            }
        }
        AuditOptions options = new AuditOptions(command, root, services, chain, store, file, keys, anchors, seen,
                withoutAnchors, output);
        options.check();
        return options;
    }

    private void check() {
        boolean elsewhere = chain.isPresent();
        if (elsewhere && !services.isEmpty()) {
            throw new IllegalArgumentException("Give --service for a trail of this machine's system or --chain for another, not both.");
        }
        if (elsewhere && store.isEmpty() && file.isEmpty()) {
            throw new IllegalArgumentException("--chain needs --store or --file.");
        }
        if (elsewhere && command == Command.VERIFY && !withoutAnchors && (keys.isEmpty() || anchors.isEmpty())) {
            throw new IllegalArgumentException("--chain needs --keys and --anchors, or --without-anchors.");
        }
        if (store.isPresent() && !elsewhere) {
            throw new IllegalArgumentException("--store needs --chain.");
        }
        boolean one = elsewhere || services.size() == 1;
        if (!one && (file.isPresent() || anchors.isPresent() || seen.isPresent() || command == Command.EXPORT)) {
            throw new IllegalArgumentException("Name one trail with --service or --chain.");
        }
    }

    static List<String> names() {
        return national().stream().map(service -> service.endpoint().id()).toList();
    }

    /** The services that keep cases; the joint view handles no personal data and has no trail. */
    static List<Service> national() {
        return Service.all().stream().filter(service -> Service.COUNTRIES.contains(service.country()))
                .collect(Collectors.toUnmodifiableList());
    }

    private static Command command(String name) {
        return switch (name) {
            case "verify" -> Command.VERIFY;
            case "export" -> Command.EXPORT;
            default -> throw new IllegalArgumentException(
                    "The first word must be verify or export, not " + name + "; deploy/audit --help tells more.");
        };
    }

    private static String known(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("--service needs one of the names " + String.join(", ", names()) + ", not "
                    + name + ".");
        }
        return name;
    }

    private static String chain(String name) {
        if (!name.matches("[A-Z]{2}/[a-z-]+")) {
            throw new IllegalArgumentException("--chain needs COUNTRY/SERVICE such as KH/tracing-service, not " + name + ".");
        }
        return name;
    }

    private static String value(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException("The option " + arguments.get(index - 1) + " needs a value.");
        }
        return arguments.get(index);
    }

    /** The chain's name in messages. */
    static String chainOf(Service service) {
        return service.country().toUpperCase(Locale.ROOT) + "/" + service.artifact().id();
    }
}
