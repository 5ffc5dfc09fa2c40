package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.consent.NobodyGrant;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody's grant, their face on a film, the film mended, the grant revoked. */
class PeopleTest extends Opened {
  /** A card shows a face; whoever brought files is told by their own names what came of them. */
  @Test
  void peopleAreSeenAndTheirFilesAccountedFor() throws Exception {
    Path face = Cast.portrait(folder.resolve("face.png"), "Elena");
    Path wall = folder.resolve("wall.png");
    Images.write(Frame.black(300, 300), wall, 1);
    String one = Visitor.json(me.upload(face, "Elena at home.png")).path("id").asString();
    String other = Visitor.json(me.upload(wall, "the wall.png")).path("id").asString();
    HttpResponse<String> made =
        me.post("/api/personas", Cast.persona("elena", Cast.grant(face, wall), one, other));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    for (JsonNode told : List.of(Visitor.json(made), Visitor.json(me.get("/api/personas/elena")))) {
      JsonNode files = told.path("files");
      assertThat(files.path(0).path("file").asString()).isEqualTo("Elena at home.png");
      assertThat(files.path(0).path("views").asInt()).isEqualTo(1);
      assertThat(files.path(1).path("file").asString()).isEqualTo("the wall.png");
      assertThat(files.path(1).path("why").asString()).isEqualTo("no face was found in it");
      assertThat(told.toString()).doesNotContain(one).doesNotContain(other);
    }

    BufferedImage seen = picture("elena");
    assertThat(Math.max(seen.getWidth(), seen.getHeight())).isBetween(100, 192);
    assertThat(me.get("/api/personas/nobody/picture").statusCode()).isEqualTo(404);
    Frame f = Images.read(face);
    byte[] rgb = f.rgb().clone();
    rgb[0] ^= 1;
    Path drawn = folder.resolve("drawn.png");
    Images.write(new Frame(f.width(), f.height(), rgb), drawn, 1);
    try (Workshop shop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      shop.personas()
          .add(
              "zoe",
              List.of(drawn),
              p -> NobodyGrant.of("zoe", "drawn", "tester", shop.clock().instant(), p),
              Progress.NONE);
    }
    assertThat(differ(seen, picture("zoe")))
        .as("whoever does not exist bears the badge")
        .isBetween(.01, .5);
  }

  private BufferedImage picture(String persona) throws Exception {
    HttpResponse<byte[]> r = me.bytes("/api/personas/" + persona + "/picture");
    assertThat(r.statusCode()).isEqualTo(200);
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(r.body())));
  }

  /** The share of pixels that are not alike. */
  private static double differ(BufferedImage a, BufferedImage b) {
    assertThat(a.getWidth()).isEqualTo(b.getWidth());
    int n = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        n += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
      }
    }
    return (double) n / (a.getWidth() * a.getHeight());
  }

  @Test
  void aFilmIsMendedAndARevokedGrantEndsIt() throws Exception {
    Path face = Cast.portrait(folder.resolve("face.png"), "Elena");
    String uploaded = me.uploaded(face);
    Path other = Cast.portrait(folder.resolve("other.png"), "Maya");
    String wrong = Cast.persona("elena", Cast.grant(other), uploaded);
    assertThat(me.post("/api/personas", wrong).statusCode())
        .as("a grant for other pictures")
        .isEqualTo(403);
    JsonNode g = Cast.elena(me, folder).path("grant");
    assertThat(g.path("status").asString()).isEqualTo("valid");
    assertThat(g.path("person").asBoolean()).isTrue();
    JsonNode covered = Visitor.json(me.get("/api/personas/elena")).path("coverage");
    assertThat(covered.path("heads").path(1).path(2).asInt()).as("level, ahead").isEqualTo(1);
    assertThat(covered.path("missing")).isNotEmpty();

    Path film = Cast.film(folder.resolve("film.mp4"), "Finn", .6, 10);
    String target = me.uploaded(film);
    assertThat(Visitor.json(me.get("/api/files/" + target)).path("frames").asInt()).isEqualTo(6);
    assertThat(me.bytes("/api/files/" + target + "/frames/5").body()).startsWith(0x89, 'P', 'N');
    assertThat(me.get("/api/files/" + target + "/frames/600").statusCode()).isEqualTo(404);
    String swap =
        "{\"maker\":\"swap\",\"persona\":\"elena\",\"file\":\"%s\",\"rights\":\"a test\",\"settings\":{\"shape\":%s}}";
    assertThat(me.post("/api/orders", swap.formatted(target, "7")).body())
        .contains("shape must lie between");
    assertThat(me.post("/api/orders", swap.formatted(target, "0.5,\"stroke\":1")).body())
        .contains("swap has no setting 'stroke'");
    String look = swap.formatted(target, "0.5").replaceFirst("}$", ",\"frame\":2}");
    assertThat(me.postForBytes("/api/looks", look)).startsWith(0x89, 'P', 'N');
    assertThat(me.post("/api/looks", swap.formatted(target, "0.5")).statusCode())
        .as("which frame?")
        .isEqualTo(400);
    HttpResponse<String> ordered = me.post("/api/orders", swap.formatted(target, "0.5"));
    String at = "/api/orders/" + Visitor.json(ordered).path("id").asString();
    JsonNode draft = me.await(at, s -> s.equals("draft"));
    assertThat(draft.path("state").asString()).as(draft.toString()).isEqualTo("draft");

    JsonNode faces = Visitor.json(me.get(at + "/faces"));
    assertThat(faces.path("frames").asInt()).isEqualTo(6);
    assertThat(faces.path("people").path(0).path("curve").size()).isEqualTo(6);
    byte[] before = me.bytes(at + "/before/3").body();
    byte[] after = me.bytes(at + "/after/3").body();
    assertThat(after).startsWith(0x89, 'P', 'N').isNotEqualTo(before);

    me.post(at + "/comments", "{\"text\":\"the chin\",\"frame\":3}");
    assertThat(me.post(at + "/return", "{\"why\":\"mend the chin\"}").statusCode()).isEqualTo(200);
    assertThat(Visitor.json(me.get(at + "/comments")).size()).isEqualTo(2);
    assertThat(me.post(at + "/approve", "{\"by\":\"Ann\"}").statusCode())
        .as("what was sent back is not let out")
        .isEqualTo(409);
    assertThat(me.post(at + "/mend", "{}").statusCode()).isEqualTo(400);
    JsonNode mesh = Visitor.json(me.get(at + "/faces/3")).path("faces").path(0);
    assertThat(mesh.path("points").size()).isEqualTo(2 * 478);
    assertThat(mesh.path("kept")).isEmpty();
    double x = mesh.path("points").path(2 * 13).asDouble();
    double y = mesh.path("points").path(2 * 13 + 1).asDouble();
    String brush =
        "{\"brush\":[{\"track\":1,\"frame\":3,\"from\":0,\"to\":5,\"fade\":0,\"strokes\":"
            + "[{\"keep\":true,\"radius\":20,\"points\":[%s,%s]}]}],\"frame\":3}";
    assertThat(me.postForBytes(at + "/mend/look", brush.formatted(x, y)))
        .as("the mouth stays as it was")
        .startsWith(0x89, 'P', 'N')
        .isNotEqualTo(after);
    assertThat(me.post(at + "/mend", brush.formatted(x, "\"low\"")).body()).contains("no number");
    assertThat(
            me.post(
                    at + "/mend",
                    "{\"points\":[{\"track\":4,\"frame\":3,\"reach\":2,\"moved\":[[152,1,1]]}]}")
                .body())
        .contains("person 4 is not seen in frame 3");
    HttpResponse<String> mended =
        me.post(
            at + "/mend",
            brush.formatted(x, y).replaceFirst("}$", "")
                + ",\"exclude\":[{\"track\":1,\"from\":3,\"to\":5}]}");
    assertThat(mended.statusCode()).as(mended.body()).isEqualTo(201);
    assertThat(Visitor.json(me.get(at)).path("state").asString()).isEqualTo("cancelled");
    String again = "/api/orders/" + Visitor.json(mended).path("id").asString();
    JsonNode second = me.await(again, s -> s.equals("draft"));
    assertThat(second.path("state").asString()).as(second.toString()).isEqualTo("draft");
    assertThat(Visitor.json(me.get(again + "/faces/1")).path("faces").path(0).path("kept").size())
        .isPositive();
    JsonNode figures = Visitor.json(me.get(again + "/report")).path("figures");
    assertThat(figures.path("frames").asInt()).isEqualTo(6);
    assertThat(figures.path("frames_painted").asInt()).as("the others stay").isEqualTo(3);

    String revoke = "/api/grants/" + g.path("id").asString() + "/revoke";
    assertThat(me.post(revoke, "{}").statusCode()).as("why?").isEqualTo(400);
    assertThat(Visitor.json(me.post(revoke, "{\"why\":\"enough\"}")).path("status").asString())
        .isEqualTo("revoked");
    assertThat(me.post(again + "/approve", "{\"by\":\"Ann\"}").statusCode()).isEqualTo(200);
    JsonNode refused = me.await(again, s -> s.equals("failed") || s.equals("done"));
    assertThat(refused.path("state").asString()).isEqualTo("failed");
    assertThat(refused.path("note").asString()).contains("revoked");
    assertThat(me.get(again + "/result").statusCode()).isEqualTo(409);
  }
}
