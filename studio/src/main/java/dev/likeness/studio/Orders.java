package dev.likeness.studio;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The orders in the database. Thread-safe. */
final class Orders {
  private static final RowMapper<Order> ORDER =
      (r, c) ->
          new Order(
              r.getString("id"),
              r.getString("owner"),
              Order.Maker.valueOf(r.getString("maker").toUpperCase(Locale.ROOT)),
              r.getString("persona"),
              r.getString("text"),
              r.getString("file"),
              r.getString("rights"),
              r.getString("settings"),
              r.getString("parent"),
              Order.State.of(r.getString("state")),
              r.getString("job"),
              r.getString("note"),
              r.getString("reviewer"),
              r.getInt("attempts"),
              Instant.parse(r.getString("created")),
              Instant.parse(r.getString("changed")));

  private final Database db;

  Orders(Database db) {
    this.db = db;
  }

  void add(Order o) {
    db.run(
        h ->
            h.createUpdate(
                    "INSERT INTO orders (id, owner, maker, persona, text, file, rights, settings,"
                        + " parent, state, job, note, reviewer, attempts, created, changed) VALUES"
                        + " (:id, :owner, :maker, :persona, :text, :file, :rights, :settings,"
                        + " :parent, :state, :job, :note, :reviewer, :attempts, :created, :changed)")
                .bind("id", o.id())
                .bind("owner", o.owner())
                .bind("maker", o.maker().word())
                .bind("persona", o.persona())
                .bind("text", o.text())
                .bind("file", o.file())
                .bind("rights", o.rights())
                .bind("settings", o.settings())
                .bind("parent", o.parent())
                .bind("state", o.state().word())
                .bind("job", o.job())
                .bind("note", o.note())
                .bind("reviewer", o.reviewer())
                .bind("attempts", o.attempts())
                .bind("created", o.created().toString())
                .bind("changed", o.changed().toString())
                .execute());
  }

  /**
   * Writes how far an order is, if it is still as far as the caller knows.
   *
   * @return false where somebody else was quicker
   */
  boolean move(Order o, Order.State from) {
    return db.get(
        h ->
            h.createUpdate(
                        "UPDATE orders SET state = :state, job = :job, note = :note,"
                            + " reviewer = :reviewer, changed = :changed, attempts = 0, stop = 0,"
                            + " stage = '', done = 0, total = 0 WHERE id = :id AND state = :from")
                    .bind("state", o.state().word())
                    .bind("job", o.job())
                    .bind("note", o.note())
                    .bind("reviewer", o.reviewer())
                    .bind("changed", o.changed().toString())
                    .bind("id", o.id())
                    .bind("from", from.word())
                    .execute()
                == 1);
  }

  /** Counts one more beginning; how many that makes. */
  int begin(String id) {
    return db.get(
        h -> {
          h.execute("UPDATE orders SET attempts = attempts + 1 WHERE id = ?", id);
          return h.createQuery("SELECT attempts FROM orders WHERE id = ?")
              .bind(0, id)
              .mapTo(Integer.class)
              .one();
        });
  }

  /** With more done than any beginning before, it is the first one again. */
  void begunWith(String id, long frames) {
    db.run(
        h ->
            h.execute(
                "UPDATE orders SET attempts = 1, kept = ? WHERE id = ? AND kept < ?",
                frames,
                id,
                frames));
  }

  /** A beginning that was ended in order does not count. */
  void unbegin(String id) {
    db.run(h -> h.execute("UPDATE orders SET attempts = attempts - 1 WHERE id = ?", id));
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
              "UPDATE orders SET stage = ?, done = ?, total = ? WHERE id = ?",
              p.stage(),
              p.done(),
              p.total(),
              p.of());
          return h.createQuery("SELECT stop FROM orders WHERE id = ?")
              .bind(0, p.of())
              .mapTo(Integer.class)
              .findOne()
              .filter(s -> s == 1)
              .isPresent();
        });
  }

  /** Asks whoever is at work on it to stop. */
  void stop(String id) {
    db.run(h -> h.execute("UPDATE orders SET stop = 1 WHERE id = ?", id));
  }

  /** What is under way. */
  List<Pulse> pulses() {
    return db.get(
        h ->
            h.createQuery(
                    "SELECT id, stage, done, total FROM orders WHERE stage <> '' ORDER BY created, id")
                .map(
                    (r, c) ->
                        new Pulse(
                            r.getString("id"),
                            r.getString("stage"),
                            r.getLong("done"),
                            r.getLong("total")))
                .list());
  }

  Optional<Order> find(String id) {
    return db.get(
        h ->
            h.createQuery("SELECT * FROM orders WHERE id = :id")
                .bind("id", id)
                .map(ORDER)
                .findOne());
  }

  /** The newest first: so many at most, and all that somebody still waits for. */
  List<Order> newest(int most) {
    return db.get(
        h ->
            h.createQuery(
                    "SELECT * FROM orders WHERE id IN"
                        + " (SELECT id FROM orders ORDER BY created DESC, id LIMIT :most)"
                        + " OR state IN ('queued', 'running', 'draft', 'returned')"
                        + " ORDER BY created DESC, id")
                .bind("most", most)
                .map(ORDER)
                .list());
  }

  /** All in one of these states. */
  List<Order> in(Order.State... states) {
    return db.get(
        h ->
            h.createQuery("SELECT * FROM orders WHERE state IN (<states>) ORDER BY created, id")
                .bindList("states", Arrays.stream(states).map(Order.State::word).toList())
                .map(ORDER)
                .list());
  }

  /** Those that a worker has something to do with, in the order of their coming. */
  List<String> open() {
    return db.get(
        h ->
            h.createQuery(
                    "SELECT id FROM orders WHERE state IN ('queued', 'running', 'approved',"
                        + " 'refused') ORDER BY created, id")
                .mapTo(String.class)
                .list());
  }
}
