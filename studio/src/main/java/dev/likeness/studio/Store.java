package dev.likeness.studio;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The studio's database: SQLite in one file, written ahead, safe against a kill at any moment. One
 * connection for all, in turn: with one for each question, whoever is last tidies the file away
 * under whoever comes next. Thread-safe. Must be closed.
 */
final class Store implements AutoCloseable {
  /** Changes of the schema in their order; what was applied is counted in user_version. */
  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE orders (
            id TEXT PRIMARY KEY, maker TEXT NOT NULL, persona TEXT NOT NULL, text TEXT NOT NULL,
            file TEXT NOT NULL, rights TEXT NOT NULL, state TEXT NOT NULL, job TEXT NOT NULL,
            note TEXT NOT NULL, reviewer TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL)
          """);

  private static final RowMapper<Order> ORDER =
      (r, c) ->
          new Order(
              r.getString("id"),
              Order.Maker.valueOf(r.getString("maker").toUpperCase(Locale.ROOT)),
              r.getString("persona"),
              r.getString("text"),
              r.getString("file"),
              r.getString("rights"),
              Order.State.valueOf(r.getString("state").toUpperCase(Locale.ROOT)),
              r.getString("job"),
              r.getString("note"),
              r.getString("reviewer"),
              Instant.parse(r.getString("created")),
              Instant.parse(r.getString("changed")));

  private final Handle db;

  /** Opens or makes it, and brings an older one up to date. */
  Store(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(5000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    db = Jdbi.open(source);
    try {
      db.useTransaction(h -> migrate(h, file));
    } catch (RuntimeException e) {
      db.close();
      throw e;
    }
  }

  private static void migrate(Handle h, Path file) {
    int done = h.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
    if (done > MIGRATIONS.size()) {
      throw new StudioException(
          StudioException.Code.NEWER, file + " was made by a newer Likeness; start that one");
    }
    for (String m : MIGRATIONS.subList(done, MIGRATIONS.size())) {
      h.execute(m);
    }
    h.execute("PRAGMA user_version = " + MIGRATIONS.size());
  }

  synchronized void add(Order o) {
    db.createUpdate(
            "INSERT INTO orders VALUES (:id, :maker, :persona, :text, :file, :rights,"
                + " :state, :job, :note, :reviewer, :created, :changed)")
        .bind("id", o.id())
        .bind("maker", o.maker().name().toLowerCase(Locale.ROOT))
        .bind("persona", o.persona())
        .bind("text", o.text())
        .bind("file", o.file())
        .bind("rights", o.rights())
        .bind("state", o.state().word())
        .bind("job", o.job())
        .bind("note", o.note())
        .bind("reviewer", o.reviewer())
        .bind("created", o.created().toString())
        .bind("changed", o.changed().toString())
        .execute();
  }

  /**
   * Writes how far an order is, if it is still as far as the caller knows.
   *
   * @return false where somebody else was quicker
   */
  synchronized boolean move(Order o, Order.State from) {
    return db.createUpdate(
                "UPDATE orders SET state = :state, job = :job, note = :note,"
                    + " reviewer = :reviewer, changed = :changed"
                    + " WHERE id = :id AND state = :from")
            .bind("state", o.state().word())
            .bind("job", o.job())
            .bind("note", o.note())
            .bind("reviewer", o.reviewer())
            .bind("changed", o.changed().toString())
            .bind("id", o.id())
            .bind("from", from.word())
            .execute()
        == 1;
  }

  synchronized Optional<Order> find(String id) {
    return db.createQuery("SELECT * FROM orders WHERE id = :id")
        .bind("id", id)
        .map(ORDER)
        .findOne();
  }

  /** The newest first, so many at most. */
  synchronized List<Order> newest(int most) {
    return db.createQuery("SELECT * FROM orders ORDER BY created DESC, id LIMIT :most")
        .bind("most", most)
        .map(ORDER)
        .list();
  }

  /** What the worker has to do, in the order of their coming. */
  synchronized List<Order> open() {
    return db.createQuery("SELECT * FROM orders ORDER BY created, id").map(ORDER).stream()
        .filter(o -> o.state().open())
        .toList();
  }

  @Override
  public synchronized void close() {
    db.close();
  }
}
