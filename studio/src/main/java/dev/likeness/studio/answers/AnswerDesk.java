package dev.likeness.studio.answers;

import dev.likeness.answers.dialogue.Turn;
import dev.likeness.answers.model.ChatClient;
import dev.likeness.answers.model.Endpoint;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Ear;
import dev.likeness.flow.desk.Published;
import dev.likeness.flow.desk.Talks;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.spi.ProtocolConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where collections are asked over the web: {@code /answers/NAME} is a page, {@code …/talk} a
 * WebSocket, {@code …/embed.js} a snippet for other sites, {@code …/phone} sound for sound. Who has
 * a session may ask every collection; other sites and telephone exchanges those that were published
 * to them. Must be closed.
 */
public final class AnswerDesk implements AutoCloseable {
  /** Talks at once, over all collections. */
  private static final int MOST = 64;

  private final Workshop workshop;
  private final Path folder;
  private final Predicate<String> session;
  private final @Nullable ChatClient model;
  private final AtomicInteger talking = new AtomicInteger();

  /** The workshop finds faces for one thread at a time. */
  private final ReentrantLock voice = new ReentrantLock(true);

  private final Map<String, Room> rooms = new HashMap<>();

  /**
   * @param session whether a cookie's value opens the studio
   */
  public AnswerDesk(
      Home home, Clock clock, Predicate<String> session, Map<String, String> environment) {
    workshop = new Workshop(home, clock);
    folder = home.folder().resolve("studio").resolve("sound");
    this.session = session;
    model = Endpoint.of(environment).map(ChatClient::new).orElse(null);
  }

  /** Adds pages and requests. */
  public void addTo(HttpRouting.Builder routing) {
    routing
        .get("/answers/{name}", (req, res) -> page(req, res))
        .get("/answers/{name}/embed.js", (req, res) -> snippet(req, res))
        .post("/answers/{name}/phone", this::phone);
  }

  /** The WebSocket. */
  public WsRouting.Builder sockets() {
    return WsRouting.builder().endpoint("/answers/{name}/talk", () -> new TalkSocket(this));
  }

  /** How the WebSocket is spoken. */
  public ProtocolConfig protocol() {
    return new SocketRules();
  }

  /** Counts one more who talks; false where there are too many. */
  boolean comes() {
    return talking.incrementAndGet() <= MOST;
  }

  void goes() {
    talking.decrementAndGet();
  }

  boolean session(String cookie) {
    return session.test(cookie);
  }

  Optional<Published> published(String name) {
    return Published.of(workshop, name);
  }

  /**
   * The room of a collection.
   *
   * @throws FlowException UNKNOWN
   */
  synchronized Room room(String name) {
    Room r = rooms.get(name);
    if (r == null) {
      r = new Room(workshop, name, folder, model, voice);
      rooms.put(name, r);
    }
    return r;
  }

  private void page(ServerRequest req, ServerResponse res) {
    prepare(room(name(req)), name(req)); // its name is checked by that
    send(res, "text/html; charset=utf-8", resource("talk.html").replace("NAME", name(req)));
  }

  /** Whoever comes will want to see who speaks. */
  private void prepare(Room room, String name) {
    published(name)
        .filter(by -> !by.persona().isEmpty())
        .ifPresent(
            by ->
                Thread.ofPlatform()
                    .daemon()
                    .name("likeness-prepare")
                    .start(() -> room.prepare(by)));
  }

  private void snippet(ServerRequest req, ServerResponse res) {
    prepare(room(name(req)), name(req));
    res.header("Cross-Origin-Resource-Policy", "cross-origin");
    send(res, "text/javascript; charset=utf-8", resource("embed.js"));
  }

  private static String name(ServerRequest req) {
    return req.path().pathParameters().get("name");
  }

  /** A question in sound, an answer in sound; what was understood stands in the headers. */
  private void phone(ServerRequest req, ServerResponse res) throws IOException {
    String shown =
        req.headers()
            .first(HeaderNames.AUTHORIZATION)
            .filter(a -> a.startsWith("Bearer "))
            .map(a -> a.substring(7).strip())
            .orElse("");
    Published p = published(name(req)).filter(x -> x.opens(shown)).orElse(null);
    if (p == null) {
      problem(res, Status.UNAUTHORIZED_401, "show the token that 'likeness know publish' gave");
      return;
    }
    byte[] wav;
    try (InputStream in = req.content().inputStream()) {
      wav = in.readNBytes(Sound.MOST + 1);
    }
    if (wav.length > Sound.MOST) {
      problem(
          res,
          Status.REQUEST_ENTITY_TOO_LARGE_413,
          "at most %.0f s of sound".formatted(Ear.LONGEST));
      return;
    }
    Room room = room(p.name());
    Ear.Understood heard = room.hear(Sound.read(wav));
    Turn t = Hearing.turn(room.open(), heard);
    byte[] sound = room.telephone(Hearing.spoken(t), p);
    ObjectNode o = Talks.json(t).put("heard", heard.text()).put("understood", heard.sure());
    res.header("Content-Type", "audio/wav")
        .header("X-Likeness-Artificial", "true")
        .header("X-Likeness-Turn", ascii(o.toString()))
        .send(sound);
  }

  /** JSON that fits into a header: everything else than ASCII is escaped. */
  private static String ascii(String json) {
    StringBuilder out = new StringBuilder();
    for (char c : json.toCharArray()) {
      out.append(c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }

  private static void problem(ServerResponse res, Status status, String detail) {
    ObjectNode o =
        JsonMapper.shared()
            .createObjectNode()
            .put("title", status.reasonPhrase())
            .put("status", status.code())
            .put("detail", detail);
    res.status(status);
    send(res, "application/problem+json", o.toString());
  }

  private static void send(ServerResponse res, String type, String body) {
    res.header("Content-Type", type).send(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String file) {
    try (InputStream in =
        Objects.requireNonNull(AnswerDesk.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    voice.lock();
    try {
      rooms.values().forEach(Room::close);
      if (model != null) {
        model.close();
      }
      workshop.close();
    } finally {
      voice.unlock();
    }
  }
}
