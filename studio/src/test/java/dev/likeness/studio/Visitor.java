package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser as the tests need it: one cookie, one word. */
final class Visitor implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private String cookie = "";
  private String word = "";

  Visitor(int port) {
    this.port = port;
  }

  /** Comes by the terminal's address. */
  static Visitor entering(Studio studio) throws Exception {
    Visitor v = new Visitor(studio.port());
    HttpResponse<String> r = v.send(HttpRequest.newBuilder(URI.create(studio.address())).GET());
    assertThat(r.statusCode()).isEqualTo(303);
    v.take(r);
    return v;
  }

  /** Comes with a password. */
  static Visitor login(Studio studio, String name, String password) throws Exception {
    Visitor v = new Visitor(studio.port());
    HttpResponse<String> r = v.tryLogin(name, password);
    assertThat(r.statusCode()).as(r.body()).isEqualTo(204);
    v.take(r);
    return v;
  }

  HttpResponse<String> tryLogin(String name, String password) throws Exception {
    return post(
        "/api/login", Views.object().put("name", name).put("password", password).toString());
  }

  private void take(HttpResponse<String> r) throws Exception {
    String set = r.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("HttpOnly").contains("SameSite=Strict");
    cookie = set.substring(0, set.indexOf(';'));
    word = json(get("/api/session")).path("word").asString();
  }

  void word(String other) {
    word = other;
  }

  void cookie(String other) {
    cookie = other;
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder b =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json");
    return cookie.isEmpty() ? b : b.header("Cookie", cookie).header(Gatekeeper.WORD, word);
  }

  HttpResponse<String> send(HttpRequest.Builder b) throws Exception {
    HttpResponse<String> r = http.send(b.build(), HttpResponse.BodyHandlers.ofString());
    Contract.hold(r);
    return r;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  /** The events, as they come. */
  CompletableFuture<HttpResponse<InputStream>> listen() {
    return http.sendAsync(
        request("/api/events").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  HttpResponse<byte[]> bytes(String path) throws Exception {
    return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder b) throws Exception {
    return http.send(b.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  byte[] postForBytes(String path, String json) throws Exception {
    return http.send(
            request(path).POST(HttpRequest.BodyPublishers.ofString(json)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> put(String path, String json) throws Exception {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  HttpResponse<String> upload(Path file, String name) throws Exception {
    String query = java.net.URLEncoder.encode(name, StandardCharsets.UTF_8);
    return send(request("/api/files?name=" + query).POST(HttpRequest.BodyPublishers.ofFile(file)));
  }

  /** The id of an uploaded file. */
  String uploaded(Path file) throws Exception {
    HttpResponse<String> r = upload(file, file.getFileName().toString());
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    return json(r).path("id").asString();
  }

  static JsonNode json(HttpResponse<String> r) {
    return JsonMapper.shared().readTree(r.body());
  }

  /** Waits until something is as it should be, or has failed. */
  JsonNode await(String path, Predicate<String> state) throws Exception {
    for (int i = 0; i < 6000; i++) {
      JsonNode o = json(get(path));
      String s = o.path("state").asString();
      if (state.test(s) || s.equals("failed")) {
        return o;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(path + " does not get there");
  }

  @Override
  public void close() {
    http.close();
  }
}
