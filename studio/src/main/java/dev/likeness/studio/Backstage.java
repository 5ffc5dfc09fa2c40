package dev.likeness.studio;

import dev.likeness.flow.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What works behind the pages: database, files and workers. Must be closed.
 *
 * @param works not begun yet
 */
record Backstage(
    Database database,
    Orders orders,
    Checks checks,
    Runs runs,
    Uploads uploads,
    Looks looks,
    Accounts accounts,
    Hooks hooks,
    Works works)
    implements AutoCloseable {

  /**
   * @param name of this process among all that work on the database
   */
  static Backstage open(Home home, Clock clock, Path folder, StudioOptions options, String name)
      throws IOException {
    String url = options.database();
    Database db =
        url == null ? Database.sqlite(folder.resolve("studio.db")) : Database.postgres(url);
    MediaStore media = null;
    try {
      media = store(options.media(), folder);
      Orders orders = new Orders(db);
      Checks checks = new Checks(db);
      Runs runs = new Runs(db);
      Uploads uploads = new Uploads(db, clock, media, folder, home.folder().resolve("pictures"));
      Hooks hooks = new Hooks(db, clock, new HookPost(options.hooks()));
      OrderWork making =
          new OrderWork(
              home,
              clock,
              orders,
              uploads,
              o -> hooks.tell("order." + o.state().word(), Views.order(o)));
      CheckWork checking =
          new CheckWork(
              home,
              clock,
              checks,
              uploads,
              k -> hooks.tell("check." + k.state().word(), Views.check(k)));
      RunWork training =
          new RunWork(
              home, clock, runs, uploads, r -> hooks.tell("run." + r.state().word(), Views.run(r)));
      Retention retention = new Retention(db, home, clock, orders, uploads, options.kept());
      Works works =
          new Works(
              db,
              clock,
              orders,
              checks,
              runs,
              hooks,
              making,
              checking,
              training,
              retention,
              name,
              options.heartbeat());
      return new Backstage(
          db,
          orders,
          checks,
          runs,
          uploads,
          new Looks(home, clock, uploads),
          new Accounts(db, clock),
          hooks,
          works);
    } catch (IOException | RuntimeException e) {
      if (media != null) {
        media.close();
      }
      db.close();
      throw e;
    }
  }

  private static MediaStore store(StudioOptions.@Nullable Media media, Path folder) {
    if (media == null) {
      return new FolderStore(folder);
    }
    if (!S3Place.isMeant(media.address())) {
      return new FolderStore(Path.of(media.address()));
    }
    return new S3Store(S3Place.of(media.address()), media.environment(), folder, Uploads.KINDS);
  }

  @Override
  public void close() {
    looks.close();
    works.close();
    uploads.media().close();
    database.close();
  }
}
