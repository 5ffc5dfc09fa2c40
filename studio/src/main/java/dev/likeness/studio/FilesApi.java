package dev.likeness.studio;

import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What is brought along. */
final class FilesApi {
  private static final Set<Role> BRING = Set.of(Role.MAKER, Role.EXAMINER);

  private final Uploads uploads;
  private final Looks looks;

  FilesApi(Uploads uploads, Looks looks) {
    this.uploads = uploads;
    this.looks = looks;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/files",
            BRING,
            c ->
                Answer.created(json(uploads.take(c.stream(), c.query("name"), c.user(), most(c))))),
        Route.get("/files/{id}", BRING, c -> Answer.ok(about(mine(c)))),
        Route.get(
            "/files/{id}/frames/{frame}",
            BRING,
            c -> looks.before(uploads.file(mine(c).id()), Looks.frame(c.path("frame")))));
  }

  /**
   * How many bytes are taken. What says beforehand that it is more is not read at all, and what
   * says nothing is taken up to a lower limit.
   */
  private static long most(Call c) {
    long said = c.length();
    Uploads.requireAtMost(said, Uploads.MOST);
    return said < 0 ? Uploads.MOST_UNSAID : Uploads.MOST;
  }

  private Uploads.Brought mine(Call c) {
    return uploads.use(c.path("id"), c.user());
  }

  private static ObjectNode json(Uploads.Brought b) {
    return Views.object()
        .put("id", b.id())
        .put("name", b.name())
        .put("kind", b.kind())
        .put("bytes", b.bytes());
  }

  private ObjectNode about(Uploads.Brought b) {
    ObjectNode o = json(b);
    MediaInfo.Video v = Media.probe(uploads.file(b.id())).video();
    if (v != null) {
      o.put("width", v.width()).put("height", v.height());
      o.put("frames", v.frames()).put("fps", v.fps()).put("seconds", v.seconds());
    }
    return o;
  }
}
