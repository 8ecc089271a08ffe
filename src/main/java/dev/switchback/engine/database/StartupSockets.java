package dev.switchback.engine.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets for the driver, which makes this by its name, over which sessions begin in the server's own time zone. */
public final class StartupSockets extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public OutputStream getOutputStream() throws IOException {
                return new StartupStream(super.getOutputStream());
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return refused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return refused();
    }

    private static Socket refused() {
        throw new UnsupportedOperationException("the driver connects its sockets itself");
    }
}
