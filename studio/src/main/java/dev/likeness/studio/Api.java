package dev.likeness.studio;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Version;
import dev.likeness.flow.Home;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.Generators;
import dev.likeness.flow.gan.Invention;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.Reviewer;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The REST API under {@code /api}: JSON in and out. */
final class Api implements HttpService {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A request's JSON, bytes; a long text fits. */
  private static final int LONGEST = 1 << 20;

  private static final int LISTED = 200;
  private static final long BEAT_MS = 300;

  private final Home home;
  private final Clock clock;
  private final Sessions sessions;
  private final Store store;
  private final Uploads uploads;
  private final Worker worker;

  Api(Home home, Clock clock, Sessions sessions, Store store, Uploads uploads, Worker worker) {
    this.home = home;
    this.clock = clock;
    this.sessions = sessions;
    this.store = store;
    this.uploads = uploads;
    this.worker = worker;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/session", this::session)
        .get("/personas", this::personas)
        .post("/personas", this::invent)
        .post("/files", this::take)
        .get("/orders", (req, res) -> send(res, orders()))
        .post("/orders", this::order)
        .get("/orders/{id}", (req, res) -> send(res, json(find(req))))
        .post("/orders/{id}/approve", (req, res) -> decide(req, res, Order.State.APPROVED))
        .post("/orders/{id}/refuse", (req, res) -> decide(req, res, Order.State.REFUSED))
        .post("/orders/{id}/cancel", this::cancel)
        .get("/orders/{id}/sheet", this::sheet)
        .get("/orders/{id}/report", this::report)
        .get("/orders/{id}/result", this::result)
        .get("/events", this::events)
        .get("/log", this::log);
  }

  private void session(ServerRequest req, ServerResponse res) {
    String secret = req.headers().cookies().first(Gatekeeper.COOKIE).orElse(null);
    Sessions.Session s =
        sessions
            .find(secret)
            .orElseThrow(
                () -> new StudioException(StudioException.Code.UNKNOWN, "the session is over"));
    send(res, JSON.createObjectNode().put("word", s.csrf()).put("version", Version.current()));
  }

  private void personas(ServerRequest req, ServerResponse res) {
    ArrayNode all = JSON.createArrayNode();
    try (Workshop shop = new Workshop(home, clock)) {
      shop.personas().list().forEach(p -> all.add(json(p)));
    }
    send(res, all);
  }

  private static ObjectNode json(Personas.Stored p) {
    return JSON.createObjectNode()
        .put("name", p.ref().name())
        .put("views", p.views())
        .put("grant", p.ref().grantId());
  }

  private void invent(ServerRequest req, ServerResponse res) {
    JsonNode o = body(req);
    String name = text(o, "name");
    Seed seed =
        o.path("seed").isNumber() ? new Seed(o.path("seed").asLong()) : new Seed(0).derive(name);
    try (Workshop shop = new Workshop(home, clock)) {
      Personas.Stored made =
          Invention.of(shop, Generators.read(null), name, seed, .8, s -> {}, Progress.NONE);
      res.status(Status.CREATED_201);
      send(res, json(made));
    }
  }

  private void take(ServerRequest req, ServerResponse res) {
    String id = uploads.take(req.content().inputStream(), Uploads.MOST);
    res.status(Status.CREATED_201);
    send(res, JSON.createObjectNode().put("id", id));
  }

  private void order(ServerRequest req, ServerResponse res) {
    JsonNode o = body(req);
    Order.Maker maker =
        switch (text(o, "maker")) {
          case "talk" -> Order.Maker.TALK;
          case "swap" -> Order.Maker.SWAP;
          case String other -> throw bad("maker '%s' is neither talk nor swap".formatted(other));
        };
    boolean talks = maker == Order.Maker.TALK;
    String file = talks ? "" : text(o, "file");
    if (!talks && !Files.exists(uploads.file(file))) {
      throw new StudioException(StudioException.Code.UNKNOWN, "there is no such file; upload it");
    }
    Instant now = clock.instant();
    Order made =
        new Order(
            uploads.newId(),
            maker,
            text(o, "persona"),
            talks ? text(o, "text") : "",
            file,
            o.path("rights").asString("").strip(),
            Order.State.QUEUED,
            "",
            "",
            "",
            now,
            now);
    try (Workshop shop = new Workshop(home, clock)) {
      shop.personas().show(made.persona());
    }
    store.add(made);
    worker.tell();
    res.status(Status.CREATED_201);
    send(res, json(made));
  }

  private void decide(ServerRequest req, ServerResponse res, Order.State to) {
    Order o = find(req);
    JsonNode said = body(req);
    String by = new Reviewer(text(said, "by"), Reviewer.How.ASKED).name();
    String why = to == Order.State.REFUSED ? text(said, "why") : "";
    move(o, o.with(to, o.job(), why, by, clock.instant()), Order.State.DRAFT);
    worker.tell();
    send(res, json(find(req)));
  }

  private void cancel(ServerRequest req, ServerResponse res) {
    Order o = find(req);
    if (o.state() == Order.State.RUNNING) {
      worker.cancel(o.id());
    } else {
      Order c = o.with(Order.State.CANCELLED, o.job(), "", o.reviewer(), clock.instant());
      move(o, c, o.state() == Order.State.DRAFT ? Order.State.DRAFT : Order.State.QUEUED);
    }
    send(res, json(find(req)));
  }

  private void move(Order o, Order to, Order.State from) {
    if (!store.move(to, from)) {
      throw new StudioException(
          StudioException.Code.CONFLICT,
          "the order is %s; it has to be %s for that".formatted(o.state().word(), from.word()));
    }
  }

  private void sheet(ServerRequest req, ServerResponse res) {
    file(res, job(find(req)).resolve("sheet.png"), "image/png");
  }

  private void report(ServerRequest req, ServerResponse res) {
    file(res, job(find(req)).resolve("report.json"), "application/json");
  }

  private void result(ServerRequest req, ServerResponse res) {
    Order o = find(req);
    if (o.state() != Order.State.DONE) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "the order is " + o.state().word() + ", not done");
    }
    res.header("Content-Disposition", "inline; filename=\"likeness-" + o.id() + ".mp4\"");
    file(res, uploads.result(o.id()), "video/mp4");
  }

  private Path job(Order o) {
    if (o.job().isEmpty()) {
      throw new StudioException(StudioException.Code.UNKNOWN, "there is nothing to look at yet");
    }
    return home.jobs().resolve(o.job());
  }

  private static void file(ServerResponse res, Path file, String type) {
    if (!Files.isRegularFile(file)) {
      throw new StudioException(StudioException.Code.UNKNOWN, "it is not there (any more)");
    }
    try {
      res.header("Content-Type", type).header("Content-Length", Long.toString(Files.size(file)));
      try (OutputStream out = res.outputStream()) {
        Files.copy(file, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Server-sent events: how far everything is, whenever that has changed. */
  private void events(ServerRequest req, ServerResponse res) {
    res.header("Content-Type", "text/event-stream");
    try (OutputStream out = res.outputStream()) {
      String last = "";
      int quiet = 0;
      while (true) {
        Worker.Now n = worker.now();
        ObjectNode o = JSON.createObjectNode();
        o.putObject("now")
            .put("order", n.order())
            .put("stage", n.stage())
            .put("done", n.done())
            .put("total", n.total());
        o.set("orders", orders());
        String said = o.toString();
        if (!said.equals(last) || quiet++ > 20) {
          out.write(("data: " + said + "\n\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
          last = said;
          quiet = 0;
        }
        Thread.sleep(BEAT_MS);
      }
    } catch (IOException e) {
      // the page was closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void log(ServerRequest req, ServerResponse res) {
    Deque<AuditLog.Entry> last = new ArrayDeque<>();
    AuditLog log = home.audit(clock);
    log.read(
        e -> {
          last.addFirst(e);
          if (last.size() > LISTED) {
            last.removeLast();
          }
        });
    ArrayNode all = JSON.createArrayNode();
    for (AuditLog.Entry e : last) {
      ObjectNode o = all.addObject();
      o.put("entry", e.sequence()).put("time", e.time().toString()).set("event", e.body());
    }
    send(res, all);
  }

  private ArrayNode orders() {
    ArrayNode all = JSON.createArrayNode();
    store.newest(LISTED).forEach(o -> all.add(json(o)));
    return all;
  }

  private static ObjectNode json(Order o) {
    return JSON.createObjectNode()
        .put("id", o.id())
        .put("maker", o.maker().name().toLowerCase(Locale.ROOT))
        .put("persona", o.persona())
        .put("text", o.text())
        .put("rights", o.rights())
        .put("state", o.state().word())
        .put("note", o.note())
        .put("reviewer", o.reviewer())
        .put("created", o.created().toString())
        .put("changed", o.changed().toString());
  }

  private Order find(ServerRequest req) {
    String id = req.path().pathParameters().get("id");
    return store
        .find(id)
        .orElseThrow(
            () -> new StudioException(StudioException.Code.UNKNOWN, "there is no such order"));
  }

  private static JsonNode body(ServerRequest req) {
    try {
      byte[] b = req.content().inputStream().readNBytes(LONGEST + 1);
      if (b.length > LONGEST) {
        throw new StudioException(StudioException.Code.TOO_LARGE, "the request is too long");
      }
      JsonNode o = JSON.readTree(b);
      if (!o.isObject()) {
        throw bad("the request is no JSON object");
      }
      return o;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode o, String name) {
    String s = o.path(name).asString("").strip();
    if (s.isEmpty()) {
      throw bad("'%s' is missing".formatted(name));
    }
    return s;
  }

  private static StudioException bad(String message) {
    return new StudioException(StudioException.Code.BAD_REQUEST, message);
  }

  private static void send(ServerResponse res, JsonNode o) {
    res.header("Content-Type", "application/json")
        .send(o.toString().getBytes(StandardCharsets.UTF_8));
  }
}
