package dev.likeness.studio;

import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.Home;
import dev.likeness.flow.LipsyncRecipe;
import dev.likeness.flow.mend.Faces;
import dev.likeness.flow.mend.Mending;
import dev.likeness.synthesis.KeptAreas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A draft looked at closely: frame by frame, talked about, sent back, mended. */
final class ReviewApi {
  private static final int LONGEST = 2000;
  private static final Set<Role> LOOK = Set.of(Role.MAKER, Role.REVIEWER, Role.ADMIN);
  private static final Set<Role> REVIEW = Set.of(Role.REVIEWER);
  private static final Set<Role> MAKE = Set.of(Role.MAKER);

  /** Makers whose target's or driver's faces can be put right. */
  private static final Set<Order.Maker> FACES =
      Set.of(Order.Maker.SWAP, Order.Maker.LIPSYNC, Order.Maker.REENACT);

  private final Database db;
  private final Home home;
  private final Clock clock;
  private final Orders orders;
  private final OrdersApi api;
  private final Uploads uploads;
  private final Works works;
  private final Looks looks;

  ReviewApi(
      Database db,
      Home home,
      Clock clock,
      Orders orders,
      OrdersApi api,
      Uploads uploads,
      Works works,
      Looks looks) {
    this.db = db;
    this.home = home;
    this.clock = clock;
    this.orders = orders;
    this.api = api;
    this.uploads = uploads;
    this.works = works;
    this.looks = looks;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/looks",
            MAKE,
            c -> looks.after(api.read(c), Looks.frame(c.body().path("frame").asString("none")))),
        Route.get("/orders/{id}/faces", LOOK, c -> Answer.ok(faces(api.find(c)))),
        Route.get("/orders/{id}/faces/{frame}", LOOK, this::meshes),
        Route.get("/orders/{id}/before/{frame}", LOOK, this::before),
        Route.get(
            "/orders/{id}/after/{frame}",
            LOOK,
            c -> looks.after(api.find(c), Looks.frame(c.path("frame")))),
        Route.get("/orders/{id}/comments", LOOK, c -> Answer.ok(comments(api.find(c)))),
        Route.post("/orders/{id}/comments", LOOK, this::comment),
        Route.post("/orders/{id}/return", REVIEW, this::sendBack),
        Route.post("/orders/{id}/mend", MAKE, this::mend),
        Route.post("/orders/{id}/mend/look", MAKE, this::look));
  }

  private Path target(Order o) {
    if (o.file().isEmpty()) {
      throw new StudioException(StudioException.Code.CONFLICT, "it was made of no film");
    }
    return uploads.file(o.file());
  }

  private Answer before(Call c) {
    Order o = api.find(c);
    Path file = target(o);
    long frame = Looks.frame(c.path("frame"));
    return looks.before(
        file, o.maker() == Order.Maker.LIPSYNC ? LipsyncRecipe.filmed(file, frame) : frame);
  }

  private ObjectNode faces(Order o) {
    Path file = uploads.faces(o.id());
    requireSeen(file);
    return FaceCurves.of(file);
  }

  /** The faces of one frame: points to be put right, and what is kept of them by hand. */
  private Answer meshes(Call c) {
    Order o = api.find(c);
    long frame = Looks.frame(c.path("frame"));
    Path file = uploads.faces(o.id());
    requireSeen(file);
    KeptAreas kept = kept(o);
    ObjectNode all = Views.object().put("frame", frame);
    ArrayNode list = all.putArray("faces");
    for (FaceObservation f : Faces.in(file, frame)) {
      ObjectNode one = list.addObject().put("track", f.track());
      ArrayNode points = one.putArray("points");
      for (int i = 0; i < f.mesh().points(); i++) {
        points.add(tidy(f.mesh().x(i))).add(tidy(f.mesh().y(i)));
      }
      ArrayNode places = one.putArray("kept");
      for (float[] p : kept.places(f.track(), frame, f.mesh())) {
        places.add(tidy(p[0])).add(tidy(p[1])).add(tidy(p[2]));
      }
    }
    return Answer.ok(all);
  }

  private static double tidy(float v) {
    return Math.round(v * 100) / 100.0;
  }

  private KeptAreas kept(Order o) {
    return KeptAreas.read(KeptAreas.beside(uploads.corrected(o.id())));
  }

  private ArrayNode comments(Order o) {
    ArrayNode all = Views.array();
    db.get(
            h ->
                h.createQuery(
                        "SELECT author, frame, text, created FROM comments WHERE order_id = ?"
                            + " ORDER BY created")
                    .bind(0, o.id())
                    .map(
                        (r, c) ->
                            Views.object()
                                .put("author", r.getString("author"))
                                .put("frame", r.getLong("frame"))
                                .put("text", r.getString("text"))
                                .put("created", r.getString("created")))
                    .list())
        .forEach(all::add);
    return all;
  }

  private Answer comment(Call c) {
    Order o = api.find(c);
    String text = Call.text(c.body(), "text");
    if (text.length() > LONGEST) {
      throw Call.bad("a comment has at most %d characters".formatted(LONGEST));
    }
    keep(o, c.user(), c.body().path("frame").asLong(-1), text);
    return Answer.created(comments(o));
  }

  private void keep(Order o, User by, long frame, String text) {
    db.run(
        h ->
            h.execute(
                "INSERT INTO comments (id, order_id, author, frame, text, created)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                uploads.newId(),
                o.id(),
                by.name(),
                frame,
                text,
                clock.instant().toString()));
  }

  private Answer sendBack(Call c) {
    Order o = api.find(c);
    String why = Call.text(c.body(), "why");
    api.move(
        o,
        o.with(Order.State.RETURNED, o.job(), why, c.user().name(), clock.instant()),
        Order.State.DRAFT);
    keep(o, c.user(), -1, why);
    return Answer.ok(Views.order(api.find(c)));
  }

  /** A draft that is still to be decided on, of a maker that follows faces. */
  private Order mendable(Call c) {
    Order o = undecided(c);
    if (!FACES.contains(o.maker())) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "nobody's face was followed, so none can be put right");
    }
    return o;
  }

  private Order undecided(Call c) {
    Order o = api.find(c);
    if (o.state() != Order.State.DRAFT && o.state() != Order.State.RETURNED) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "the order is " + o.state().word() + ", no draft");
    }
    return o;
  }

  private void write(Order o, Mending mending, Path corrected) {
    try {
      Path seen = uploads.faces(o.id());
      switch (o.maker()) {
        case REENACT ->
            mending.writeDriver(
                home, o.job(), seen, Mending.before(uploads.corrected(o.id())), corrected);
        case LIPSYNC -> {
          requireSeen(seen);
          mending.requireOwn(seen);
          mending.write(home, o.job(), kept(o), corrected);
        }
        case SWAP, TALK, STYLE -> mending.write(home, o.job(), kept(o), corrected);
      }
    } catch (IllegalArgumentException e) {
      throw Call.bad(String.valueOf(e.getMessage()));
    }
  }

  private static void requireSeen(Path faces) {
    if (!Files.exists(faces)) {
      throw new StudioException(
          StudioException.Code.UNKNOWN, "of this order nothing is kept about the faces");
    }
  }

  /** Adds frames that stay as they were to those that do already. */
  private static void leave(Mending mending, boolean part, ObjectNode settings) {
    boolean only =
        mending.same().isEmpty()
            && mending.drop().isEmpty()
            && mending.points().isEmpty()
            && mending.brush().isEmpty();
    if (!only || part) {
      throw new StudioException(
          StudioException.Code.CONFLICT,
          "of what is painted in a style frames can be left as they were, and a portrait that talks"
              + " can be silent in them ('exclude'); more can be mended where a face was followed");
    }
    ArrayNode left = settings.withArray(Wish.LEFT);
    mending.exclude().forEach(f -> left.addArray().add(f.from()).add(f.to()));
  }

  /** One frame as the mended draft would have it. */
  private Answer look(Call c) {
    Order o = mendable(c);
    long frame = Looks.frame(c.body().path("frame").asString("none"));
    Mending mending = MendRequest.of(c.body());
    Path corrected = uploads.lookFaces();
    try {
      write(o, mending, corrected);
      return looks.after(o, frame, corrected);
    } finally {
      Uploads.removeCorrected(corrected);
    }
  }

  /**
   * Orders the same with faces corrected by hand. Where a range is named, only that is made, for a
   * look; else the new order takes the place of the old, and of its draft all chunks in which
   * nothing is changed. Of what is painted in a style frames can be left as they were filmed, and a
   * portrait that talks can be silent in them.
   */
  private Answer mend(Call c) {
    Order o = undecided(c);
    JsonNode said = c.body();
    Mending mending = MendRequest.of(said);
    if (mending.isEmpty()) {
      throw Call.bad("nothing is mended: give 'points', 'brush', 'exclude', 'same' or 'drop'");
    }
    boolean faces = FACES.contains(o.maker());
    boolean part = said.has("from") || said.has("to");
    Instant now = clock.instant();
    ObjectNode settings = (ObjectNode) Views.JSON.readTree(o.settings());
    if (!faces) {
      leave(mending, part, settings);
    } else if (part && o.maker() != Order.Maker.SWAP) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "only of a face on a film a part can be made by itself");
    }
    for (String name : List.of("from", "to")) {
      if (said.has(name)) {
        settings.set(name, said.path(name));
      }
    }
    Order fresh =
        new Order(
            uploads.newId(),
            c.user().name(),
            o.maker(),
            o.persona(),
            o.text(),
            o.file(),
            o.rights(),
            settings.toString(),
            o.id(),
            Order.State.QUEUED,
            "",
            "",
            "",
            0,
            now,
            now);
    new Wish(uploads, fresh).check();
    if (faces) {
      write(o, mending, uploads.corrected(fresh.id()));
    }
    orders.add(fresh);
    if (!part) {
      String note = "mended as " + fresh.id();
      api.move(o, o.with(Order.State.CANCELLED, o.job(), note, o.reviewer(), now), o.state());
    }
    works.order(fresh.id());
    return Answer.created(Views.order(fresh));
  }
}
