package dev.switchback.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Hears Ctrl+C before the virtual machine begins to end: H2 closes its databases in that very moment, and the run could
 * no longer record what it did. Every JDK has these classes, though not in its public API; where they are missing the
 * machine just ends. A second Ctrl+C ends at once.
 */
final class InterruptSignal {

    private static final int INTERRUPTED = 130;

    private InterruptSignal() {}

    /** Does something, and tells the listener of the first Ctrl+C that comes meanwhile. */
    static int during(IntSupplier work, Runnable listener) {
        Runnable restore = hear(listener);
        try {
            return work.getAsInt();
        } finally {
            restore.run();
        }
    }

    /** Answers with the way back. */
    private static Runnable hear(Runnable listener) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object signal = signals.getConstructor(String.class).newInstance("INT");
            Method handle = signals.getMethod("handle", signals, handlers);
            Object former = handle.invoke(null, signal, handler(handlers, listener));
            return () -> restore(handle, signal, former);
        } catch (ReflectiveOperationException | IllegalArgumentException noSuchSignal) {
            return () -> {};
        }
    }

    private static Object handler(Class<?> type, Runnable listener) {
        AtomicBoolean heard = new AtomicBoolean();
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (!method.getName().equals("handle")) {
                return method.getName().equals("equals") ? self == arguments[0] : System.identityHashCode(self);
            }
            if (heard.getAndSet(true)) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
            listener.run();
            return null;
        });
    }

    private static void restore(Method handle, Object signal, Object former) {
        try {
            handle.invoke(null, signal, former);
        } catch (ReflectiveOperationException staysAsItIs) {
            return;
        }
    }
}
