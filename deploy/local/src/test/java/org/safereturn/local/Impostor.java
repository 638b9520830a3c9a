package org.safereturn.local;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A server with somebody's certificate that shakes hands and then says nothing. */
final class Impostor implements AutoCloseable {

    private static final char[] NO_PASSWORD = new char[0];

    private final SSLServerSocket socket;
    private final Thread accepting;

    Impostor(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(pem)))) {
            PrivateKey key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
            Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate((X509CertificateHolder) parser.readObject());
            store.setKeyEntry("server", key, NO_PASSWORD, new Certificate[] {certificate});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        socket = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        accepting = Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (SSLSocket caller = (SSLSocket) socket.accept()) {
                caller.setSoTimeout(10_000);
                caller.startHandshake();
                while (caller.getInputStream().read() >= 0) {
                    // Whatever it says, there is no answer.
                }
            } catch (IOException _) {
                // Refused by the caller, or closed by the test.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        accepting.interrupt();
    }
}
