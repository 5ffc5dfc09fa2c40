package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.flow.Home;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudioTest {
  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Home home;
  private Studio studio;
  private String cookie = "";
  private String word = "";

  @BeforeEach
  void start() throws Exception {
    home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    studio = Studio.start(home, Clock.systemUTC(), 0);
  }

  @AfterEach
  void stop() {
    studio.close();
    http.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder b =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + studio.port() + path));
    return cookie.isEmpty() ? b : b.header("Cookie", cookie).header(Gatekeeper.WORD, word);
  }

  private HttpResponse<String> send(HttpRequest.Builder b) throws Exception {
    return http.send(b.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void enter() throws Exception {
    HttpResponse<String> r = send(HttpRequest.newBuilder(URI.create(studio.address())).GET());
    assertThat(r.statusCode()).isEqualTo(303);
    String set = r.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("HttpOnly").contains("SameSite=Strict");
    cookie = set.substring(0, set.indexOf(';'));
    word = json(get("/api/session")).path("word").asString();
  }

  private static JsonNode json(HttpResponse<String> r) {
    return JsonMapper.shared().readTree(r.body());
  }

  private JsonNode await(String order, Predicate<String> state) throws Exception {
    for (int i = 0; i < 6000; i++) {
      JsonNode o = json(get("/api/orders/" + order));
      String s = o.path("state").asString();
      if (state.test(s) || s.equals("failed")) {
        return o;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("order " + order + " does not get there");
  }

  private String order(String text) throws Exception {
    HttpResponse<String> r =
        post("/api/orders", "{\"maker\":\"talk\",\"persona\":\"zoe\",\"text\":\"" + text + "\"}");
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    return json(r).path("id").asString();
  }

  @Test
  void strangersGetHealthAndNothingElse() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    for (String path : new String[] {"/api/session", "/api/orders", "/api/log", "/api/nothing"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(post("/api/orders", "{}").statusCode()).isEqualTo(401);
    assertThat(get("/enter?token=" + "0".repeat(64)).statusCode()).isEqualTo(403);
    cookie = Gatekeeper.COOKIE + "=" + "0".repeat(64);
    assertThat(get("/api/session").statusCode()).isEqualTo(401);
    assertThat(raw("GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(get("/../../etc/passwd").statusCode()).isIn(400, 404);
  }

  private String raw(String request) throws IOException {
    try (Socket s = new Socket("127.0.0.1", studio.port())) {
      OutputStream out = s.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      var in = new InputStreamReader(s.getInputStream(), StandardCharsets.US_ASCII);
      return String.valueOf(new BufferedReader(in).readLine());
    }
  }

  @Test
  void anAddressLetsInOnceAndChangesNeedTheWord() throws Exception {
    String address = studio.address();
    enter();
    assertThat(send(HttpRequest.newBuilder(URI.create(address)).GET()).statusCode())
        .as("an address before the last")
        .isEqualTo(403);
    word = "0".repeat(64);
    assertThat(get("/api/orders").statusCode()).isEqualTo(200);
    assertThat(post("/api/orders", "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void whatCannotBeIsSaidSo() throws Exception {
    enter();
    assertThat(post("/api/orders", "nonsense").statusCode()).isEqualTo(400);
    assertThat(post("/api/orders", "{\"maker\":\"paint\"}").body()).contains("none of swap");
    HttpResponse<String> nobody =
        post("/api/orders", "{\"maker\":\"talk\",\"persona\":\"nobody\",\"text\":\"Hello.\"}");
    assertThat(nobody.statusCode()).as(nobody.body()).isEqualTo(404);
    assertThat(get("/api/orders/0123456789abcdef").statusCode()).isEqualTo(404);
    HttpResponse<String> text = post("/api/files", "this is no film");
    assertThat(text.statusCode()).as(text.body()).isEqualTo(400);
    try (var left = Files.list(home.folder().resolve("studio/uploads"))) {
      assertThat(left).isEmpty();
    }
    assertThat(
            post("/api/orders", "{\"maker\":\"swap\",\"persona\":\"x\",\"file\":\"../../keys\"}")
                .statusCode())
        .isEqualTo(404);
    User me = new User("ann", Role.ALL, false);
    try (Database db = Database.sqlite(folder.resolve("small.db"))) {
      Path at = folder.resolve("small");
      Uploads small = new Uploads(db, Clock.systemUTC(), new FolderStore(at), at, folder);
      assertThatThrownBy(() -> small.take(InputStream.nullInputStream(), "x", me, 10))
          .isInstanceOf(StudioException.class);
      InputStream large = new ByteArrayInputStream(new byte[100]);
      assertThatThrownBy(() -> small.take(large, "x", me, 10))
          .hasMessageContaining("more than 10 bytes");
    }
    assertThat(Files.getPosixFilePermissions(home.folder().resolve("studio")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> Studio.start(home, Clock.systemUTC(), 0))
        .isInstanceOf(StudioException.class)
        .hasMessageContaining("a studio works in");
    Home other = Home.of(Map.of("LIKENESS_HOME", folder.resolve("other").toString()));
    assertThatThrownBy(() -> Studio.start(other, Clock.systemUTC(), studio.port()))
        .isInstanceOf(StudioException.class)
        .hasMessageContaining("--port");
  }

  @Test
  void anInventedPersonTalksAndAPersonLetsItOut() throws Exception {
    enter();
    HttpResponse<String> made = post("/api/personas", "{\"name\":\"zoe\",\"seed\":3}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

    String forbidden = order("Send me your money.");
    assertThat(await(forbidden, s -> false).path("note").asString()).contains("asks for money");

    // the studio ends while it works, and goes on when it is started again
    String id = order("Good morning.");
    await(id, s -> s.equals("running"));
    studio.close();
    studio = Studio.start(home, Clock.systemUTC(), 0);
    enter();
    JsonNode draft = await(id, s -> s.equals("draft"));
    assertThat(draft.path("state").asString()).as(draft.toString()).isEqualTo("draft");
    assertThat(get("/api/orders/" + id + "/result").statusCode()).isEqualTo(409);
    assertThat(get("/api/orders/" + id + "/sheet").headers().firstValue("Content-Type"))
        .contains("image/png");
    assertThat(json(get("/api/orders/" + id + "/report")).path("figures").size()).isPositive();
    assertThat(post("/api/orders/" + id + "/approve", "{\"by\":\" \"}").statusCode())
        .isEqualTo(400);

    assertThat(post("/api/orders/" + id + "/approve", "{\"by\":\"Ann\"}").statusCode())
        .isEqualTo(200);
    assertThat(await(id, s -> s.equals("done")).path("state").asString()).isEqualTo("done");
    assertThat(post("/api/orders/" + id + "/refuse", "{\"by\":\"Bo\",\"why\":\"x\"}").statusCode())
        .as("too late")
        .isEqualTo(409);
    HttpResponse<byte[]> film =
        http.send(
            request("/api/orders/" + id + "/result").GET().build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(film.statusCode()).isEqualTo(200);
    assertThat(new String(film.body(), StandardCharsets.ISO_8859_1)).contains("c2pa");
    assertThat(get("/api/log").body()).contains("approval").contains("\"Ann\"").contains("export");

    String kept = order("Hello.");
    await(kept, s -> s.equals("draft"));
    post("/api/orders/" + kept + "/refuse", "{\"by\":\"Bo\",\"why\":\"stares\"}");
    assertThat(await(kept, s -> s.equals("rejected")).path("note").asString()).isEqualTo("stares");
    assertThat(get("/api/orders/" + kept + "/result").statusCode()).isEqualTo(409);
    assertThat(get("/api/log").body()).contains("rejection").contains("stares");
  }
}
