package dev.likeness.studio;

import dev.likeness.flow.FrameLook;
import io.helidon.http.HeaderNames;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The REST API under {@code /api}: checks who asks, and writes what is answered. */
final class Api implements HttpService {
  private static final String KEY = "Idempotency-Key";

  private final List<Route> routes;
  private final Repeats repeats;

  Api(List<Route> routes, Repeats repeats) {
    this.routes = List.copyOf(routes);
    this.repeats = repeats;
  }

  List<Route> routes() {
    return routes;
  }

  @Override
  public void routing(HttpRules rules) {
    for (Route r : routes) {
      rules.route(r.method(), r.path(), (req, res) -> perform(r, req, res));
    }
  }

  private void perform(Route r, ServerRequest req, ServerResponse res) {
    User user = req.context().get(User.class).orElse(new User("", Set.of(), false));
    if (!r.roles().isEmpty() && r.roles().stream().noneMatch(user::may)) {
      throw new StudioException(
          StudioException.Code.FORBIDDEN,
          "this takes the role "
              + r.roles().stream().map(Role::word).sorted().collect(Collectors.joining(" or ")));
    }
    Call call = new Call(req, user);
    Optional<String> key = r.repeatable() ? header(req) : Optional.empty();
    if (key.isPresent()) {
      String what = r.method().text() + " " + req.path().path();
      Repeats.Kept kept =
          repeats.once(
              user.name(), key.get(), what, call.bytes(), () -> r.handler().answer(call, res));
      if (kept.repeated()) {
        res.header("Idempotent-Replayed", "true");
      }
      write(kept.answer(), res);
      return;
    }
    write(r.handler().answer(call, res), res);
  }

  private static Optional<String> header(ServerRequest req) {
    return req.headers().first(HeaderNames.create(KEY));
  }

  private static void write(Answer answer, ServerResponse res) {
    switch (answer) {
      case Answer.Json j ->
          res.status(Status.create(j.status()))
              .header("Content-Type", "application/json")
              .send(j.body().toString().getBytes(StandardCharsets.UTF_8));
      case Answer.Empty e -> res.status(Status.NO_CONTENT_204).send();
      case Answer.Picture p -> picture(p, res);
      case Answer.OfFile f -> file(f, res);
      case Answer.OfMedia m -> media(m, res);
      case Answer.Sent s -> {}
    }
  }

  private static void picture(Answer.Picture p, ServerResponse res) {
    res.header("Content-Type", "image/png");
    FrameLook.Seen seen = p.seen();
    if (seen != null) {
      res.header("Likeness-Frames", String.valueOf(seen.frames()));
      res.header("Likeness-Differs", seen.differs());
    }
    res.send(p.png());
  }

  private static void media(Answer.OfMedia m, ServerResponse res) {
    try (MediaStore.Reading media = m.media()) {
      res.header("Content-Type", m.type())
          .header("Content-Length", Long.toString(media.bytes()))
          .header("Content-Disposition", "inline; filename=\"%s\"".formatted(m.name()));
      try (OutputStream out = res.outputStream()) {
        media.in().transferTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void file(Answer.OfFile f, ServerResponse res) {
    if (!Files.isRegularFile(f.file())) {
      throw new StudioException(StudioException.Code.UNKNOWN, "it is not there (any more)");
    }
    try {
      res.header("Content-Type", f.type())
          .header("Content-Length", Long.toString(Files.size(f.file())));
      if (!f.name().isEmpty()) {
        res.header("Content-Disposition", "inline; filename=\"%s\"".formatted(f.name()));
      }
      try (OutputStream out = res.outputStream()) {
        Files.copy(f.file(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
