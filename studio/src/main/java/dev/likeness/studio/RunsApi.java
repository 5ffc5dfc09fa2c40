package dev.likeness.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is learnt from pictures. */
final class RunsApi {
  static final int LISTED = 50;
  private static final int LONGEST = 200;
  private static final Set<Role> MAKE = Set.of(Role.MAKER);

  private final Clock clock;
  private final Runs runs;
  private final Uploads uploads;
  private final Works works;

  RunsApi(Clock clock, Runs runs, Uploads uploads, Works works) {
    this.clock = clock;
    this.runs = runs;
    this.uploads = uploads;
    this.works = works;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/pictures", MAKE, c -> Answer.ok(Views.words(uploads.runs().pictureFolders()))),
        Route.get("/runs", MAKE, this::all),
        Route.post("/runs", MAKE, this::begin),
        Route.get("/runs/{id}", MAKE, c -> Answer.ok(whole(find(c)))),
        Route.delete("/runs/{id}", MAKE, this::remove),
        Route.post("/runs/{id}/stop", MAKE, this::stop),
        Route.post("/runs/{id}/resume", MAKE, this::resume),
        Route.get("/runs/{id}/samples/{step}", MAKE, this::samples),
        Route.get("/runs/{id}/result", MAKE, this::result));
  }

  private Answer all(Call c) {
    ArrayNode all = Views.array();
    runs.newest(LISTED).stream()
        .filter(r -> r.owner().equals(c.user().name()))
        .forEach(r -> all.add(Views.run(r)));
    return Answer.ok(all);
  }

  private Answer begin(Call c) {
    JsonNode o = c.body();
    String word = Call.text(o, "kind");
    Run.Kind kind =
        Arrays.stream(Run.Kind.values())
            .filter(k -> k.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Call.bad(
                        "kind '%s' is none of %s"
                            .formatted(
                                word,
                                Arrays.stream(Run.Kind.values())
                                    .map(Run.Kind::word)
                                    .collect(Collectors.joining(", ")))));
    List<String> files = new ArrayList<>();
    o.path("files").forEach(f -> files.add(f.asString("")));
    String folder = Call.optional(o, "folder");
    if (!folder.isEmpty() && !uploads.runs().pictureFolders().contains(folder)) {
      throw Call.bad("there is no folder '%s' among LIKENESS_HOME/pictures".formatted(folder));
    }
    JsonNode settings = o.path("settings").isObject() ? o.path("settings") : Views.object();
    Instant now = clock.instant();
    String id = uploads.newId();
    Run r =
        new Run(
            id,
            c.user().name(),
            kind,
            brief("title", Call.text(o, "title")),
            brief("rights", Call.optional(o, "rights")),
            files,
            folder,
            settings.toString(),
            Run.State.QUEUED,
            "",
            new Pulse(id, "", 0, 0),
            now,
            now);
    RunWork.trainer(kind).check(r);
    uploads.runs().gather(id, files.stream().map(f -> uploads.use(f, c.user())).toList());
    runs.add(r);
    works.run(id);
    return Answer.created(Views.run(r));
  }

  private static String brief(String name, String s) {
    if (s.length() > LONGEST) {
      throw Call.bad("'%s' has at most %d characters".formatted(name, LONGEST));
    }
    return s;
  }

  /** With its curves, as far as there are any. */
  private ObjectNode whole(Run r) {
    ObjectNode o = Views.run(r);
    Path live = uploads.runs().run(r.id()).live();
    if (Files.exists(live)) {
      try {
        o.set("live", Views.JSON.readTree(Files.readString(live)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return o;
  }

  private Answer stop(Call c) {
    Run r = find(c);
    if (r.state() == Run.State.RUNNING) {
      runs.stop(r.id());
    } else {
      move(r, Run.State.QUEUED, Run.State.STOPPED);
    }
    return Answer.ok(Views.run(find(c)));
  }

  private Answer resume(Call c) {
    Run r = find(c);
    boolean failed = r.state() == Run.State.FAILED;
    move(r, failed ? Run.State.FAILED : Run.State.STOPPED, Run.State.QUEUED);
    works.run(r.id());
    return Answer.ok(Views.run(find(c)));
  }

  private void move(Run r, Run.State from, Run.State to) {
    if (!runs.move(r.id(), from, to, "", clock.instant())) {
      throw new StudioException(
          StudioException.Code.CONFLICT,
          "the run is %s; it has to be %s for that".formatted(r.state().word(), from.word()));
    }
  }

  private Answer remove(Call c) {
    Run r = find(c);
    if (r.state().open()) {
      throw new StudioException(
          StudioException.Code.CONFLICT,
          "the run is %s; stop it first".formatted(r.state().word()));
    }
    runs.remove(r.id());
    uploads.runs().forget(r.id());
    return new Answer.Empty();
  }

  private Answer samples(Call c) {
    Run r = find(c);
    String step = c.path("step");
    if (!step.matches("\\d{1,7}")) {
      throw Call.bad("a step is a number from 0 on");
    }
    Path file = RunWork.trainer(r.kind()).samples(uploads.runs().run(r.id()), Long.parseLong(step));
    return new Answer.OfFile(file, "image/png", "");
  }

  private Answer result(Call c) {
    Run r = find(c);
    if (r.state() != Run.State.DONE) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "the run is " + r.state().word() + ", not done");
    }
    if (!RunWork.trainer(r.kind()).leaves()) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "what was learnt lies with the persona");
    }
    return new Answer.OfFile(
        uploads.runs().run(r.id()).result(),
        "application/octet-stream",
        "likeness-" + r.id() + ".safetensors");
  }

  /** The run that is meant, if it is theirs; else it is as though there were none. */
  private Run find(Call c) {
    return runs.find(c.path("id"))
        .filter(r -> r.owner().equals(c.user().name()))
        .orElseThrow(
            () -> new StudioException(StudioException.Code.UNKNOWN, "there is no such run"));
  }
}
