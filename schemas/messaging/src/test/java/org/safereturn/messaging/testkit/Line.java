package org.safereturn.messaging.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server that can be cut and mended, so that the server looks down and comes back with all it had. */
public final class Line implements AutoCloseable {

    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    /** A line to this server, in one piece. */
    public Line(InetSocketAddress target) {
        this.target = target;
        try {
            listener = listen(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = listener.getLocalPort();
        accept(listener);
    }

    /** Where the line begins, on the loopback interface. */
    public int port() {
        return port;
    }

    /** Breaks all connections and takes no new ones. */
    public synchronized void cut() {
        closeQuietly(listener);
        open.forEach(Line::closeQuietly);
        open.clear();
    }

    /** Takes connections again. */
    public synchronized void mend() {
        if (listener.isClosed()) {
            try {
                listener = listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            accept(listener);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void accept(ServerSocket socket) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket near = socket.accept();
                    Socket far = new Socket();
                    open.add(near);
                    open.add(far);
                    far.connect(target);
                    Thread.ofVirtual().start(() -> copy(near, far));
                    Thread.ofVirtual().start(() -> copy(far, near));
                    if (socket.isClosed()) {
                        closeQuietly(near);
                        closeQuietly(far);
                    }
                }
            } catch (IOException e) {
                closeQuietly(socket);
            }
        });
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            open.remove(from);
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close a socket", e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
