package dev.likeness.studio;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that was let in, and who asks. For one thread. */
final class Call {
  /** A request's JSON, bytes; a long text fits. */
  private static final int LONGEST = 1 << 20;

  private final ServerRequest request;
  private final User user;
  private byte @Nullable [] bytes;

  Call(ServerRequest request, User user) {
    this.request = request;
    this.user = user;
  }

  User user() {
    return user;
  }

  ServerRequest request() {
    return request;
  }

  /** A part of the path. */
  String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /** A part of the query; empty where there is none. */
  String query(String name) {
    return request.query().first(name).orElse("");
  }

  /** How many bytes the body is said to have; -1 where that is not said. */
  long length() {
    return request.headers().contentLength().orElse(-1);
  }

  /** The body as it comes, however long; instead of {@link #body}. */
  InputStream stream() {
    return request.content().inputStream();
  }

  /** The body's bytes, read once. */
  byte[] bytes() {
    if (bytes == null) {
      try {
        byte[] b = stream().readNBytes(LONGEST + 1);
        if (b.length > LONGEST) {
          throw new StudioException(StudioException.Code.TOO_LARGE, "the request is too long");
        }
        bytes = b;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes;
  }

  /** The body: a JSON object. */
  JsonNode body() {
    JsonNode o = JsonMapper.shared().readTree(bytes());
    if (!o.isObject()) {
      throw bad("the request is no JSON object");
    }
    return o;
  }

  /** A text that must be there. */
  static String text(JsonNode o, String name) {
    String s = optional(o, name);
    if (s.isEmpty()) {
      throw bad("'%s' is missing".formatted(name));
    }
    return s;
  }

  /** A text; empty where there is none. */
  static String optional(JsonNode o, String name) {
    JsonNode v = o.path(name);
    if (!v.isMissingNode() && !v.isNull() && !v.isString()) {
      throw bad("'%s' is no text".formatted(name));
    }
    return v.asString("").strip();
  }

  static StudioException bad(String message) {
    return new StudioException(StudioException.Code.BAD_REQUEST, message);
  }
}
