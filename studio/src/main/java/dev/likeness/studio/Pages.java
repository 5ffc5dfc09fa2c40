package dev.likeness.studio;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The pages, as they lie in the jar. */
final class Pages {
  /** What a page is made of, and of what type it is. */
  private static final Map<String, String> PAGES =
      Map.of(
          "/", "index.html",
          "/studio.css", "studio.css",
          "/studio.js", "studio.js",
          "/openapi.yaml", "openapi.yaml",
          "/make.js", "make.js",
          "/people.js", "people.js",
          "/review.js", "review.js",
          "/users.js", "users.js",
          "/verify.js", "verify.js",
          "/web.js", "web.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "yaml", "application/yaml; charset=utf-8");

  private Pages() {}

  static void addTo(HttpRouting.Builder routing) {
    PAGES.forEach((path, file) -> routing.get(path, (req, res) -> page(res, file)));
  }

  private static void page(ServerResponse res, String file) {
    try (InputStream in = Pages.class.getResourceAsStream("pages/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in the jar; build again");
      }
      String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
      send(
          res, Objects.requireNonNull(type), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void send(ServerResponse res, String type, String body) {
    res.header("Content-Type", type).send(body.getBytes(StandardCharsets.UTF_8));
  }
}
