package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.core.Frame;
import dev.likeness.flow.Home;
import dev.likeness.media.Images;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in examples/ works as it stands. */
class ExampleTest {
  @TempDir private Path folder;

  @Test
  void theClientLogsInAndHasAFileVerified() throws Exception {
    Path client = Path.of("../examples/studio/StudioClient.java").toAbsolutePath();
    if (!Files.exists(client)) {
      client = Path.of("examples/studio/StudioClient.java").toAbsolutePath();
    }
    assumeTrue(Files.exists(client), "the examples are there");
    Path picture = folder.resolve("p.png");
    Images.write(new Frame(200, 200, new byte[200 * 200 * 3]), picture, 1);
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    try (Studio studio = Studio.start(home, Clock.systemUTC(), 0);
        Visitor me = Visitor.entering(studio)) {
      me.post(
          "/api/users",
          "{\"name\":\"ann\",\"password\":\"say \\\"please\\\"\",\"roles\":[\"admin\",\"examiner\"]}");
      Process p =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  client.toString(),
                  "http://127.0.0.1:" + studio.port(),
                  "ann",
                  "say \"please\"",
                  "verify",
                  picture.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(p.waitFor()).as(said).isZero();
      assertThat(said).contains("credentials: none, judge: ");
    }
  }
}
