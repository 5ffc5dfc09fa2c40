package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A draft of another maker than swap's is made anew with frames left as they were filmed. */
class LeaveTest extends Opened {
  @Test
  void framesOfAStyleAreLeftOut() throws Exception {
    String film = me.uploaded(Cast.film(folder.resolve("maya.mp4"), "Maya", 1, 8));
    String style = me.uploaded(Cast.portrait(folder.resolve("style.png"), "Finn"));
    HttpResponse<String> made =
        me.post(
            "/api/orders",
            "{\"maker\":\"style\",\"file\":\"%s\",\"rights\":\"drawn\",\"settings\":{\"style\":\"%s\"}}"
                .formatted(film, style));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String at = "/api/orders/" + Visitor.json(made).path("id").asString();
    JsonNode draft = me.await(at, s -> s.equals("draft"));
    assertThat(draft.path("state").asString()).as(draft.toString()).isEqualTo("draft");
    assertThat(me.post(at + "/mend", "{\"drop\":[1]}").statusCode()).isEqualTo(409);
    assertThat(me.post(at + "/mend", "{}").statusCode()).isEqualTo(400);

    HttpResponse<String> mended =
        me.post(at + "/mend", "{\"exclude\":[{\"track\":1,\"from\":2,\"to\":4}]}");
    assertThat(mended.statusCode()).as(mended.body()).isEqualTo(201);
    assertThat(Visitor.json(mended).at("/settings/left").toString()).isEqualTo("[[2,4]]");
    assertThat(Visitor.json(me.get(at)).path("state").asString()).isEqualTo("cancelled");
    String again = "/api/orders/" + Visitor.json(mended).path("id").asString();
    JsonNode other = me.await(again, s -> s.equals("draft"));
    assertThat(other.path("state").asString()).as(other.toString()).isEqualTo("draft");
    assertThat(other.path("parent").asString()).isEqualTo(draft.path("id").asString());
  }
}
