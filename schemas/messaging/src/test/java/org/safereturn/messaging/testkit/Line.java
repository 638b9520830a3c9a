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
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean whole = true;

    /** A line to this server, in one piece. */
    public Line(InetSocketAddress target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where the line begins, on the loopback interface. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Breaks all connections, and new ones as soon as they are made; the port stays taken, so nobody else gets it. */
    public synchronized void cut() {
        whole = false;
        open.forEach(Line::closeQuietly);
        open.clear();
    }

    /** Takes connections again. */
    public synchronized void mend() {
        whole = true;
    }

    private void accept() {
        try {
            while (true) {
                lead(listener.accept());
            }
        } catch (IOException e) {
            closeQuietly(listener);
        }
    }

    private synchronized void lead(Socket near) throws IOException {
        if (!whole) {
            closeQuietly(near);
            return;
        }
        Socket far = new Socket();
        open.add(near);
        open.add(far);
        far.connect(target);
        Thread.ofVirtual().start(() -> copy(near, far));
        Thread.ofVirtual().start(() -> copy(far, near));
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
        closeQuietly(listener);
    }
}
