package dev.likeness.studio;

import java.util.List;

/** The tables, as they came to be. What stands here is never changed; a new step is added. */
final class Schema {
  private Schema() {}

  /** Changes in their order; how many were applied is kept in the database. */
  static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE orders (
            id TEXT PRIMARY KEY, maker TEXT NOT NULL, persona TEXT NOT NULL, text TEXT NOT NULL,
            file TEXT NOT NULL, rights TEXT NOT NULL, state TEXT NOT NULL, job TEXT NOT NULL,
            note TEXT NOT NULL, reviewer TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL);
          """,
          """
          ALTER TABLE orders ADD COLUMN owner TEXT NOT NULL DEFAULT 'operator';
          ALTER TABLE orders ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
          ALTER TABLE orders ADD COLUMN parent TEXT NOT NULL DEFAULT '';
          ALTER TABLE orders ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE orders ADD COLUMN stage TEXT NOT NULL DEFAULT '';
          ALTER TABLE orders ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE orders ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE orders ADD COLUMN stop INTEGER NOT NULL DEFAULT 0;
          CREATE TABLE accounts (
            name TEXT PRIMARY KEY, roles TEXT NOT NULL, password TEXT NOT NULL,
            active INTEGER NOT NULL, created TEXT NOT NULL);
          CREATE TABLE files (
            id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
            bytes BIGINT NOT NULL, created TEXT NOT NULL);
          CREATE TABLE repeats (
            owner TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,
            status INTEGER NOT NULL, body TEXT NOT NULL, created TEXT NOT NULL,
            PRIMARY KEY (owner, key));
          CREATE TABLE comments (
            id TEXT PRIMARY KEY, order_id TEXT NOT NULL, author TEXT NOT NULL,
            frame BIGINT NOT NULL, text TEXT NOT NULL, created TEXT NOT NULL);
          CREATE TABLE checks (
            id TEXT PRIMARY KEY, owner TEXT NOT NULL, file TEXT NOT NULL, name TEXT NOT NULL,
            state TEXT NOT NULL, credentials TEXT NOT NULL, verdict TEXT NOT NULL,
            says TEXT NOT NULL, note TEXT NOT NULL, attempts INTEGER NOT NULL,
            created TEXT NOT NULL, changed TEXT NOT NULL);
          """
              + tasks("orders")
              + tasks("checks"),
          tasks("messages")
              + """
          CREATE TABLE hooks (
            id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, created TEXT NOT NULL);
          CREATE TABLE messages (
            id TEXT PRIMARY KEY, hook TEXT NOT NULL, body TEXT NOT NULL,
            attempts INTEGER NOT NULL, created TEXT NOT NULL);
          """,
          """
          ALTER TABLE orders ADD COLUMN kept BIGINT NOT NULL DEFAULT 0;
          CREATE TABLE runs (
            id TEXT PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
            rights TEXT NOT NULL, files TEXT NOT NULL, folder TEXT NOT NULL, settings TEXT NOT NULL,
            state TEXT NOT NULL, note TEXT NOT NULL, attempts INTEGER NOT NULL,
            stop INTEGER NOT NULL, stage TEXT NOT NULL, done BIGINT NOT NULL, total BIGINT NOT NULL,
            created TEXT NOT NULL, changed TEXT NOT NULL);
          """
              + tasks("runs"));

  /** A table of db-scheduler. */
  private static String tasks(String name) {
    return """
    CREATE TABLE scheduled_%s (
      task_name TEXT NOT NULL, task_instance TEXT NOT NULL, task_data {bytes},
      execution_time {moment} NOT NULL, picked {truth} NOT NULL, picked_by TEXT,
      last_success {moment}, last_failure {moment}, consecutive_failures INTEGER,
      last_heartbeat {moment}, version BIGINT NOT NULL, priority SMALLINT,
      PRIMARY KEY (task_name, task_instance));
    """
        .formatted(name);
  }
}
