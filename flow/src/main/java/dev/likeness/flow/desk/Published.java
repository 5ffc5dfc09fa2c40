package dev.likeness.flow.desk;

import dev.likeness.core.Digest;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Workshop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A collection that people outside may ask.
 *
 * @param name the collection's
 * @param origins of the sites that may embed it: {@code https://www.example.org}
 * @param approved who lets its answers be said aloud
 * @param persona who says them; empty for the packaged voice alone
 * @param token digest of what a telephone exchange shows
 */
public record Published(
    String name, List<String> origins, String approved, String persona, String token) {
  private static final String FORMAT = "likeness-published/1";
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  public Published {
    origins = List.copyOf(origins);
  }

  /**
   * A fresh publication, and the token that it was given; the token is kept nowhere.
   *
   * @param secret for the telephone exchange
   */
  public record Fresh(Published published, String secret) {}

  /**
   * Publishes a collection; what was published of it before ends.
   *
   * @throws FlowException BAD_REQUEST where an origin is none, UNKNOWN
   */
  public static Fresh publish(
      Workshop workshop, String name, List<String> origins, String approved, String persona) {
    new Shelves(workshop).require(name);
    List<String> all = origins.stream().map(Published::origin).toList();
    // refuses a reviewer without a name, and a persona that may neither be seen nor heard
    new OutLoud(workshop, approved, persona.isEmpty() ? null : persona).require();
    byte[] b = new byte[32];
    new SecureRandom().nextBytes(b);
    String secret = HexFormat.of().formatHex(b);
    Published p = new Published(name, all, approved, persona, digest(secret));
    ObjectNode o =
        JsonMapper.shared()
            .createObjectNode()
            .put("format", FORMAT)
            .put("approved_by", approved)
            .put("persona", persona)
            .put("token_sha256", p.token);
    all.forEach(o.putArray("origins")::add);
    drawer(workshop).put(name, o);
    return new Fresh(p, secret);
  }

  private static Drawer drawer(Workshop workshop) {
    return new Drawer(workshop.home().published());
  }

  private static String digest(String secret) {
    return Digest.of(secret.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** Scheme, host and port as browsers send them (RFC 6454, section 6.2). */
  private static String origin(String given) {
    try {
      URI u = URI.create(given.strip());
      boolean plain = u.getPath().isEmpty() || u.getPath().equals("/");
      boolean safe =
          "https".equals(u.getScheme())
              || "http".equals(u.getScheme()) && HERE.contains(u.getHost());
      if (safe && plain && u.getHost() != null && u.getUserInfo() == null) {
        int port = u.getPort();
        return u.getScheme() + "://" + u.getHost() + (port < 0 ? "" : ":" + port);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new FlowException(
        FlowException.Code.BAD_REQUEST,
        "'%s' is no origin: a site is named like https://www.example.org, without a path"
            .formatted(given));
  }

  /** Ends a publication; false where there was none. */
  public static boolean end(Workshop workshop, String name) {
    return drawer(workshop).remove(name);
  }

  /** What is published of a collection. */
  public static Optional<Published> of(Workshop workshop, String name) {
    Drawer d = drawer(workshop);
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}") || !d.has(name)) {
      return Optional.empty();
    }
    JsonNode o = d.get(name);
    List<String> origins = new ArrayList<>();
    o.path("origins").forEach(x -> origins.add(x.asString("")));
    return Optional.of(
        new Published(
            name,
            origins,
            o.path("approved_by").asString(""),
            o.path("persona").asString(""),
            o.path("token_sha256").asString("")));
  }

  /** Whether somebody shows the token. */
  public boolean opens(String secret) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.US_ASCII),
        digest(secret).getBytes(StandardCharsets.US_ASCII));
  }
}
