package dev.likeness.studio;

import dev.likeness.flow.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What works behind the pages: database, files and workers. Must be closed.
 *
 * @param works not begun yet
 */
record Backstage(
    Database database,
    Orders orders,
    Checks checks,
    Uploads uploads,
    Accounts accounts,
    Works works)
    implements AutoCloseable {

  static Backstage open(Home home, Clock clock, Path folder) throws IOException {
    Database db = Database.sqlite(folder.resolve("studio.db"));
    try {
      Orders orders = new Orders(db);
      Checks checks = new Checks(db);
      Uploads uploads = new Uploads(db, clock, folder);
      uploads.sweep();
      Works works =
          new Works(
              db,
              clock,
              orders,
              checks,
              new OrderWork(home, clock, orders, uploads, o -> {}),
              new CheckWork(home, clock, checks, uploads, k -> {}),
              "studio");
      return new Backstage(db, orders, checks, uploads, new Accounts(db, clock), works);
    } catch (IOException | RuntimeException e) {
      db.close();
      throw e;
    }
  }

  @Override
  public void close() {
    works.close();
    database.close();
  }
}
