package dev.likeness.studio;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The studio's database: SQLite in one file, written ahead, safe against a kill at any moment; or
 * PostgreSQL, where several machines work. Thread-safe. Must be closed.
 */
final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 4;

  private final HikariDataSource source;
  private final Jdbi jdbi;
  private final Kind kind;

  /** What a type is called. */
  enum Kind {
    SQLITE("BLOB", "INTEGER", "INTEGER"),
    POSTGRES("BYTEA", "BOOLEAN", "TIMESTAMPTZ");

    private final String bytes;
    private final String truth;
    private final String moment;

    Kind(String bytes, String truth, String moment) {
      this.bytes = bytes;
      this.truth = truth;
      this.moment = moment;
    }

    private String in(String sql) {
      return sql.replace("{bytes}", bytes).replace("{truth}", truth).replace("{moment}", moment);
    }
  }

  private Database(HikariConfig config, Kind kind, String shown) {
    config.setMaximumPoolSize(CONNECTIONS);
    this.kind = kind;
    try {
      source = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StudioException(
          StudioException.Code.IO, "the database %s cannot be used: %s".formatted(shown, why(e)));
    }
    jdbi = Jdbi.create(source);
    try {
      jdbi.useTransaction(h -> migrate(h, shown));
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static String why(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }

  /** Opens or makes the file, and brings an older one up to date. */
  static Database sqlite(Path file) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setBusyTimeout(10_000);
    // who will write waits at the beginning, and never finds its reading outdated
    sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    return new Database(config, Kind.SQLITE, file.toString());
  }

  /**
   * Opens one that others may use as well.
   *
   * @param url {@code postgres://USER:PASSWORD@HOST:PORT/NAME}
   * @throws StudioException BAD_REQUEST where it is none; IO, NEWER
   */
  static Database postgres(String url) {
    URI u;
    try {
      u = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw unclear();
    }
    String scheme = u.getScheme();
    boolean named = "postgres".equals(scheme) || "postgresql".equals(scheme);
    if (!named || u.getHost() == null || u.getPath() == null || u.getPath().length() < 2) {
      throw unclear();
    }
    HikariConfig config = new HikariConfig();
    String place = u.getHost() + (u.getPort() < 0 ? "" : ":" + u.getPort()) + u.getPath();
    config.setJdbcUrl("jdbc:postgresql://" + place);
    String user = u.getRawUserInfo();
    if (user != null) {
      String[] parts = user.split(":", 2);
      config.setUsername(URLDecoder.decode(parts[0], StandardCharsets.UTF_8));
      if (parts.length == 2) {
        config.setPassword(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return new Database(config, Kind.POSTGRES, place);
  }

  /** Never shows what was given: it may hold a password. */
  private static StudioException unclear() {
    return new StudioException(
        StudioException.Code.BAD_REQUEST,
        "the database is named as postgres://USER:PASSWORD@HOST:PORT/NAME");
  }

  private void migrate(Handle h, String shown) {
    int done = version(h);
    if (done > Schema.MIGRATIONS.size()) {
      throw new StudioException(
          StudioException.Code.NEWER, shown + " was made by a newer Likeness; start that one");
    }
    List<String> wanted = Schema.MIGRATIONS.subList(done, Schema.MIGRATIONS.size());
    for (String m : wanted) {
      h.createScript(kind.in(m)).execute();
    }
    if (!wanted.isEmpty()) {
      setVersion(h, Schema.MIGRATIONS.size());
    }
  }

  private int version(Handle h) {
    if (kind == Kind.SQLITE) {
      return h.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
    }
    // two that start at once wait for each other
    h.execute("SELECT pg_advisory_xact_lock(7220841)");
    h.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
    return h.createQuery("SELECT version FROM schema_version")
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  private void setVersion(Handle h, int version) {
    if (kind == Kind.SQLITE) {
      h.execute("PRAGMA user_version = " + version);
      return;
    }
    h.execute("DELETE FROM schema_version");
    h.execute("INSERT INTO schema_version VALUES (?)", version);
  }

  Kind kind() {
    return kind;
  }

  DataSource source() {
    return source;
  }

  /** Asks or changes something, all of it or nothing. */
  <T> T get(Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }

  /** Likewise, without an answer. */
  void run(Consumer<Handle> work) {
    jdbi.useTransaction(work::accept);
  }

  /** Copies all of a SQLite database, at one moment, into a new file. */
  void copy(Path to) {
    if (kind != Kind.SQLITE) {
      throw new StudioException(
          StudioException.Code.BAD_REQUEST,
          "PostgreSQL is backed up with its own tools: pg_dump and pg_restore");
    }
    jdbi.useHandle(h -> h.execute("VACUUM INTO ?", to.toAbsolutePath().toString()));
  }

  /** How the job library has to speak to it. */
  JdbcCustomization customization() {
    return kind == Kind.POSTGRES ? new PostgreSqlJdbcCustomization(false, false) : new Sqlite();
  }

  /** What SQLite says otherwise than standard SQL: limits; moments are milliseconds. */
  private static final class Sqlite extends DefaultJdbcCustomization {
    Sqlite() {
      super(false);
    }

    @Override
    public String getName() {
      return "SQLite";
    }

    @Override
    public void setInstant(PreparedStatement p, int index, @Nullable Instant value)
        throws SQLException {
      p.setObject(index, value == null ? null : value.toEpochMilli());
    }

    @Override
    public @Nullable Instant getInstant(ResultSet r, String column) throws SQLException {
      long v = r.getLong(column);
      return r.wasNull() ? null : Instant.ofEpochMilli(v);
    }

    @Override
    public String getQueryLimitPart(int limit) {
      return " LIMIT " + limit;
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
