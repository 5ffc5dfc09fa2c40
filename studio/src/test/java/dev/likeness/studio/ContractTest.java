package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.flow.Home;
import dev.likeness.media.Images;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openapi.yaml and the server say the same; answers are held against it by every test. */
class ContractTest {
  @TempDir private Path folder;

  private Home home() {
    return Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
  }

  @Test
  void everyRouteIsPromisedAndEveryPromiseIsARoute() throws Exception {
    try (Studio studio = Studio.start(home(), Clock.systemUTC(), 0);
        Visitor stranger = new Visitor(studio.port())) {
      TreeSet<String> served =
          studio.routes().stream()
              .map(r -> r.method().text() + " " + r.path())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(served).isEqualTo(Contract.operations());
      assertThat(stranger.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    }
  }

  @Test
  void everyRouteRefusesStrangers() throws Exception {
    try (Studio studio = Studio.start(home(), Clock.systemUTC(), 0);
        Visitor stranger = new Visitor(studio.port())) {
      for (Route r : studio.routes()) {
        String path = "/api" + r.path().replaceAll("\\{[a-z]+}", "0123456789abcdef");
        HttpResponse<String> answer =
            stranger.send(
                stranger
                    .request(path)
                    .method(r.method().text(), HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode())
            .as(r.method() + " " + path)
            .isEqualTo(r.path().equals(Gatekeeper.LOGIN) ? 400 : 401);
      }
    }
  }

  @Test
  void whatIsRepeatedWithItsKeyIsDoneOnce() throws Exception {
    Path picture = folder.resolve("p.png");
    Images.write(new Frame(64, 64, new byte[64 * 64 * 3]), picture, 1);
    try (Studio studio = Studio.start(home(), Clock.systemUTC(), 0);
        Visitor me = Visitor.entering(studio)) {
      String one = "{\"file\":\"" + me.uploaded(picture) + "\"}";
      String other = "{\"file\":\"" + me.uploaded(picture) + "\"}";
      HttpResponse<String> first = keyed(me, "key-1", one);
      assertThat(first.statusCode()).isEqualTo(201);
      HttpResponse<String> again = keyed(me, "key-1", one);
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
      assertThat(keyed(me, "key-1", other).statusCode()).as("another request").isEqualTo(422);
      assertThat(keyed(me, "key-2", "{}").statusCode()).isEqualTo(400);
      assertThat(keyed(me, "key-2", other).statusCode())
          .as("what failed may be tried again, and otherwise")
          .isEqualTo(201);
      assertThat(keyed(me, "no key", one).statusCode()).isEqualTo(400);
      assertThat(Visitor.json(me.get("/api/checks")).size()).isEqualTo(2);
    }
  }

  private static HttpResponse<String> keyed(Visitor v, String key, String body) throws Exception {
    return v.send(
        v.request("/api/checks")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
