package dev.switchback.peers;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were measured on. */
record Machine(String processor, int cores, long memoryGib, String system, String java) {

    static Machine here() throws IOException {
        long bytes = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return new Machine(
                valueOf(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Math.round(bytes / (double) (1L << 30)),
                valueOf(Path.of("/etc/os-release"), "PRETTY_NAME", System.getProperty("os.name")) + ", kernel "
                        + System.getProperty("os.version"),
                System.getProperty("java.vendor.version", "") + " (" + System.getProperty("java.version") + ")");
    }

    private static String valueOf(Path file, String key, String otherwise) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceFirst("^[^:=]*[:=]", "").replace("\"", "").strip())
                .findFirst()
                .orElse(otherwise);
    }

    /** How many programs wanted a processor on average during the last minute. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
