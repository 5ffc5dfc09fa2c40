package dev.likeness.studio;

import io.helidon.http.Method;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** The desk for incoming files: all examiners see all that lies there. */
final class ChecksApi {
  private static final int LISTED = 200;
  private static final Set<Role> EXAMINE = Set.of(Role.EXAMINER);

  /** The report brings its pictures and its style with it; nothing in it runs. */
  private static final String REPORT_POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'; sandbox";

  private final Clock clock;
  private final Checks checks;
  private final Uploads uploads;
  private final Works works;

  ChecksApi(Clock clock, Checks checks, Uploads uploads, Works works) {
    this.clock = clock;
    this.checks = checks;
    this.uploads = uploads;
    this.works = works;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/checks", EXAMINE, c -> Answer.ok(all())),
        Route.post("/checks", EXAMINE, this::add),
        Route.get("/checks/{id}", EXAMINE, c -> Answer.ok(Views.check(find(c)))),
        Route.delete("/checks/{id}", EXAMINE, this::remove),
        new Route(Method.GET, "/checks/{id}/report", EXAMINE, this::report),
        Route.get(
            "/checks/{id}/all",
            EXAMINE,
            c -> new Answer.OfFile(done(c).resolve("all.json"), "application/json", "")));
  }

  private ArrayNode all() {
    ArrayNode all = Views.array();
    checks.newest(LISTED).forEach(k -> all.add(Views.check(k)));
    return all;
  }

  private Answer add(Call c) {
    Uploads.Brought file = uploads.use(Call.text(c.body(), "file"), c.user());
    Instant now = clock.instant();
    Check k =
        new Check(
            uploads.newId(),
            c.user().name(),
            file.id(),
            file.name(),
            Check.State.QUEUED,
            "",
            "",
            "",
            "",
            0,
            now,
            now);
    checks.add(k);
    works.check(k.id());
    return Answer.created(Views.check(k));
  }

  private Answer remove(Call c) {
    Check k = find(c);
    if (k.state() == Check.State.RUNNING) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "it is being looked at; remove it afterwards");
    }
    checks.remove(k.id());
    uploads.forgetReport(k.id());
    uploads.forget(k.file());
    return new Answer.Empty();
  }

  private Answer report(Call c, ServerResponse res) {
    Path page = done(c).resolve("report.html");
    res.header("Content-Security-Policy", REPORT_POLICY);
    res.header("X-Frame-Options", "SAMEORIGIN");
    return new Answer.OfFile(page, "text/html; charset=utf-8", "");
  }

  private Path done(Call c) {
    Check k = find(c);
    if (k.state() != Check.State.DONE) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "the check is " + k.state().word() + ", not done");
    }
    return uploads.report(k.id());
  }

  private Check find(Call c) {
    return checks
        .find(c.path("id"))
        .orElseThrow(
            () -> new StudioException(StudioException.Code.UNKNOWN, "there is no such check"));
  }
}
