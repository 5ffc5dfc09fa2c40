package dev.likeness.studio;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The files that are, or were, verified. Thread-safe. */
final class Checks {
  private static final RowMapper<Check> CHECK =
      (r, c) ->
          new Check(
              r.getString("id"),
              r.getString("owner"),
              r.getString("file"),
              r.getString("name"),
              Check.State.of(r.getString("state")),
              r.getString("credentials"),
              r.getString("verdict"),
              r.getString("says"),
              r.getString("note"),
              r.getInt("attempts"),
              Instant.parse(r.getString("created")),
              Instant.parse(r.getString("changed")));

  private final Database db;

  Checks(Database db) {
    this.db = db;
  }

  void add(Check k) {
    db.run(
        h ->
            h.createUpdate(
                    "INSERT INTO checks (id, owner, file, name, state, credentials, verdict, says,"
                        + " note, attempts, created, changed) VALUES (:id, :owner, :file, :name,"
                        + " :state, '', '', '', '', 0, :created, :created)")
                .bind("id", k.id())
                .bind("owner", k.owner())
                .bind("file", k.file())
                .bind("name", k.name())
                .bind("state", k.state().word())
                .bind("created", k.created().toString())
                .execute());
  }

  /** Counts one more beginning; how many that makes. */
  int begin(String id, Instant now) {
    return db.get(
        h -> {
          h.execute(
              "UPDATE checks SET attempts = attempts + 1, state = 'running', changed = ? WHERE id = ?",
              now.toString(),
              id);
          return h.createQuery("SELECT attempts FROM checks WHERE id = ?")
              .bind(0, id)
              .mapTo(Integer.class)
              .findOne()
              .orElse(0);
        });
  }

  void done(String id, String credentials, String verdict, String says, Instant now) {
    db.run(
        h ->
            h.execute(
                "UPDATE checks SET state = 'done', credentials = ?, verdict = ?, says = ?,"
                    + " changed = ? WHERE id = ?",
                credentials,
                verdict,
                says,
                now.toString(),
                id));
  }

  void failed(String id, String note, Instant now) {
    db.run(
        h ->
            h.execute(
                "UPDATE checks SET state = 'failed', note = ?, changed = ? WHERE id = ?",
                note,
                now.toString(),
                id));
  }

  Optional<Check> find(String id) {
    return db.get(
        h -> h.createQuery("SELECT * FROM checks WHERE id = ?").bind(0, id).map(CHECK).findOne());
  }

  /** The newest first, so many at most. */
  List<Check> newest(int most) {
    return db.get(
        h ->
            h.createQuery("SELECT * FROM checks ORDER BY created DESC, id LIMIT ?")
                .bind(0, most)
                .map(CHECK)
                .list());
  }

  List<String> open() {
    return db.get(
        h ->
            h.createQuery(
                    "SELECT id FROM checks WHERE state IN ('queued', 'running') ORDER BY created, id")
                .mapTo(String.class)
                .list());
  }

  void remove(String id) {
    db.run(h -> h.execute("DELETE FROM checks WHERE id = ?", id));
  }
}
