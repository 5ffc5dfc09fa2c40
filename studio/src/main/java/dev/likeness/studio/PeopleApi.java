package dev.likeness.studio;

import static java.util.Objects.requireNonNull;

import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantFormat;
import dev.likeness.consent.Ledger;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.Revocation;
import dev.likeness.consent.Use;
import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Sketch;
import dev.likeness.faces.Coverage;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Taken;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.Generators;
import dev.likeness.flow.gan.Invention;
import dev.likeness.media.Images;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.Badge;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Disclosure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may be shown, and by what grant. */
final class PeopleApi {
  private static final Set<Role> MAKE = Set.of(Role.MAKER);
  private static final Set<Role> ADMIN = Set.of(Role.ADMIN);
  private static final Set<Role> ALL = Set.of(Role.MAKER, Role.REVIEWER, Role.ADMIN);

  private static final int ROWS = 3;
  private static final int COLUMNS = 5;

  /** The long side of a picture on a card. */
  private static final int SIDE = 192;

  private final Home home;
  private final Clock clock;
  private final Uploads uploads;

  /** What views cover, by persona and grant: they never change. */
  private final Map<String, ObjectNode> covered = new ConcurrentHashMap<>();

  /** Networks are opened for one at a time. */
  private final Semaphore turn = new Semaphore(1);

  PeopleApi(Home home, Clock clock, Uploads uploads) {
    this.home = home;
    this.clock = clock;
    this.uploads = uploads;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/personas", ALL, this::personas),
        Route.post("/personas", MAKE, this::add),
        Route.get("/personas/{name}", ALL, this::persona),
        Route.get("/personas/{name}/picture", ALL, this::picture),
        Route.delete("/personas/{name}", ADMIN, this::remove),
        Route.get("/grants", ALL, this::grants),
        Route.post("/grants", ADMIN, this::record),
        Route.post("/grants/{id}/revoke", ADMIN, this::revoke));
  }

  private Workshop shop() {
    return new Workshop(home, clock);
  }

  private Answer personas(Call c) {
    ArrayNode all = Views.array();
    try (Workshop shop = shop()) {
      Ledger.Book book = shop.ledger().read();
      shop.personas().list().forEach(p -> all.add(json(p, book)));
    }
    return Answer.ok(all);
  }

  private ObjectNode json(Personas.Stored p, Ledger.Book book) {
    ObjectNode o =
        Views.object().put("name", p.ref().name()).put("views", p.views()).put("made", p.made());
    o.set(
        "lacking",
        Views.words(
            p.remarks().stream()
                .filter(r -> r.startsWith(Personas.LACKING))
                .map(r -> r.substring(Personas.LACKING.length()))
                .toList()));
    Grant g = book.grants().get(p.ref().grantId());
    o.set("grant", g == null ? null : json(g, book));
    return o;
  }

  private ObjectNode json(Grant g, Ledger.Book book) {
    ObjectNode o = Views.object().put("id", g.id()).put("subject", g.subject());
    o.put("status", book.status(g, clock.instant()).name().toLowerCase(Locale.ROOT));
    o.put("person", g instanceof PersonGrant);
    o.set("uses", Views.words(g.uses().stream().map(Use::word).toList()));
    o.set("purposes", Views.words(g.purposes()));
    o.put("issued", g.issued().toString());
    return o.put("ends", g.ends().map(Object::toString).orElse(null));
  }

  private Answer add(Call c) {
    JsonNode o = c.body();
    String name = Call.text(o, "name");
    if (!o.path("files").isArray()) {
      return invent(name, o, c.user());
    }
    if (!(o.get("grant") instanceof ObjectNode signed)) {
      throw Call.bad("'grant' is missing: the JSON that the person has signed");
    }
    List<Path> files = new ArrayList<>();
    o.path("files")
        .forEach(f -> files.add(uploads.file(uploads.use(f.asString(""), c.user()).id())));
    Grant grant = GrantFormat.grant(signed);
    if (!(grant instanceof PersonGrant)) {
      throw Call.bad("that somebody does not exist is stated on the command line only");
    }
    return made(
        shop -> shop.personas().add(name, files, pictures -> grant, Progress.NONE), c.user());
  }

  private Answer invent(String name, JsonNode o, User by) {
    Seed seed =
        o.path("seed").isNumber() ? new Seed(o.path("seed").asLong()) : new Seed(0).derive(name);
    return made(
        shop ->
            Invention.of(
                shop,
                Generators.read(null),
                name,
                seed,
                Generators.VARIETY,
                s -> {},
                Progress.NONE),
        by);
  }

  /**
   * What came of each file that a persona was made from. Here files are called as the studio calls
   * them: whoever brought them is told their own names.
   */
  private ArrayNode files(Personas.Stored p, User by) {
    Map<String, String> names = new HashMap<>();
    List<String> called = p.taken().stream().map(Taken::file).distinct().toList();
    for (int i = 0; i < called.size(); i++) {
      String id = called.get(i);
      if (Uploads.isId(id)) {
        String number = "file " + (i + 1);
        names.put(
            id,
            uploads
                .find(id)
                .filter(b -> b.owner().equals(by.name()))
                .map(Uploads.Brought::name)
                .orElse(number));
      }
    }
    List<Taken> told =
        p.taken().stream()
            .map(t -> new Taken(named(t.file(), names), t.views(), named(t.why(), names)))
            .toList();
    return Taken.json(told);
  }

  private static String named(String text, Map<String, String> names) {
    String out = text;
    for (Map.Entry<String, String> n : names.entrySet()) {
      out = out.replace(n.getKey(), n.getValue());
    }
    return out;
  }

  /** How a persona is made. */
  private interface Maker {
    Personas.Stored make(Workshop shop);
  }

  private Answer made(Maker maker, User by) {
    turn.acquireUninterruptibly();
    try (Workshop shop = shop()) {
      Personas.Stored p = maker.make(shop);
      ObjectNode o = json(p, shop.ledger().read());
      o.set("files", files(p, by));
      return Answer.created(o);
    } finally {
      turn.release();
    }
  }

  private Answer persona(Call c) {
    String name = c.path("name");
    try (Workshop shop = shop()) {
      Personas.Stored p = shop.personas().show(name);
      ObjectNode o = json(p, shop.ledger().read());
      String key = name + " " + p.ref().grantId() + " " + p.made();
      ObjectNode known = covered.get(key);
      if (known == null) {
        known = coverage(shop, name);
        covered.put(key, known);
      }
      o.set("coverage", known);
      o.set("files", files(p, c.user()));
      return Answer.ok(o);
    }
  }

  /**
   * What a persona looks like, small. Whoever does not exist was made by a machine: that picture
   * bears the badge here, too.
   */
  private Answer picture(Call c) {
    String name = c.path("name");
    try (Workshop shop = shop()) {
      Personas.Stored p = shop.personas().show(name);
      Picture small = small(Images.read(shop.personas().viewFiles(name).getFirst()));
      Grant g = shop.ledger().read().grants().get(p.ref().grantId());
      if (!(g instanceof PersonGrant)) {
        small =
            Badge.of(Disclosure.GENERATED, BadgeSpec.DEFAULT, small.width(), small.height())
                .on(small);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(Sketch.image(small.toFrame()), "png", out);
      return new Answer.Picture(out.toByteArray(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Halved as often as it goes, so that no detail is skipped. */
  private static Picture small(Picture p) {
    Picture now = p;
    while (Math.max(now.width(), now.height()) >= 2 * SIDE) {
      now = now.sample(Affine2.scale(2), now.width() / 2, now.height() / 2);
    }
    double scale = Math.max(1, (double) Math.max(now.width(), now.height()) / SIDE);
    return now.sample(
        Affine2.scale(scale),
        Math.max(1, (int) (now.width() / scale)),
        Math.max(1, (int) (now.height() / scale)));
  }

  private ObjectNode coverage(Workshop shop, String name) {
    turn.acquireUninterruptibly();
    try {
      Coverage all = new Coverage();
      for (Path view : shop.personas().viewFiles(name)) {
        Frame f = Images.read(view);
        List<FaceObservation> faces = shop.finder().faces(f);
        faces.stream()
            .max(java.util.Comparator.comparingDouble(x -> x.quality().size()))
            .ifPresent(x -> all.add(f, x));
      }
      ObjectNode o = Views.object();
      ArrayNode heads = o.putArray("heads");
      for (int r = 0; r < ROWS; r++) {
        ArrayNode row = heads.addArray();
        for (int k = 0; k < COLUMNS; k++) {
          row.add(all.heads(r, k));
        }
      }
      o.set("present", Views.words(all.present()));
      o.set("missing", Views.words(all.missing()));
      return o;
    } finally {
      turn.release();
    }
  }

  private Answer remove(Call c) {
    try (Workshop shop = shop()) {
      shop.personas().remove(c.path("name"));
    }
    return new Answer.Empty();
  }

  private Answer grants(Call c) {
    ArrayNode all = Views.array();
    try (Workshop shop = shop()) {
      Ledger.Book book = shop.ledger().read();
      book.grants().values().forEach(g -> all.add(json(g, book)));
    }
    return Answer.ok(all);
  }

  private Answer record(Call c) {
    if (!(c.body() instanceof ObjectNode signed)) {
      throw Call.bad("the request is no grant");
    }
    Grant grant = GrantFormat.grant(signed);
    if (!(grant instanceof PersonGrant)) {
      throw Call.bad("that somebody does not exist is stated on the command line only");
    }
    try (Workshop shop = shop()) {
      shop.record(grant);
      return Answer.created(json(grant, shop.ledger().read()));
    }
  }

  private Answer revoke(Call c) {
    String why = Call.text(c.body(), "why");
    String id = c.path("id");
    try (Workshop shop = shop()) {
      Ledger.Book book = shop.ledger().read();
      if (!book.grants().containsKey(id)) {
        throw new FlowException(FlowException.Code.UNKNOWN, "there is no grant " + id);
      }
      Revocation r = new Revocation.ByOperator(id, clock.instant(), why, c.user().name());
      Grant grant = requireNonNull(book.grants().get(id));
      if (shop.ledger().revoke(r, clock)) {
        shop.audit().append(new AuditEvent.Revoked(r, grant.subject()));
      }
      return Answer.ok(json(grant, shop.ledger().read()));
    }
  }
}
