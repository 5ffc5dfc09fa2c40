package dev.likeness.studio;

import dev.likeness.consent.ConsentException;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.flow.FlowException;
import dev.likeness.media.MediaException;
import dev.likeness.provenance.GateRefused;
import dev.likeness.synthesis.run.MakerException;
import dev.likeness.synthesis.style.StyleException;
import dev.likeness.voice.speech.SpeechException;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What went wrong, as problem details (RFC 9457). */
final class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  private Problems() {}

  static void send(ServerResponse res, Status status, String detail) {
    byte[] body =
        JsonMapper.shared()
            .createObjectNode()
            .put("title", status.reasonPhrase())
            .put("status", status.code())
            .put("detail", detail)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    res.status(status).header("Content-Type", "application/problem+json").send(body);
  }

  static void addTo(HttpRouting.Builder routing) {
    routing
        .error(StudioException.class, (req, res, e) -> send(res, status(e), text(e)))
        .error(FlowException.class, (req, res, e) -> send(res, status(e), text(e)))
        .error(ConsentRefused.class, (req, res, e) -> send(res, Status.FORBIDDEN_403, text(e)))
        .error(GateRefused.class, (req, res, e) -> send(res, Status.FORBIDDEN_403, text(e)))
        .error(MakerException.class, (req, res, e) -> send(res, status(e), text(e)))
        .error(MediaException.class, (req, res, e) -> send(res, Status.BAD_REQUEST_400, text(e)))
        .error(SpeechException.class, (req, res, e) -> send(res, Status.BAD_REQUEST_400, text(e)))
        .error(StyleException.class, (req, res, e) -> send(res, Status.BAD_REQUEST_400, text(e)))
        .error(ConsentException.class, (req, res, e) -> send(res, Status.CONFLICT_409, text(e)))
        .error(
            JacksonException.class,
            (req, res, e) -> send(res, Status.BAD_REQUEST_400, "the request is no JSON object"))
        .error(
            IllegalArgumentException.class,
            (req, res, e) -> send(res, Status.BAD_REQUEST_400, text(e)))
        .error(HttpException.class, (req, res, e) -> send(res, e.status(), "it cannot be answered"))
        .error(RuntimeException.class, (req, res, e) -> unexpected(res, e));
  }

  /** What nobody foresaw may hold what is nobody's business: it goes to the log. */
  private static void unexpected(ServerResponse res, RuntimeException e) {
    LOG.log(System.Logger.Level.ERROR, "a request failed", e);
    send(
        res,
        Status.INTERNAL_SERVER_ERROR_500,
        "something went wrong in the studio; its log says what");
  }

  private static String text(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  private static Status status(StudioException e) {
    return switch (e.code()) {
      case BAD_REQUEST -> Status.BAD_REQUEST_400;
      case UNKNOWN -> Status.NOT_FOUND_404;
      case CONFLICT, RUNNING -> Status.CONFLICT_409;
      case TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE_413;
      case FORBIDDEN -> Status.FORBIDDEN_403;
      case UNKNOWN_USER -> Status.UNAUTHORIZED_401;
      case TOO_OFTEN -> Status.TOO_MANY_REQUESTS_429;
      case OTHER_REQUEST -> Status.create(422, "Unprocessable Content");
      case MEDIA -> Status.SERVICE_UNAVAILABLE_503;
      case NEWER, PORT, IO -> Status.INTERNAL_SERVER_ERROR_500;
    };
  }

  private static Status status(MakerException e) {
    return switch (e.code()) {
      case NO_FACE, NO_SUCH_FRAME -> Status.NOT_FOUND_404;
      case OTHER_JOB, JOB_FOLDER -> Status.INTERNAL_SERVER_ERROR_500;
    };
  }

  private static Status status(FlowException e) {
    return switch (e.code()) {
      case BAD_REQUEST, UNSUITABLE -> Status.BAD_REQUEST_400;
      case UNKNOWN -> Status.NOT_FOUND_404;
      case EXISTS, NOT_APPROVED -> Status.CONFLICT_409;
      case IO -> Status.INTERNAL_SERVER_ERROR_500;
    };
  }
}
