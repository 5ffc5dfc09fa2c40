package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.provenance.OwnPictures;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files that come from elsewhere. */
class ChecksTest extends Opened {
  private Path picture() {
    byte[] rgb = new byte[320 * 240 * 3];
    new Random(5).nextBytes(rgb);
    Path file = folder.resolve("strangers.png");
    Images.write(new Frame(320, 240, rgb), file, 1);
    return file;
  }

  private JsonNode checked(Path file, String name) throws Exception {
    String id = Visitor.json(me.upload(file, name)).path("id").asString();
    HttpResponse<String> made = me.post("/api/checks", "{\"file\":\"" + id + "\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String check = Visitor.json(made).path("id").asString();
    return me.await("/api/checks/" + check, s -> s.equals("done"));
  }

  @Test
  void aStrangersPictureIsReportedOn() throws Exception {
    String name = "<img src=x onerror=alert(1)>\n.png";
    JsonNode k = checked(picture(), name);
    assertThat(k.path("state").asString()).as(k.toString()).isEqualTo("done");
    assertThat(k.path("credentials").asString()).isEqualTo("none");
    assertThat(k.path("verdict").asString()).isIn("authentic", "manipulated", "inconclusive");
    assertThat(k.path("name").asString()).doesNotContain("\n").contains("<img");

    String at = "/api/checks/" + k.path("id").asString();
    HttpResponse<String> report = me.get(at + "/report");
    assertThat(report.statusCode()).isEqualTo(200);
    assertThat(report.body()).contains("&lt;img").doesNotContain("<img src=x");
    assertThat(report.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("sandbox")
        .doesNotContain("script-src");
    assertThat(Visitor.json(me.get(at + "/all")).path("forensics").path("why")).isNotEmpty();

    assertThat(me.delete(at).statusCode()).isEqualTo(204);
    assertThat(me.get(at).statusCode()).isEqualTo(404);
    try (var left = Files.list(folder.resolve("home/studio/uploads"))) {
      assertThat(left).isEmpty();
    }
    try (var left = Files.list(folder.resolve("home/studio/checks"))) {
      assertThat(left).isEmpty();
    }
  }

  /** Our own word for ourselves is no list's. */
  @Test
  void whatWeHaveSignedOurselvesIsNotCalledTrusted() throws Exception {
    Path file = picture();
    try (Workshop shop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      new OwnPictures(shop.keys(), shop.clock().instant())
          .sign(file, OwnPictures.DRAWN, "noise", null);
    }
    JsonNode k = checked(file, "ours.png");
    assertThat(k.path("credentials").asString()).as(k.toString()).isEqualTo("own");
    assertThat(k.path("says").asString()).contains("TRUSTED here only").contains("others do not");
  }

  @Test
  void whatIsNoMediumIsNotTaken() throws Exception {
    Path text = Files.writeString(folder.resolve("a.png"), "<script>alert(1)</script>");
    HttpResponse<String> r = me.upload(text, "a.png");
    assertThat(r.statusCode()).isEqualTo(400);
    assertThat(r.body()).contains("no picture, video or sound");
    assertThat(me.post("/api/checks", "{\"file\":\"0123456789abcdef\"}").statusCode())
        .isEqualTo(404);
    assertThat(me.post("/api/checks", "{\"file\":\"../studio.db\"}").statusCode()).isEqualTo(404);
    assertThat(me.get("/api/checks").body()).isEqualTo("[]");
  }
}
