package dev.likeness.studio;

import dev.likeness.core.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that bear an idempotency key are done once: who repeats one within a day, because no
 * answer came, gets the first answer. Thread-safe.
 */
final class Repeats {
  static final Duration KEPT = Duration.ofDays(1);

  private static final Duration LOST = Duration.ofMinutes(10);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final int UNDER_WAY = 0;

  private final Database db;
  private final Clock clock;

  Repeats(Database db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param repeated whether it is an earlier one
   */
  record Kept(Answer answer, boolean repeated) {}

  private record Row(String request, int status, String body) {}

  /**
   * Does something, or says what came of it before.
   *
   * @throws StudioException BAD_REQUEST for a key that is none; OTHER_REQUEST where it stands for
   *     something else; CONFLICT where that is still under way
   */
  Kept once(String owner, String key, String what, byte[] body, Supplier<Answer> work) {
    if (!KEY.matcher(key).matches()) {
      throw Call.bad("an Idempotency-Key has 1 to 200 letters, digits or signs");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((what + "\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    String request = Digest.of(all.toByteArray()).hex();
    Optional<Row> before = claim(owner, key, request);
    if (before.isPresent()) {
      return again(before.get(), request);
    }
    boolean kept = false;
    try {
      Answer answer = work.get();
      if (answer instanceof Answer.Json j) {
        keep(owner, key, j.status(), j.body().toString());
        kept = true;
      } else if (answer instanceof Answer.Empty) {
        keep(owner, key, 204, "null");
        kept = true;
      }
      return new Kept(answer, false);
    } finally {
      if (!kept) {
        db.run(h -> h.execute("DELETE FROM repeats WHERE owner = ? AND key = ?", owner, key));
      }
    }
  }

  private static Kept again(Row row, String request) {
    if (!row.request().equals(request)) {
      throw new StudioException(
          StudioException.Code.OTHER_REQUEST, "this Idempotency-Key stands for another request");
    }
    if (row.status() == UNDER_WAY) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "the request with this key is still under way");
    }
    Answer first =
        row.status() == 204
            ? new Answer.Empty()
            : new Answer.Json(row.status(), JsonMapper.shared().readTree(row.body()));
    return new Kept(first, true);
  }

  /** What there is of this key; empty where it is the caller's from now on. */
  private Optional<Row> claim(String owner, String key, String request) {
    Instant now = clock.instant();
    return db.get(
        h -> {
          h.execute(
              "DELETE FROM repeats WHERE created < ? OR (status = 0 AND created < ?)",
              now.minus(KEPT).toString(),
              now.minus(LOST).toString());
          int mine =
              h.execute(
                  "INSERT INTO repeats (owner, key, request, status, body, created)"
                      + " VALUES (?, ?, ?, 0, '', ?) ON CONFLICT DO NOTHING",
                  owner,
                  key,
                  request,
                  now.toString());
          if (mine == 1) {
            return Optional.<Row>empty();
          }
          return h.createQuery(
                  "SELECT request, status, body FROM repeats WHERE owner = ? AND key = ?")
              .bind(0, owner)
              .bind(1, key)
              .map(
                  (r, c) ->
                      new Row(r.getString("request"), r.getInt("status"), r.getString("body")))
              .findOne();
        });
  }

  private void keep(String owner, String key, int status, String body) {
    db.run(
        h ->
            h.execute(
                "UPDATE repeats SET status = ?, body = ? WHERE owner = ? AND key = ?",
                status,
                body,
                owner,
                key));
  }
}
