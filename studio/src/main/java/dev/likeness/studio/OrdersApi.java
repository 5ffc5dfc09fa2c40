package dev.likeness.studio;

import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Reviewer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What is to be made, and what became of it. */
final class OrdersApi {
  private static final int LISTED = 200;
  private static final Set<Role> MAKE = Set.of(Role.MAKER);
  private static final Set<Role> LOOK = Set.of(Role.MAKER, Role.REVIEWER, Role.ADMIN);
  private static final Set<Role> REVIEW = Set.of(Role.REVIEWER);

  private final Home home;
  private final Clock clock;
  private final Orders orders;
  private final Uploads uploads;
  private final Works works;
  private final Accounts accounts;

  OrdersApi(
      Home home, Clock clock, Orders orders, Uploads uploads, Works works, Accounts accounts) {
    this.home = home;
    this.clock = clock;
    this.orders = orders;
    this.uploads = uploads;
    this.works = works;
    this.accounts = accounts;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/orders", LOOK, c -> Answer.ok(all(c.user()))),
        Route.post("/orders", MAKE, this::order),
        Route.get("/orders/{id}", LOOK, c -> Answer.ok(Views.order(find(c)))),
        Route.post("/orders/{id}/approve", REVIEW, c -> decide(c, Order.State.APPROVED)),
        Route.post("/orders/{id}/refuse", REVIEW, c -> decide(c, Order.State.REFUSED)),
        Route.post("/orders/{id}/cancel", LOOK, this::cancel),
        Route.get("/orders/{id}/sheet", LOOK, c -> new Answer.OfFile(sheet(c), "image/png", "")),
        Route.get(
            "/orders/{id}/report",
            LOOK,
            c -> new Answer.OfFile(job(find(c)).resolve("report.json"), "application/json", "")),
        Route.get("/orders/{id}/result", LOOK, this::result));
  }

  private ArrayNode all(User user) {
    ArrayNode all = Views.array();
    orders.newest(LISTED).stream()
        .filter(o -> Views.sees(user, o))
        .forEach(o -> all.add(Views.order(o)));
    return all;
  }

  private Answer order(Call c) {
    Order made = read(c);
    orders.add(made);
    works.order(made.id());
    return Answer.created(Views.order(made));
  }

  /**
   * An order as somebody asks for it, and may.
   *
   * @throws StudioException BAD_REQUEST, UNKNOWN
   */
  Order read(Call c) {
    JsonNode o = c.body();
    String word = Call.text(o, "maker");
    Order.Maker maker =
        Arrays.stream(Order.Maker.values())
            .filter(m -> m.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Call.bad(
                        "maker '%s' is none of swap, lipsync, reenact, talk, style"
                            .formatted(word)));
    boolean says = maker == Order.Maker.TALK || maker == Order.Maker.LIPSYNC;
    boolean shows = maker != Order.Maker.STYLE;
    String file = maker == Order.Maker.TALK ? "" : Call.text(o, "file");
    JsonNode settings = o.path("settings").isObject() ? o.path("settings") : Views.object();
    Instant now = clock.instant();
    Order made =
        new Order(
            uploads.newId(),
            c.user().name(),
            maker,
            shows ? Call.text(o, "persona") : "",
            says ? Call.text(o, "text") : "",
            file,
            Call.optional(o, "rights"),
            settings.toString(),
            "",
            Order.State.QUEUED,
            "",
            "",
            "",
            0,
            now,
            now);
    Wish wish = new Wish(uploads, made);
    if (!file.isEmpty()) {
      uploads.use(file, c.user());
    }
    wish.brought().forEach(f -> uploads.use(f, c.user()));
    wish.check();
    if (shows) {
      try (Workshop shop = new Workshop(home, clock)) {
        shop.personas().show(made.persona());
      }
    }
    return made;
  }

  private Answer decide(Call c, Order.State to) {
    Order o = find(c);
    JsonNode said = c.body();
    User user = c.user();
    if (o.owner().equals(user.name()) && accounts.all().size() > 1) {
      throw new StudioException(
          StudioException.Code.FORBIDDEN, "somebody else has to look at what you have made");
    }
    String name = user.alone() ? Call.text(said, "by") : user.name();
    String by = new Reviewer(name, Reviewer.How.ASKED).name();
    String why = to == Order.State.REFUSED ? Call.text(said, "why") : "";
    move(o, o.with(to, o.job(), why, by, clock.instant()), Order.State.DRAFT);
    works.order(o.id());
    return Answer.ok(Views.order(find(c)));
  }

  private Answer cancel(Call c) {
    Order o = find(c);
    if (!o.owner().equals(c.user().name()) && !c.user().may(Role.ADMIN)) {
      throw new StudioException(
          StudioException.Code.FORBIDDEN, "only who ordered it, or an admin, can cancel it");
    }
    if (o.state() == Order.State.RUNNING) {
      orders.stop(o.id());
    } else {
      Order to = o.with(Order.State.CANCELLED, o.job(), "", o.reviewer(), clock.instant());
      boolean waits = o.state() == Order.State.DRAFT || o.state() == Order.State.RETURNED;
      move(o, to, waits ? o.state() : Order.State.QUEUED);
    }
    return Answer.ok(Views.order(find(c)));
  }

  void move(Order o, Order to, Order.State from) {
    if (!orders.move(to, from)) {
      throw new StudioException(
          StudioException.Code.CONFLICT,
          "the order is %s; it has to be %s for that".formatted(o.state().word(), from.word()));
    }
  }

  private Path sheet(Call c) {
    return job(find(c)).resolve("sheet.png");
  }

  private Answer result(Call c) {
    Order o = find(c);
    if (o.state() != Order.State.DONE) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "the order is " + o.state().word() + ", not done");
    }
    String name = uploads.result(o.id()).orElseThrow(MediaStore::unknown);
    boolean still = name.endsWith(".png");
    return new Answer.OfMedia(
        uploads.media().read(name),
        still ? "image/png" : "video/mp4",
        "likeness-" + o.id() + (still ? ".png" : ".mp4"));
  }

  Path job(Order o) {
    if (o.job().isEmpty()) {
      throw new StudioException(StudioException.Code.UNKNOWN, "there is nothing to look at yet");
    }
    return home.jobs().resolve(o.job());
  }

  /** The order that is meant, if it is theirs to see; else it is as though there were none. */
  Order find(Call c) {
    return orders
        .find(c.path("id"))
        .filter(o -> Views.sees(c.user(), o))
        .orElseThrow(
            () -> new StudioException(StudioException.Code.UNKNOWN, "there is no such order"));
  }
}
