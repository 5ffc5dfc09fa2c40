package dev.likeness.models.pack;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/**
 * A pinned npm package: fetched by the npm client (its own cache included), checked, unpacked.
 *
 * @param patient whether fetching is tried again and may take long
 */
record NpmPackage(String name, String version, String sha256, boolean patient)
    implements PinnedPackage {
  private static final int BLOCK = 512;

  /** A package that the build cannot do without: npm may take its time and try again. */
  static NpmPackage needed(JsonNode p) {
    return of(p, true);
  }

  /** One that the build can do without: not worth a long wait. */
  static NpmPackage wished(JsonNode p) {
    return of(p, false);
  }

  private static NpmPackage of(JsonNode p, boolean patient) {
    return new NpmPackage(
        p.path("name").asString(),
        p.path("version").asString(),
        p.path("sha256").asString(),
        patient);
  }

  @Override
  public Map<String, byte[]> files(Path work, Set<String> wanted) throws IOException {
    Path folder = work.resolve(name.replace('/', '_'));
    Files.createDirectories(folder);
    Path tarball = fetch(folder);
    byte[] bytes = Files.readAllBytes(tarball);
    Files.delete(tarball);
    check(bytes, tarball);
    Map<String, byte[]> found = untar(bytes, wanted);
    for (String w : wanted) {
      if (!found.containsKey(w)) {
        throw new PackException(id() + " has no file " + w);
      }
    }
    return found;
  }

  void check(byte[] tarball, Path place) {
    check(
        tarball,
        place,
        "If npm's cache may be damaged, run `npm cache clean --force` and build again.");
  }

  private Path fetch(Path folder) throws IOException {
    for (Path old : tarballs(folder)) {
      Files.delete(old);
    }
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(windows ? "npm.cmd" : "npm", "pack", id(), "--prefer-offline", "--ignore-scripts"));
    if (!patient) {
      command.addAll(List.of("--fetch-retries=0", "--fetch-timeout=60000"));
    }
    Path log = folder.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new FetchException(
          "npm cannot be started: " + e.getMessage(),
          ". The build takes pretrained networks from npm packages: install Node.js with npm (version 8 or newer) so that `npm --version` works, and build again.");
    }
    try {
      int minutes = patient ? 30 : 3;
      if (!npm.waitFor(minutes, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
        throw new FetchException(
            "npm pack %s did not end within %d minutes".formatted(id(), minutes), "; see " + log);
      }
    } catch (InterruptedException e) {
      npm.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new PackException("interrupted while npm fetched " + id(), e);
    }
    List<Path> got = tarballs(folder);
    if (npm.exitValue() != 0 || got.size() != 1) {
      String said = Files.readString(log, StandardCharsets.UTF_8).strip();
      throw new FetchException(
          "npm could not fetch %s, exit status %d".formatted(id(), npm.exitValue()),
          ". It needs the network once for each package; behind a mirror, npm's own configuration counts. npm said:%n%s"
              .formatted(said));
    }
    return got.get(0);
  }

  private static List<Path> tarballs(Path folder) throws IOException {
    List<Path> out = new ArrayList<>();
    try (DirectoryStream<Path> s = Files.newDirectoryStream(folder, "*.tgz")) {
      s.forEach(out::add);
    }
    return out;
  }

  /** Reads a gzipped POSIX ustar archive (IEEE 1003.1, pax section "ustar Interchange Format"). */
  static Map<String, byte[]> untar(byte[] tgz, Set<String> wanted) throws IOException {
    Map<String, byte[]> out = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(tgz), 1 << 16))) {
      byte[] header = new byte[BLOCK];
      while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
        String prefix = text(header, 345, 155);
        String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
        long size = Long.parseLong(text(header, 124, 12).strip(), 8);
        if (wanted.contains(name)) {
          out.put(name, in.readNBytes(Math.toIntExact(size)));
        } else {
          skip(in, size);
        }
        skip(in, (BLOCK - size % BLOCK) % BLOCK);
      }
    }
    return out;
  }

  private static void skip(InputStream in, long n) throws IOException {
    in.skipNBytes(n);
  }

  private static String text(byte[] b, int from, int max) {
    int n = 0;
    while (n < max && b[from + n] != 0) {
      n++;
    }
    return new String(b, from, n, StandardCharsets.UTF_8);
  }
}
