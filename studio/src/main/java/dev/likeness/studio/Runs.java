package dev.likeness.studio;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import tools.jackson.databind.node.ArrayNode;

/** The training runs in the database. Thread-safe. */
final class Runs {
  private static final RowMapper<Run> RUN =
      (r, c) ->
          new Run(
              r.getString("id"),
              r.getString("owner"),
              Run.Kind.valueOf(r.getString("kind").toUpperCase(Locale.ROOT)),
              r.getString("title"),
              r.getString("rights"),
              Views.JSON
                  .readTree(r.getString("files"))
                  .valueStream()
                  .map(f -> f.asString(""))
                  .toList(),
              r.getString("folder"),
              r.getString("settings"),
              Run.State.of(r.getString("state")),
              r.getString("note"),
              new Pulse(
                  r.getString("id"), r.getString("stage"), r.getLong("done"), r.getLong("total")),
              Instant.parse(r.getString("created")),
              Instant.parse(r.getString("changed")));

  /** How trainers call the learning itself. */
  private static final Set<String> LEARNING = Set.of("training", "Learning");

  private final Database db;

  Runs(Database db) {
    this.db = db;
  }

  void add(Run r) {
    ArrayNode files = Views.words(r.files());
    db.run(
        h ->
            h.createUpdate(
                    "INSERT INTO runs (id, owner, kind, title, rights, files, folder, settings,"
                        + " state, note, attempts, stop, stage, done, total, created, changed)"
                        + " VALUES (:id, :owner, :kind, :title, :rights, :files, :folder,"
                        + " :settings, :state, '', 0, 0, '', 0, 0, :created, :created)")
                .bind("id", r.id())
                .bind("owner", r.owner())
                .bind("kind", r.kind().word())
                .bind("title", r.title())
                .bind("rights", r.rights())
                .bind("files", files.toString())
                .bind("folder", r.folder())
                .bind("settings", r.settings())
                .bind("state", r.state().word())
                .bind("created", r.created().toString())
                .execute());
  }

  /**
   * Changes how far a run is, if it still is as far as the caller knows.
   *
   * @return false where somebody else was quicker
   */
  boolean move(String id, Run.State from, Run.State to, String note, Instant now) {
    return db.get(
        h ->
            h.createUpdate(
                        "UPDATE runs SET state = :to, note = :note, changed = :now, attempts = 0,"
                            + " stop = 0 WHERE id = :id AND state = :from")
                    .bind("to", to.word())
                    .bind("note", note)
                    .bind("now", now.toString())
                    .bind("id", id)
                    .bind("from", from.word())
                    .execute()
                == 1);
  }

  /** Counts one more beginning; how many that makes since it last came further. */
  int begin(String id) {
    return db.get(
        h -> {
          h.execute("UPDATE runs SET attempts = attempts + 1 WHERE id = ?", id);
          return h.createQuery("SELECT attempts FROM runs WHERE id = ?")
              .bind(0, id)
              .mapTo(Integer.class)
              .one();
        });
  }

  /**
   * Keeps how far it is.
   *
   * @return whether it shall stop
   */
  boolean pulse(Pulse p) {
    return db.get(
        h -> {
          h.execute(
              "UPDATE runs SET attempts = CASE WHEN ? > done THEN 0 ELSE attempts END, stage = ?,"
                  + " done = CASE WHEN ? > done THEN ? ELSE done END, total = ? WHERE id = ?",
              counted(p),
              p.stage(),
              counted(p),
              counted(p),
              p.total(),
              p.of());
          return h.createQuery("SELECT stop FROM runs WHERE id = ?")
              .bind(0, p.of())
              .mapTo(Integer.class)
              .findOne()
              .filter(s -> s == 1)
              .isPresent();
        });
  }

  /** Steps of the learning itself; what is done before and after has counts of its own. */
  private static long counted(Pulse p) {
    return LEARNING.contains(p.stage()) ? p.done() : 0;
  }

  /** Asks whoever is at work on it to stop. */
  void stop(String id) {
    db.run(h -> h.execute("UPDATE runs SET stop = 1 WHERE id = ?", id));
  }

  Optional<Run> find(String id) {
    return db.get(
        h -> h.createQuery("SELECT * FROM runs WHERE id = ?").bind(0, id).map(RUN).findOne());
  }

  /** The newest first, so many at most. */
  List<Run> newest(int most) {
    return db.get(
        h ->
            h.createQuery("SELECT * FROM runs ORDER BY created DESC, id LIMIT ?")
                .bind(0, most)
                .map(RUN)
                .list());
  }

  List<String> open() {
    return db.get(
        h ->
            h.createQuery(
                    "SELECT id FROM runs WHERE state IN ('queued', 'running') ORDER BY created, id")
                .mapTo(String.class)
                .list());
  }

  void remove(String id) {
    db.run(h -> h.execute("DELETE FROM runs WHERE id = ?", id));
  }
}
