package dev.likeness.studio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the test's own, from Debian's package; tests skip themselves where it is absent.
 */
final class Postgres implements AutoCloseable {
  private final Path bin;
  private final Path data;
  private final int port;
  private final boolean root;

  private Postgres(Path bin, Path data, int port, boolean root) {
    this.bin = bin;
    this.data = data;
    this.port = port;
    this.root = root;
  }

  static Postgres start() throws Exception {
    Optional<Path> bin = binaries();
    assumeTrue(bin.isPresent(), "PostgreSQL is installed (Debian's package postgresql)");
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeTrue(
        !root || Files.exists(Path.of("/usr/sbin/runuser")), "root can become the user postgres");
    Path data = Files.createTempDirectory(Path.of("/tmp"), "likeness-pg-");
    int port;
    try (ServerSocket s = new ServerSocket(0)) {
      port = s.getLocalPort();
    }
    Postgres p = new Postgres(bin.get(), data, port, root);
    if (root) {
      run(List.of("chown", "postgres", data.toString()));
    }
    p.tool("initdb", "-D", p.cluster(), "-U", "likeness", "-A", "trust", "--no-sync");
    String options = "-p %d -k %s -c listen_addresses=127.0.0.1 -F".formatted(port, data);
    p.tool("pg_ctl", "-D", p.cluster(), "-w", "-l", data + "/log", "-o", options, "start");
    return p;
  }

  private static Optional<Path> binaries() throws IOException {
    Path all = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(all)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(all)) {
      return versions
          .map(v -> v.resolve("bin"))
          .filter(b -> Files.isExecutable(b.resolve("initdb")))
          .findFirst();
    }
  }

  private String cluster() {
    return data.resolve("cluster").toString();
  }

  String url() {
    return "postgres://likeness@127.0.0.1:%d/postgres".formatted(port);
  }

  private void tool(String name, String... arguments) throws Exception {
    List<String> all = new ArrayList<>();
    if (root) {
      all.addAll(List.of("/usr/sbin/runuser", "-u", "postgres", "--"));
    }
    all.add(bin.resolve(name).toString());
    all.addAll(Arrays.asList(arguments));
    run(all);
  }

  private static void run(List<String> command) throws Exception {
    Process p =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .directory(Path.of("/tmp").toFile())
            .start();
    if (!p.waitFor(120, TimeUnit.SECONDS) || p.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  @Override
  public void close() throws Exception {
    tool("pg_ctl", "-D", cluster(), "-m", "immediate", "stop");
    run(List.of("rm", "-rf", data.toString()));
  }
}
