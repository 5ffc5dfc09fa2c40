package dev.likeness.studio;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The pages, as they lie in the jar. */
final class Pages {
  /** What the page is made of. */
  private static final List<String> PAGES =
      List.of(
          "studio.css",
          "studio.js",
          "openapi.yaml",
          "challenge.js",
          "log.js",
          "make.js",
          "mend.js",
          "people.js",
          "review.js",
          "train.js",
          "users.js",
          "verify.js",
          "web.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "yaml", "application/yaml; charset=utf-8");

  private Pages() {}

  static void addTo(HttpRouting.Builder routing) {
    routing.get("/", (req, res) -> page(res, "index.html"));
    PAGES.forEach(file -> routing.get("/" + file, (req, res) -> page(res, file)));
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
