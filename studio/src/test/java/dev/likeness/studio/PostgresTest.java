package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.flow.Home;
import dev.likeness.media.Images;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The same studio on PostgreSQL. */
class PostgresTest {
  @TempDir private Path folder;

  @Test
  void everythingIsKeptThere() throws Exception {
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    Path picture = folder.resolve("p.png");
    Images.write(new Frame(200, 200, new byte[200 * 200 * 3]), picture, 1);
    try (Postgres p = Postgres.start()) {
      StudioOptions there = new StudioOptions(0, p.url(), StudioOptions.KEPT);
      String check;
      try (Studio studio = Studio.start(home, Clock.systemUTC(), there);
          Visitor operator = Visitor.entering(studio)) {
        operator.post(
            "/api/users",
            "{\"name\":\"ann\",\"password\":\"correct horse\",\"roles\":[\"admin\",\"examiner\"]}");
        try (Visitor ann = Visitor.login(studio, "ann", "correct horse")) {
          String body = "{\"file\":\"" + ann.uploaded(picture) + "\"}";
          for (int i = 0; i < 2; i++) {
            ann.send(
                ann.request("/api/checks")
                    .header("Idempotency-Key", "once")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
          }
          JsonNode all = Visitor.json(ann.get("/api/checks"));
          assertThat(all.size()).isEqualTo(1);
          check = "/api/checks/" + all.path(0).path("id").asString();
          JsonNode done = ann.await(check, s -> s.equals("done"));
          assertThat(done.path("credentials").asString()).as(done.toString()).isEqualTo("none");
          assertThat(ann.get("/api/orders").body()).isEqualTo("[]");
          assertThat(ann.get("/metrics").body()).contains("likeness_checks{state=\"done\"} 1");
        }
      }
      assertThat(home.folder().resolve("studio/studio.db")).doesNotExist();
      try (Studio studio = Studio.start(home, Clock.systemUTC(), there);
          Visitor ann = Visitor.login(studio, "ann", "correct horse")) {
        assertThat(Visitor.json(ann.get(check)).path("state").asString()).isEqualTo("done");
        assertThat(ann.delete(check).statusCode()).isEqualTo(204);
      }
    }
  }
}
