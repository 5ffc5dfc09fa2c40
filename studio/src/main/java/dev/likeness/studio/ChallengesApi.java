package dev.likeness.studio;

import dev.likeness.consent.Challenge;
import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.core.Progress;
import dev.likeness.flow.AnswerRecipe;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.voice.ChallengeSpeech;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words that a person says before a camera, to show that it is they who consent. */
final class ChallengesApi {
  private static final Set<Role> MAKE = Set.of(Role.MAKER);
  private static final int MOST_PICTURES = 50;

  private final Home home;
  private final Clock clock;
  private final Uploads uploads;

  /** Networks are opened for one at a time. */
  private final Semaphore turn = new Semaphore(1);

  ChallengesApi(Home home, Clock clock, Uploads uploads) {
    this.home = home;
    this.clock = clock;
    this.uploads = uploads;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/challenges", MAKE, this::set),
        Route.post("/challenges/{id}/answer", MAKE, this::answer));
  }

  private Answer set(Call c) {
    String person = Call.text(c.body(), "person");
    try (Workshop shop = new Workshop(home, clock)) {
      Challenge k = new AnswerRecipe(shop).set(person);
      ObjectNode o =
          Views.object()
              .put("id", k.id())
              .put("person", k.subject())
              .put("expires", k.expires().toString());
      o.set("date", Views.words(ChallengeSpeech.date(k.date())));
      o.set("words", Views.words(k.words()));
      return Answer.created(o);
    }
  }

  /** Judges the recording; good or bad, it uses the challenge up, and is not kept. */
  private Answer answer(Call c) {
    JsonNode o = c.body();
    Uploads.Brought film = uploads.use(Call.text(o, "video"), c.user());
    if (!o.path("pictures").isArray()
        || o.path("pictures").isEmpty()
        || o.path("pictures").size() > MOST_PICTURES) {
      throw Call.bad(
          "'pictures' lists 1 to %d uploads: those of the grant".formatted(MOST_PICTURES));
    }
    List<Path> pictures = new ArrayList<>();
    o.path("pictures")
        .forEach(p -> pictures.add(uploads.file(uploads.use(p.asString(""), c.user()).id())));
    turn.acquireUninterruptibly();
    try (Workshop shop = new Workshop(home, clock)) {
      AnswerRecipe.Judged judged =
          new AnswerRecipe(shop)
              .answer(c.path("id"), uploads.file(film.id()), pictures, Progress.NONE);
      uploads.forget(film.id());
      return Answer.ok(json(judged));
    } finally {
      turn.release();
    }
  }

  private static ObjectNode json(AnswerRecipe.Judged judged) {
    ObjectNode o = Views.object().put("passed", judged.answer().passed());
    ArrayNode scores = o.putArray("scores");
    for (ChallengeAnswer.Score s : judged.answer().scores()) {
      scores
          .addObject()
          .put("check", s.check())
          .put("value", s.value())
          .put("bar", s.bar())
          .put("passed", s.passed());
    }
    o.set("lines", Views.words(judged.lines()));
    o.set("heard", Views.words(judged.heard()));
    return o;
  }
}
