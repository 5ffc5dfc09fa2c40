package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.media.Images;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Training from the pages: begun, followed, stopped, gone on with, taken along. */
class RunsTest extends Opened {
  private static final String RUN =
      "{\"kind\":\"gan\",\"title\":\"toy\",\"rights\":\"a test\",%s,\"settings\":"
          + "{\"size\":16,\"width\":0.1,\"framing\":\"centre\",\"steps\":%d}}";

  private static Frame picture(int i) {
    byte[] rgb = new byte[3 * 24 * 24];
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = (byte) (k * (i + 3) / 7 + 20 * i);
    }
    return new Frame(24, 24, rgb);
  }

  private String begun(String pictures, int steps) throws Exception {
    HttpResponse<String> r = me.post("/api/runs", RUN.formatted(pictures, steps));
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    return "/api/runs/" + Visitor.json(r).path("id").asString();
  }

  /** Waits until something was learnt since. */
  private void learns(String at, long since) throws Exception {
    for (int i = 0; i < 1200; i++) {
      JsonNode r = Visitor.json(me.get(at));
      assertThat(r.path("state").asString()).as(r.toString()).isIn("queued", "running");
      if (r.path("state").asString().equals("running") && r.path("done").asLong() > since) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(at + " learns nothing");
  }

  @Test
  void aGeneratorIsTrainedStoppedAndTakenAlong() throws Exception {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Path file = folder.resolve(i + ".png");
      Images.write(picture(i), file, 1);
      files.add("\"" + me.uploaded(file) + "\"");
    }
    String brought = "\"files\":[" + String.join(",", files) + "]";
    assertThat(me.post("/api/runs", RUN.formatted(brought, 0)).body()).contains("steps must lie");
    assertThat(me.post("/api/runs", RUN.formatted("\"folder\":\"../jobs\"", 9)).statusCode())
        .isEqualTo(400);
    assertThat(me.post("/api/runs", RUN.formatted("\"files\":[]", 9)).statusCode()).isEqualTo(400);

    String at = begun(brought, 50);
    JsonNode done = me.await(at, s -> s.equals("done"));
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("done");
    JsonNode live = done.path("live");
    assertThat(live.path("curves").path(0).path("points")).isNotEmpty();
    assertThat(live.path("said").asString()).contains("10 of 10 files");
    long step = live.path("samples").path(0).asLong();
    assertThat(me.bytes(at + "/samples/" + step).body()).startsWith(0x89, 'P', 'N');
    assertThat(me.bytes(at + "/result").body()).hasSizeGreaterThan(1000);
    assertThat(me.post(at + "/resume", "{}").statusCode()).as("it is done").isEqualTo(409);

    Path own = Files.createDirectories(folder.resolve("home/pictures/drawn"));
    for (int i = 0; i < 10; i++) {
      Images.write(picture(i), own.resolve(i + ".png"), 1);
    }
    assertThat(me.get("/api/pictures").body()).isEqualTo("[\"drawn\"]");
    String other = begun("\"folder\":\"drawn\"", 100_000);
    learns(other, 0);
    assertThat(me.delete(other).statusCode()).as("at work").isEqualTo(409);
    me.post(other + "/stop", "{}");
    JsonNode stopped = me.await(other, s -> s.equals("stopped"));
    assertThat(stopped.path("state").asString()).as(stopped.toString()).isEqualTo("stopped");
    assertThat(me.get(other + "/result").statusCode()).isEqualTo(409);
    assertThat(me.post(other + "/resume", "{}").statusCode()).isEqualTo(200);
    learns(other, stopped.path("done").asLong());
    me.post(other + "/stop", "{}");
    me.await(other, s -> s.equals("stopped"));
    assertThat(me.delete(other).statusCode()).isEqualTo(204);
    assertThat(me.get(other).statusCode()).isEqualTo(404);
    assertThat(Visitor.json(me.get("/api/runs")).size()).isEqualTo(1);
    try (var left = Files.list(folder.resolve("home/studio/runs"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void aPersonaIsLearntFromItsFilm() throws Exception {
    Path film = Cast.film(folder.resolve("elena.mp4"), "Elena", 5, 12);
    String id = me.uploaded(film);
    HttpResponse<String> made =
        me.post("/api/personas", Cast.persona("elena", Cast.grant(film), id));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String run = "{\"kind\":\"refine\",\"title\":\"elena\",%s\"settings\":{%s}}";
    assertThat(me.post("/api/runs", run.formatted("", "\"steps\":5")).body())
        .contains("'persona' is missing");
    assertThat(
            me.post("/api/runs", run.formatted("\"folder\":\"x\",", "\"persona\":\"elena\""))
                .statusCode())
        .isEqualTo(400);
    assertThat(me.post("/api/runs", run.formatted("", "\"persona\":\"elena\",\"size\":64")).body())
        .contains("no setting 'size'");

    String files = "\"files\":[\"" + id + "\"],";
    HttpResponse<String> begun =
        me.post("/api/runs", run.formatted(files, "\"persona\":\"elena\",\"steps\":12"));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    String at = "/api/runs/" + Visitor.json(begun).path("id").asString();
    JsonNode done = me.await(at, s -> s.equals("done"));
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("done");
    assertThat(done.path("note").asString()).contains("dB on moments that it has not learnt from");
    assertThat(done.path("total").asLong()).isEqualTo(12);
    JsonNode live = done.path("live");
    assertThat(live.path("curves").path(0).path("points")).hasSize(2);
    assertThat(live.path("said").asString()).contains("moments to learn from");
    long step = live.path("samples").path(0).asLong();
    assertThat(me.bytes(at + "/samples/" + step).body()).startsWith(0x89, 'P', 'N');
    assertThat(me.get(at + "/result").statusCode()).isEqualTo(409);

    // somebody else's film teaches nothing
    Path other = Cast.film(folder.resolve("maya.mp4"), "Maya", 1, 12);
    String wrong =
        run.formatted("\"files\":[\"" + me.uploaded(other) + "\"],", "\"persona\":\"elena\"");
    String refused = "/api/runs/" + Visitor.json(me.post("/api/runs", wrong)).path("id").asString();
    JsonNode failed = me.await(refused, s -> s.equals("failed"));
    assertThat(failed.path("note").asString()).contains("not one of the files");
  }
}
