package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.Operator;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.Home;
import dev.likeness.flow.quality.PuppetFilm;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody's grant, their face on a film, the film mended, the grant revoked. */
class PeopleTest {
  private static final Operator OPERATOR = new Operator("test", "tester", "EU");

  @TempDir private Path folder;
  private Studio studio;
  private Visitor me;

  @BeforeEach
  void start() throws Exception {
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    studio = Studio.start(home, Clock.systemUTC(), 0);
    me = Visitor.entering(studio);
  }

  @AfterEach
  void stop() {
    me.close();
    studio.close();
  }

  private static String grant(Path picture) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SubjectKeys keys = SubjectKeys.generate();
    GrantTerms terms =
        new GrantTerms(
            "elena",
            "elena",
            Set.of(Use.SWAP),
            List.of("a test"),
            now.minusSeconds(5),
            now.plus(1, ChronoUnit.DAYS),
            List.of(FileDigest.of(picture)),
            new AdultAttestation(true, "tester"));
    PersonGrant g = ConsentRecord.sign(terms, OPERATOR, null, keys);
    return g.stored().toString();
  }

  private static String persona(String name, String grant, String file) {
    return "{\"name\":\"%s\",\"grant\":%s,\"files\":[\"%s\"]}".formatted(name, grant, file);
  }

  @Test
  void aFilmIsMendedAndARevokedGrantEndsIt() throws Exception {
    Path face = folder.resolve("elena.png");
    PuppetFilm.portraits(
        Identity.named("Elena"), List.of(Pose.NEUTRAL), Scene.of(400, 400), List.of(face));
    String uploaded = me.uploaded(face);

    Path other = folder.resolve("other.png");
    PuppetFilm.portraits(
        Identity.named("Maya"), List.of(Pose.NEUTRAL), Scene.of(400, 400), List.of(other));
    assertThat(me.post("/api/personas", persona("elena", grant(other), uploaded)).statusCode())
        .as("a grant for other pictures")
        .isEqualTo(403);
    HttpResponse<String> made = me.post("/api/personas", persona("elena", grant(face), uploaded));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode g = Visitor.json(made).path("grant");
    assertThat(g.path("status").asString()).isEqualTo("valid");
    assertThat(g.path("person").asBoolean()).isTrue();
    JsonNode covered = Visitor.json(me.get("/api/personas/elena")).path("coverage");
    assertThat(covered.path("heads").path(1).path(2).asInt()).as("level, ahead").isEqualTo(1);
    assertThat(covered.path("missing")).isNotEmpty();

    Path film = folder.resolve("film.mp4");
    PuppetFilm.shoot(
        new PuppetFilm.Script(
            Identity.named("Finn"), Performance.idle(new Seed(7)), t -> Scene.of(320, 320), .6, 10),
        film,
        null,
        Progress.NONE);
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
    HttpResponse<String> mended =
        me.post(at + "/mend", "{\"exclude\":[{\"track\":1,\"from\":3,\"to\":5}]}");
    assertThat(mended.statusCode()).as(mended.body()).isEqualTo(201);
    assertThat(Visitor.json(me.get(at)).path("state").asString()).isEqualTo("cancelled");
    String again = "/api/orders/" + Visitor.json(mended).path("id").asString();
    JsonNode second = me.await(again, s -> s.equals("draft"));
    assertThat(second.path("state").asString()).as(second.toString()).isEqualTo("draft");
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
