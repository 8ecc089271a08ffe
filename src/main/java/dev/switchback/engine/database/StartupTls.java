package dev.switchback.engine.database;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/** The driver's own encryption, which makes this by its name, over which sessions begin in the server's own time zone. */
public final class StartupTls extends LibPQFactory {

    /** As the driver makes it, from the settings of a connection. */
    public StartupTls(Properties settings) throws PSQLException {
        super(settings);
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return new StartupTlsSocket((SSLSocket) super.createSocket(socket, host, port, autoClose));
    }
}
