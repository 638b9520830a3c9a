package org.safereturn.access;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;

/**
 * A caller that sends its next requests before the first is answered, all of them in one write, so that the server finds
 * the next request waiting every time and not by chance.
 */
public record HastyCaller(int port, Role role) {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final String LENGTH = "content-length:";

    /** The answers to these requests, in the order they came, sent round after round on one connection. */
    public List<String> talk(int rounds, String... paths) throws IOException {
        StringBuilder round = new StringBuilder();
        for (String path : paths) {
            round.append("GET ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ")
                    .append(Tokens.of(role, "KH")).append("\r\n\r\n");
        }
        byte[] requests = round.toString().getBytes(StandardCharsets.US_ASCII);
        List<String> answers = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < rounds; i++) {
                socket.getOutputStream().write(requests);
                for (int j = 0; j < paths.length; j++) {
                    answers.add(answer(socket.getInputStream()));
                }
            }
        }
        return answers;
    }

    /** The status and the body. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in).substring(STATUS, STATUS + 3);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            }
        }
        return status + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
