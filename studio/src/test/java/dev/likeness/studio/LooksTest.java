package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.flow.Home;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single frames of each maker, looked at before anything is made. */
class LooksTest {
  @TempDir private Path folder;
  private Home home;
  private Studio studio;
  private Visitor me;

  @BeforeEach
  void start() throws Exception {
    home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    studio = Studio.start(home, Clock.systemUTC(), 0);
    me = Visitor.entering(studio);
  }

  @AfterEach
  void stop() {
    me.close();
    studio.close();
  }

  private static String wish(String maker, String more, long frame) {
    return "{\"maker\":\"%s\",\"persona\":\"zoe\",\"rights\":\"drawn\",%s,\"frame\":%d}"
        .formatted(maker, more, frame);
  }

  private HttpResponse<byte[]> look(String wish) throws Exception {
    return me.sendForBytes(
        me.request("/api/looks").POST(HttpRequest.BodyPublishers.ofString(wish)));
  }

  private long frames(HttpResponse<byte[]> seen) {
    assertThat(seen.statusCode()).as(new String(seen.body())).isEqualTo(200);
    assertThat(seen.body()).startsWith(0x89, 'P', 'N');
    return seen.headers().firstValueAsLong("Likeness-Frames").orElse(-1);
  }

  private static String differs(HttpResponse<byte[]> seen) {
    return seen.headers().firstValue("Likeness-Differs").orElse("");
  }

  @Test
  void eachMakersFrameCanBeSeenBeforehandAndIsLogged() throws Exception {
    assertThat(me.post("/api/personas", "{\"name\":\"zoe\",\"seed\":3}").statusCode())
        .isEqualTo(201);
    HttpResponse<byte[]> talk = look(wish("talk", "\"text\":\"Good morning.\"", 12));
    assertThat(frames(talk)).as("as long as the speech").isBetween(20L, 80L);
    assertThat(differs(talk)).isEmpty();
    HttpResponse<byte[]> next = look(wish("talk", "\"text\":\"Good morning.\"", 14));
    assertThat(next.body()).as("she speaks").isNotEqualTo(talk.body());
    HttpResponse<String> after =
        me.post("/api/looks", wish("talk", "\"text\":\"Good morning.\"", 5000));
    assertThat(after.statusCode()).as(after.body()).isEqualTo(400);
    assertThat(
            me.post("/api/looks", wish("talk", "\"text\":\"Send me your money.\"", 1)).statusCode())
        .as("the gate is the draft's")
        .isEqualTo(403);

    String film = me.uploaded(Cast.film(folder.resolve("finn.mp4"), "Finn", 1, 10));
    String of = "\"file\":\"%s\"".formatted(film);
    HttpResponse<byte[]> moved = look(wish("reenact", of, 4));
    assertThat(frames(moved)).isEqualTo(10);
    assertThat(differs(moved)).isEmpty();
    assertThat(me.post("/api/looks", wish("reenact", of, 90)).statusCode()).isEqualTo(400);
    HttpResponse<String> other =
        me.post("/api/looks", wish("lipsync", of + ",\"text\":\"Hello.\"", 4));
    assertThat(other.statusCode()).as("words in somebody else's mouth").isEqualTo(400);
    assertThat(other.body()).contains("does not show persona zoe");

    String style = me.uploaded(Cast.portrait(folder.resolve("style.png"), "Ada"));
    String painted = of + ",\"settings\":{\"style\":\"%s\"}".formatted(style);
    assertThat(differs(look(wish("style", painted, 3)))).contains("by itself");
    assertThat(frames(look(wish("swap", of, 3)))).isEqualTo(10);
    assertThat(me.get("/api/log").body().split("\"kind\":\"preview\"", -1)).hasSize(6);

    String grey = me.uploaded(Cast.grey(folder.resolve("grey.mp4"), 10));
    HttpResponse<String> nobody =
        me.post("/api/looks", wish("swap", "\"file\":\"%s\"".formatted(grey), 3));
    assertThat(nobody.statusCode()).as(nobody.body()).isEqualTo(404);
    studio.close();
    try (var left = Files.list(home.folder().resolve("cache"))) {
      assertThat(left.filter(f -> f.getFileName().toString().startsWith("look-"))).isEmpty();
    }
    studio = Studio.start(home, Clock.systemUTC(), 0);
  }

  @Test
  void aLookAsksForConsentEachTime() throws Exception {
    String grant = Cast.elena(me, folder).path("grant").path("id").asString();
    String film = me.uploaded(Cast.film(folder.resolve("finn.mp4"), "Finn", 1, 10));
    String of = "\"file\":\"%s\"".formatted(film);
    String swap = wish("swap", of, 2).replace("zoe", "elena");
    assertThat(frames(look(swap))).isEqualTo(10);
    assertThat(me.post("/api/looks", wish("reenact", of, 2).replace("zoe", "elena")).statusCode())
        .as("her grant is for swaps")
        .isEqualTo(403);
    assertThat(frames(look(swap))).isEqualTo(10);
    HttpResponse<String> revoked =
        me.post("/api/grants/" + grant + "/revoke", "{\"why\":\"she asked\"}");
    assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
    assertThat(me.post("/api/looks", swap).statusCode())
        .as("though all was ready for it")
        .isEqualTo(403);
  }
}
