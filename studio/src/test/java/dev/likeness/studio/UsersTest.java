package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.flow.Home;
import dev.likeness.media.Images;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Broken access control and broken authentication, OWASP A01 and A07. */
class UsersTest {
  private static final String ANNS = "correct horse battery";
  private static final String BOS = "another long password";

  @TempDir private Path folder;
  private Home home;
  private Studio studio;

  @BeforeEach
  void start() {
    home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    studio = Studio.start(home, Clock.systemUTC(), 0);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private static String account(String name, String password, String roles) {
    return "{\"name\":\"%s\",\"password\":\"%s\",\"roles\":[%s]}".formatted(name, password, roles);
  }

  /** An order that is a draft, as though it had been made. */
  private String draft(String owner) {
    Instant now = Instant.now();
    String id = "%016x".formatted(owner.hashCode() & 0xffffffffL);
    Order o =
        new Order(
            id,
            owner,
            Order.Maker.TALK,
            "zoe",
            "Hello.",
            "",
            "",
            "{}",
            "",
            Order.State.DRAFT,
            "",
            "",
            "",
            0,
            now,
            now);
    studio.orders().add(o);
    return id;
  }

  @Test
  void aMakerSeesOnlyTheirOwnAndNobodyApprovesTheirOwn() throws Exception {
    try (Visitor operator = Visitor.entering(studio)) {
      JsonNode alone = Visitor.json(operator.get("/api/session"));
      assertThat(alone.path("alone").asBoolean()).isTrue();
      assertThat(operator.post("/api/users", account("ann", ANNS, "\"maker\"")).statusCode())
          .as("the first must be an admin")
          .isEqualTo(409);
      String all = "\"maker\",\"reviewer\",\"admin\",\"examiner\"";
      assertThat(operator.post("/api/users", account("ann", ANNS, all)).statusCode())
          .isEqualTo(201);
      assertThat(operator.get("/api/orders").statusCode())
          .as("whoever came by the address now looks after accounts")
          .isEqualTo(200);
      assertThat(operator.post("/api/orders", "{}").statusCode()).isEqualTo(403);
    }
    try (Visitor ann = Visitor.login(studio, "ann", ANNS)) {
      String anns = draft("ann");
      assertThat(ann.post("/api/orders/" + anns + "/approve", "{}").statusCode())
          .as("alone, one may")
          .isEqualTo(200);
      assertThat(ann.post("/api/users", account("bo", BOS, "\"maker\",\"reviewer\"")).statusCode())
          .isEqualTo(201);
      assertThat(ann.post("/api/users", account("cy", BOS, "\"maker\"")).statusCode())
          .isEqualTo(201);
      try (Visitor bo = Visitor.login(studio, "bo", BOS);
          Visitor cy = Visitor.login(studio, "cy", BOS)) {
        String bos = draft("bo");
        HttpResponse<String> own = bo.post("/api/orders/" + bos + "/approve", "{\"by\":\"ann\"}");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("somebody else has to look");
        assertThat(cy.get("/api/orders").body()).isEqualTo("[]");
        for (String what :
            new String[] {"", "/sheet", "/report", "/result", "/faces", "/comments"}) {
          assertThat(cy.get("/api/orders/" + bos + what).statusCode()).as(what).isEqualTo(404);
        }
        assertThat(cy.post("/api/orders/" + bos + "/cancel", "{}").statusCode()).isEqualTo(404);
        assertThat(cy.get("/api/orders/" + bos + "/after/0").statusCode()).isEqualTo(404);
        String hers = ann.uploaded(Cast.grey(folder.resolve("grey.mp4"), 3));
        String look =
            "{\"maker\":\"style\",\"file\":\"%s\",\"frame\":0,\"settings\":{\"style\":\"%s\"}}"
                .formatted(hers, hers);
        assertThat(cy.post("/api/looks", look).statusCode()).as("ann's file").isEqualTo(404);
        assertThat(cy.post("/api/orders/" + bos + "/approve", "{}").statusCode()).isEqualTo(403);
        for (String what : new String[] {"users", "checks", "log", "hooks"}) {
          assertThat(cy.get("/api/" + what).statusCode()).as(what).isEqualTo(403);
        }
        HttpResponse<String> others =
            ann.post("/api/orders/" + bos + "/refuse", "{\"why\":\"stares\",\"by\":\"bo\"}");
        assertThat(Visitor.json(others).path("reviewer").asString())
            .as("a reviewer cannot sign with another's name")
            .isEqualTo("ann");

        Path picture = folder.resolve("p.png");
        Images.write(new Frame(64, 64, new byte[64 * 64 * 3]), picture, 1);
        String file = bo.uploaded(picture);
        assertThat(bo.get("/api/files/" + file).statusCode()).isEqualTo(200);
        assertThat(cy.get("/api/files/" + file).statusCode()).isEqualTo(404);
        assertThat(cy.get("/api/files/" + file + "/frames/0").statusCode()).isEqualTo(404);
        HttpResponse<String> stolen =
            cy.post(
                "/api/orders",
                "{\"maker\":\"style\",\"file\":\"%s\",\"settings\":{\"style\":\"%s\"}}"
                    .formatted(file, file));
        assertThat(stolen.statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void shuttingAnAccountEndsItsSessionsAndAnAdminIsAlwaysLeft() throws Exception {
    try (Visitor operator = Visitor.entering(studio)) {
      operator.post("/api/users", account("ann", ANNS, "\"admin\""));
      operator.post("/api/users", account("bo", BOS, "\"maker\""));
      try (Visitor bo = Visitor.login(studio, "bo", BOS)) {
        assertThat(bo.get("/api/session").statusCode()).isEqualTo(200);
        HttpResponse<String> last =
            operator.put("/api/users/ann", "{\"roles\":[\"maker\"],\"active\":true}");
        assertThat(last.statusCode()).isEqualTo(409);
        operator.put("/api/users/bo", "{\"roles\":[\"maker\"],\"active\":false}");
        assertThat(bo.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(bo.tryLogin("bo", BOS).statusCode()).isEqualTo(401);
      }
      try (Visitor ann = Visitor.login(studio, "ann", ANNS);
          Visitor again = Visitor.login(studio, "ann", ANNS)) {
        assertThat(
                ann.put(
                        "/api/session/password",
                        "{\"old\":\"wrong one here\",\"new\":\"%s\"}".formatted(BOS))
                    .statusCode())
            .isEqualTo(401);
        ann.put("/api/session/password", "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(ANNS, BOS));
        assertThat(again.get("/api/session").statusCode()).as("other sessions end").isEqualTo(401);
        assertThat(ann.get("/api/session").statusCode()).isEqualTo(200);
        assertThat(ann.post("/api/logout", "{}").statusCode()).isEqualTo(204);
        assertThat(ann.get("/api/session").statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void guessingIsSlowedDownAndTellsNothing() throws Exception {
    try (Visitor operator = Visitor.entering(studio);
        Visitor stranger = new Visitor(studio.port())) {
      operator.post("/api/users", account("ann", ANNS, "\"admin\""));
      String wrong = stranger.tryLogin("ann", "wrong one here").body();
      assertThat(stranger.tryLogin("nobody", "wrong one here").body()).isEqualTo(wrong);
      for (int i = 0; i < 4; i++) {
        stranger.tryLogin("ann", "wrong one here");
      }
      assertThat(stranger.tryLogin("ann", ANNS).statusCode())
          .as("even the right one has to wait")
          .isEqualTo(429);
      assertThat(operator.post("/api/users", account("bo", "short", "\"maker\"")).statusCode())
          .isEqualTo(400);
    }
    try (var bytes = Files.newInputStream(folder.resolve("home/studio/studio.db"))) {
      assertThat(new String(bytes.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain(ANNS);
    }
  }

  @Test
  void aNameThatIsNotGuessedAtAnyMoreIsFreeAgain() {
    Instant[] now = {Instant.EPOCH.plusSeconds(1000)};
    LoginGuard guard =
        new LoginGuard(
            new Clock() {
              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                return now[0];
              }
            });
    for (int i = 0; i < 5; i++) {
      guard.requireCalm("ann");
      guard.failed("ann");
    }
    assertThatThrownBy(() -> guard.requireCalm("ann")).hasMessageContaining("31 s");
    guard.requireCalm("bo");
    now[0] = now[0].plusSeconds(31);
    guard.requireCalm("ann");
    guard.failed("ann");
    assertThatThrownBy(() -> guard.requireCalm("ann")).hasMessageContaining("61 s");
    for (int i = 0; i < 60; i++) {
      guard.failed("name" + i);
    }
    assertThatThrownBy(() -> guard.requireCalm("anybody")).hasMessageContaining("too many");
  }

  @Test
  void passwordsAreKeptAsArgon2id() {
    Passwords p = new Passwords();
    String kept = p.keep(ANNS);
    assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(p.keep(ANNS)).isNotEqualTo(kept);
    assertThat(p.same(ANNS, kept)).isTrue();
    assertThat(p.same(ANNS + " ", kept)).isFalse();
    assertThat(p.nobody(ANNS)).isFalse();
    assertThat(Role.of("maker, admin")).isEqualTo(Set.of(Role.MAKER, Role.ADMIN));
  }
}
