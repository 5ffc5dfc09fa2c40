package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A store that speaks S3: s3rver, by others (npm, MIT; pinned in {@code src/test/s3}), as a process
 * of its own on the loopback interface. It knows whose key it is, but does not check signatures of
 * version 4. Tests that want it are skipped, with a word, where npm is missing or has nothing to
 * install it from.
 */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "media";
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "S3RVER", "AWS_SECRET_ACCESS_KEY", "S3RVER");
  private static final Pattern LISTENS = Pattern.compile("listening on [\\d.]+:(\\d+)");
  private static final List<String> PINS = List.of("package.json", "package-lock.json");

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static S3Server start(Path data) throws IOException, InterruptedException {
    return start(data, 0);
  }

  /** Likewise, on a port that is known. */
  static S3Server start(Path data, int port) throws IOException, InterruptedException {
    Path script = installed().resolve("node_modules/s3rver/bin/s3rver.js").toAbsolutePath();
    Process p =
        new ProcessBuilder(
                "node",
                script.toString(),
                "-d",
                data.toString(),
                "-a",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "--silent",
                "--configure-bucket",
                BUCKET)
            .redirectErrorStream(true)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      Matcher m = LISTENS.matcher(line);
      if (m.find()) {
        Thread.ofVirtual().start(() -> out.lines().forEach(l -> {}));
        return new S3Server(p, Integer.parseInt(m.group(1)));
      }
    }
    throw new IOException("s3rver has ended: " + said);
  }

  private static synchronized Path installed() throws IOException, InterruptedException {
    Path place = Files.createDirectories(Path.of("target/s3"));
    if (Files.exists(place.resolve("installed"))) {
      return place;
    }
    for (String f : PINS) {
      Files.copy(Path.of("src/test/s3", f), place.resolve(f), StandardCopyOption.REPLACE_EXISTING);
    }
    Process p;
    try {
      p =
          new ProcessBuilder(
                  "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
              .directory(place.toFile())
              .redirectErrorStream(true)
              .redirectOutput(place.resolve("npm.log").toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "npm is missing: there is no S3 server to test with");
      throw e;
    }
    if (!p.waitFor(4, TimeUnit.MINUTES)) {
      p.destroyForcibly().waitFor();
    }
    assumeTrue(p.exitValue() == 0, "npm could not install s3rver; see target/s3/npm.log");
    Files.createFile(place.resolve("installed"));
    return place;
  }

  int port() {
    return port;
  }

  String address(String bucket, String prefix) {
    return "s3://%s/%s?endpoint=http://127.0.0.1:%d".formatted(bucket, prefix, port);
  }

  static Function<String, @Nullable String> keys() {
    return KEYS::get;
  }

  /** Ends it, as when its machine goes away. */
  @Override
  public void close() {
    process.destroyForcibly();
    assertThat(process.onExit().orTimeout(20, TimeUnit.SECONDS))
        .succeedsWithin(java.time.Duration.ofSeconds(20));
  }
}
