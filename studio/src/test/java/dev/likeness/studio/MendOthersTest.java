package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.flow.Home;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Drafts of reenactment and talking portraits, mended over the interface. */
class MendOthersTest {
  @TempDir private Path folder;
  private Studio studio;
  private Visitor me;

  @BeforeEach
  void start() throws Exception {
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    studio = Studio.start(home, Clock.systemUTC(), 0);
    me = Visitor.entering(studio);
    assertThat(me.post("/api/personas", "{\"name\":\"zoe\",\"seed\":3}").statusCode())
        .isEqualTo(201);
  }

  @AfterEach
  void stop() {
    me.close();
    studio.close();
  }

  private String draft(HttpResponse<String> ordered) throws Exception {
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
    String at = "/api/orders/" + Visitor.json(ordered).path("id").asString();
    JsonNode o = me.await(at, s -> s.equals("draft"));
    assertThat(o.path("state").asString()).as(o.toString()).isEqualTo("draft");
    return at;
  }

  @Test
  void ofADriverFramesAreLeftOutAndLandmarksPutRight() throws Exception {
    String film = me.uploaded(Cast.film(folder.resolve("finn.mp4"), "Finn", 2, 10));
    String at =
        draft(
            me.post(
                "/api/orders",
                "{\"maker\":\"reenact\",\"persona\":\"zoe\",\"file\":\"%s\",\"rights\":\"drawn\"}"
                    .formatted(film)));
    JsonNode faces = Visitor.json(me.get(at + "/faces"));
    assertThat(faces.path("frames").asInt()).as("the driver's").isEqualTo(20);
    int track = faces.at("/people/0/track").asInt();
    assertThat(me.bytes(at + "/before/9").body()).startsWith(0x89, 'P', 'N');
    byte[] plain = me.bytes(at + "/after/9").body();
    assertThat(plain).startsWith(0x89, 'P', 'N');
    JsonNode mesh = Visitor.json(me.get(at + "/faces/9")).at("/faces/0/points");
    assertThat(mesh.size()).isGreaterThan(900);

    String brush =
        "{\"brush\":[{\"frame\":3,\"track\":%d,\"from\":3,\"to\":4,\"fade\":0,\"strokes\":[{\"keep\":true,\"radius\":9,\"points\":[1,1]}]}]}"
            .formatted(track);
    assertThat(me.post(at + "/mend", brush).statusCode()).as("nothing is shown").isEqualTo(400);
    String exclude = "\"exclude\":[{\"track\":%d,\"from\":8,\"to\":11}]".formatted(track);
    assertThat(me.post(at + "/mend", "{" + exclude + ",\"from\":0,\"to\":1}").statusCode())
        .as("a part")
        .isEqualTo(409);
    byte[] tried = me.postForBytes(at + "/mend/look", "{" + exclude + ",\"frame\":9}");
    assertThat(tried).startsWith(0x89, 'P', 'N').isNotEqualTo(plain);
    String again = draft(me.post(at + "/mend", "{" + exclude + "}"));
    assertThat(Visitor.json(me.get(at)).path("state").asString()).isEqualTo("cancelled");
    assertThat(Visitor.json(me.get(again + "/faces/9")).path("faces").size()).isZero();
    assertThat(me.bytes(again + "/after/9").body()).startsWith(0x89, 'P', 'N');
  }

  @Test
  void aPortraitThatTalksIsSilentWhereItIsToBe() throws Exception {
    String at =
        draft(
            me.post(
                "/api/orders",
                "{\"maker\":\"talk\",\"persona\":\"zoe\",\"text\":\"Papa has a car.\"}"));
    assertThat(me.get(at + "/before/3").statusCode()).as("of no film").isEqualTo(409);
    byte[] said = me.bytes(at + "/after/14").body();
    assertThat(me.post(at + "/mend", "{\"drop\":[1]}").statusCode()).isEqualTo(409);
    String again =
        draft(me.post(at + "/mend", "{\"exclude\":[{\"track\":1,\"from\":10,\"to\":18}]}"));
    JsonNode left = Visitor.json(me.get(again)).at("/settings/left");
    assertThat(left.toString()).isEqualTo("[[10,18]]");
    assertThat(me.bytes(again + "/after/14").body()).startsWith(0x89, 'P', 'N').isNotEqualTo(said);
  }
}
