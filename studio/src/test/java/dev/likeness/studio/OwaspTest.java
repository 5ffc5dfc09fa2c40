package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * What of the OWASP top ten is not in a class of its own: access and authentication are in
 * UsersTest, forged requests to elsewhere in HooksTest, zip-slip and logging in OperationsTest,
 * what a stranger's file name can do in ChecksTest.
 */
class OwaspTest extends Opened {
  private String raw(String request) throws Exception {
    try (Socket s = new Socket("127.0.0.1", studio.port())) {
      OutputStream out = s.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return String.valueOf(
          new BufferedReader(new InputStreamReader(s.getInputStream(), StandardCharsets.ISO_8859_1))
              .readLine());
    }
  }

  private String get(String path, String host) throws Exception {
    return raw("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));
  }

  /** A01: no spelling of a path gets past the door. */
  @Test
  void noSpellingOfAPathGetsPastTheDoor() throws Exception {
    String host = "127.0.0.1:" + studio.port();
    for (String path :
        new String[] {
          "/api/log",
          "//api/log",
          "/./api/log",
          "/%61pi/log",
          "/api%2flog",
          "/api/../api/log",
          "/x/../api/log",
          "/api;x=1/log",
          "/api/log/",
          "/API/log"
        }) {
      assertThat(get(path, host)).as(path).doesNotContain(" 200").doesNotContain(" 500");
    }
    for (String path :
        new String[] {"/../studio.db", "/..%2f..%2fstudio.db", "/%2e%2e/studio.db"}) {
      assertThat(get(path, host)).as(path).containsPattern(" (400|404)");
    }
  }

  /** A01: a page elsewhere can neither change anything nor name this host its own. */
  @Test
  void aPageElsewhereCanDoNothing() throws Exception {
    me.word("");
    assertThat(me.post("/api/personas", "{\"name\":\"zoe\"}").statusCode()).isEqualTo(403);
    assertThat(me.delete("/api/personas/zoe").statusCode()).isEqualTo(403);
    assertThat(me.put("/api/users/ann", "{}").statusCode()).isEqualTo(403);
    for (String host : new String[] {"evil.example", "127.0.0.1.evil.example", "evil:127.0.0.1"}) {
      assertThat(get("/", host)).as(host).doesNotContain(" 200");
    }
  }

  /** A03: what is asked for is data, also where it looks like SQL. */
  @Test
  void whatLooksLikeSqlIsText() throws Exception {
    String name = "x'; DROP TABLE accounts; --";
    assertThat(me.tryLogin(name, name).statusCode()).isEqualTo(401);
    assertThat(me.get("/api/orders/1'%20OR%20'1'='1").statusCode()).isEqualTo(404);
    assertThat(me.get("/api/users").body()).isEqualTo("[]");
  }

  /** A04: what is too long or too deep is refused. */
  @Test
  void whatIsTooLongOrTooDeepIsRefused() throws Exception {
    assertThat(me.post("/api/orders", "\"" + "x".repeat(2 << 20) + "\"").statusCode())
        .isEqualTo(413);
    String deep = "[".repeat(5000) + "]".repeat(5000);
    assertThat(me.post("/api/orders", deep).statusCode()).isEqualTo(400);
    assertThat(me.post("/api/orders", "[]").statusCode()).isEqualTo(400);
    assertThat(
            me.post("/api/orders", "{\"maker\":\"talk\",\"persona\":7,\"text\":\"x\"}")
                .statusCode())
        .isEqualTo(400);
  }

  /** A05: every page bears the headers, and errors tell nothing of the inside. */
  @Test
  void everyAnswerBearsTheHeaders() throws Exception {
    for (String path : new String[] {"/", "/studio.js", "/api/session", "/health", "/nowhere"}) {
      HttpResponse<String> r = me.get(path);
      assertThat(r.headers().map())
          .as(path)
          .containsKeys(
              "content-security-policy",
              "x-content-type-options",
              "x-frame-options",
              "referrer-policy",
              "cross-origin-resource-policy");
      assertThat(r.headers().firstValue("Content-Security-Policy").orElse(""))
          .doesNotContain("unsafe")
          .doesNotContain("*");
    }
    HttpResponse<String> lost = me.get("/api/nowhere");
    assertThat(lost.statusCode()).isEqualTo(404);
    assertThat(lost.body()).doesNotContain("Exception").doesNotContain("dev.likeness");
  }

  /** A08: pages load nothing that is not in the jar. */
  @Test
  void pagesLoadNothingFromElsewhere() throws Exception {
    for (String page :
        new String[] {
          "/", "/studio.css", "/studio.js", "/review.js", "/mend.js", "/train.js", "/verify.js"
        }) {
      assertThat(me.get(page).body())
          .as(page)
          .doesNotContainPattern("(src|href|url\\(|from) ?=?[\"' ]*https?:");
      assertThat(me.get(page).body()).as(page).doesNotContain("innerHTML");
    }
  }

  /** A02: what is kept is for its owner only. */
  @Test
  void whatIsKeptIsForItsOwnerOnly() throws Exception {
    for (String part : new String[] {"studio", "studio/uploads", "studio/checks"}) {
      assertThat(
              Files.getPosixFilePermissions(folder.resolve("home").resolve(part)).stream()
                  .map(Enum::name))
          .as(part)
          .allMatch(p -> p.startsWith("OWNER"));
    }
  }
}
