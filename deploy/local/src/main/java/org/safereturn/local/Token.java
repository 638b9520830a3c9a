package org.safereturn.local;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

import org.safereturn.local.client.OfficerLogin;
import org.safereturn.local.client.SignInRefused;
import org.safereturn.local.client.SystemLogin;
import org.safereturn.local.demo.User;

/**
 * Prints an access token of a made-up officer or of a ministry's system of the running system, for use with curl;
 * {@code deploy/token} calls it.
 */
public final class Token {

    private Token() {
    }

    /**
     * Ends with status 0 after the token is printed, 1 when the identity provider gives none, 2 when nobody is named.
     *
     * @param arguments the checkout, and the name as at sign-in
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2 || arguments[1].startsWith("-")) {
            System.err.println("Usage: deploy/token NAME, for example kh-intake-1 or th-system");
            System.exit(2);
        }
        try {
            Settings settings = Up.Options.read(List.of("--root", arguments[0]), System.getenv()).settings();
            System.out.println(of(settings, new User(arguments[1])));
        } catch (UncheckedIOException e) {
            System.err.println("The identity provider or the key cannot be reached; is deploy/up running?");
            System.exit(1);
        } catch (SignInRefused | IllegalStateException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Signs in.
     *
     * @throws SignInRefused when the identity provider does not know the user so
     * @throws UncheckedIOException when the provider or the system's key cannot be reached
     */
    public static String of(Settings settings, User user) {
        URI issuer = settings.http(Endpoint.IDENTITY);
        return user.isSystem()
                ? SystemLogin.token(issuer, user.name(), SystemLogin.key(settings.systemKey(user.country())))
                : OfficerLogin.token(issuer, user.name(), user.password().toCharArray());
    }
}
