package org.safereturn.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Callers whose head never ends. */
@Timeout(60)
class SlowHeadTest {

    private static final Duration HEAD = Duration.ofMillis(400);

    @TempDir
    private Path folder;

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector(DeadlinedHttp.class.getName());

    @BeforeEach
    void start() throws Exception {
        ((DeadlinedHttp) connector.getProtocolHandler()).setHead(HEAD);
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "one", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().write("Made up");
            }
        });
        context.addServletMappingDecoded("/*", "one");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void a_head_that_drips_in_byte_by_byte_is_cut_off() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            send(socket, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
            assertThat(drips(socket)).isTrue();
        }
    }

    @Test
    void a_connection_that_waits_between_two_requests_is_kept() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            for (int request = 0; request < 2; request++) {
                send(socket, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                byte[] answer = new byte[4_096];
                int read = socket.getInputStream().read(answer);
                assertThat(new String(answer, 0, read, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
                socket.setSoTimeout((int) HEAD.toMillis() * 2);
                assertThat(isSilent(socket)).isTrue();
                socket.setSoTimeout(0);
            }
        }
    }

    private static boolean isSilent(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** Sends a byte now and then until the other end closes; whether it does. */
    private static boolean drips(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        for (int sent = 0; sent < 200; sent++) {
            try {
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                send(socket, "a");
            } catch (SocketException e) {
                return true;
            }
        }
        return false;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
