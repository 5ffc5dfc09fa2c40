package dev.likeness.studio;

import dev.likeness.core.Trouble;
import dev.likeness.media.Media;
import dev.likeness.media.MediaException;
import dev.likeness.media.MediaInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was brought and what was made of it, and who brought what. Files have names that the studio
 * gives; what a browser calls them never becomes a path. Thread-safe.
 */
final class Uploads {
  /** More is not taken: 8 GiB. */
  static final long MOST = 8L << 30;

  /** Nor more than this where it is not said beforehand how much comes: 256 MiB. */
  static final long MOST_UNSAID = 256L << 20;

  private static final String BROUGHT = "uploads";
  private static final String RESULTS = "results";

  /** Folders that media lie in. */
  static final List<String> KINDS = List.of(BROUGHT, RESULTS);

  private static final int LONGEST_NAME = 120;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final Database db;
  private final Clock clock;
  private final MediaStore media;
  private final Path folder;
  private final RunFolders runs;
  private static final SecureRandom CHANCE = new SecureRandom();

  /**
   * @param media where uploads and results are kept
   * @param folder of the studio, for what else is kept
   * @param pictures folders of pictures that somebody put into the home, to learn from
   */
  Uploads(Database db, Clock clock, MediaStore media, Path folder, Path pictures)
      throws IOException {
    this.media = media;
    runs = new RunFolders(folder.resolve("runs"), pictures, this);
    this.db = db;
    this.clock = clock;
    this.folder = folder;
    for (String part : List.of("orders", "checks", "looks", "runs")) {
      makeOwn(folder.resolve(part));
    }
    for (String kind : KINDS) {
      makeOwn(media.place(kind));
    }
  }

  private static void makeOwn(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * A file that was brought.
   *
   * @param name what the browser called it, on one line
   * @param kind {@code image}, {@code video} or {@code audio}, as its bytes say
   */
  record Brought(String id, String owner, String name, String kind, long bytes) {}

  String newId() {
    return chance(8);
  }

  /** So many random bytes, in hexadecimal digits. */
  static String chance(int bytes) {
    byte[] b = new byte[bytes];
    CHANCE.nextBytes(b);
    return HexFormat.of().formatHex(b);
  }

  /** Whether something is called as files are here. */
  static boolean isId(String name) {
    return ID.matcher(name).matches();
  }

  static String require(String id) {
    if (!ID.matcher(id).matches()) {
      throw new StudioException(StudioException.Code.UNKNOWN, "there is no such file; upload it");
    }
    return id;
  }

  /**
   * What was brought, as a file of this machine.
   *
   * @throws StudioException UNKNOWN where it is not there (any more), MEDIA
   */
  Path file(String id) {
    return media.file(name(id));
  }

  private static String name(String id) {
    return BROUGHT + "/" + require(id);
  }

  /**
   * Where an order's result goes.
   *
   * @param still whether it is a picture
   */
  Path result(String order, boolean still) {
    return media.place(result(order, still ? ".png" : ".mp4"));
  }

  private static String result(String order, String ending) {
    return RESULTS + "/" + require(order) + ending;
  }

  /** The name of an order's result, where it is there. */
  Optional<String> result(String order) {
    return Stream.of(".mp4", ".png").map(e -> result(order, e)).filter(media::has).findFirst();
  }

  /**
   * Keeps what lies where an order's result goes.
   *
   * @throws StudioException MEDIA where it cannot be kept now
   */
  void keepResult(String order) {
    Stream.of(".mp4", ".png")
        .map(e -> result(order, e))
        .filter(n -> Files.exists(media.place(n)))
        .forEach(media::keep);
  }

  RunFolders runs() {
    return runs;
  }

  MediaStore media() {
    return media;
  }

  /** Where what was seen in an order's target is kept, for people to correct. */
  Path faces(String order) {
    return folder.resolve("orders").resolve(require(order) + ".faces.jsonl");
  }

  /** The same as a person has corrected it, to be made after. */
  Path corrected(String order) {
    return folder.resolve("orders").resolve(require(order) + ".corrected.jsonl");
  }

  /** Likewise, for a look at one frame. */
  Path lookFaces() {
    return folder.resolve("looks").resolve(newId() + ".jsonl");
  }

  /** Removes a corrected file with what lies beside it. */
  static void removeCorrected(Path corrected) {
    Path folder = corrected.getParent();
    Path name = corrected.getFileName();
    if (folder == null || name == null) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, name + "*")) {
      all.forEach(Uploads::remove);
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be read: " + Trouble.of(e));
    }
  }

  /** What is locked by whoever works on an order. */
  Path lock(String order) {
    return folder.resolve("orders").resolve(require(order) + ".lock");
  }

  /** Where a check's report is kept. */
  Path report(String check) {
    return folder.resolve("checks").resolve(require(check));
  }

  /** A place for a preview that is shown once. */
  Path look() {
    return folder.resolve("looks").resolve(newId() + ".png");
  }

  /**
   * A file that somebody may use: one of their own.
   *
   * @throws StudioException UNKNOWN, also where it is somebody else's
   */
  Brought use(String id, User by) {
    return find(id)
        .filter(b -> b.owner().equals(by.name()) && media.has(name(b.id())))
        .orElseThrow(
            () ->
                new StudioException(
                    StudioException.Code.UNKNOWN, "there is no such file; upload it"));
  }

  Optional<Brought> find(String id) {
    return db.get(
        h ->
            h.createQuery("SELECT * FROM files WHERE id = ?")
                .bind(0, require(id))
                .map(
                    (r, c) ->
                        new Brought(
                            r.getString("id"),
                            r.getString("owner"),
                            r.getString("name"),
                            r.getString("kind"),
                            r.getLong("bytes")))
                .findOne());
  }

  /**
   * Takes a file, straight to the disk. What is no picture, video or sound by its bytes is not
   * kept.
   *
   * @param name as the browser calls it
   * @param most bytes that are taken
   */
  Brought take(InputStream in, String name, User by, long most) {
    String id = newId();
    Path part = media.place(name(id) + ".part");
    Path whole = media.place(name(id));
    try {
      long bytes = copy(in, part, most);
      String kind = Media.probe(part).kind().name().toLowerCase(Locale.ROOT);
      Brought b = new Brought(id, by.name(), oneLine(name), kind, bytes);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      try {
        media.keep(name(id));
      } catch (StudioException e) {
        remove(whole);
        throw e;
      }
      db.run(
          h ->
              h.execute(
                  "INSERT INTO files (id, owner, name, kind, bytes, created) VALUES (?, ?, ?, ?, ?, ?)",
                  b.id(),
                  b.owner(),
                  b.name(),
                  b.kind(),
                  b.bytes(),
                  clock.instant().toString()));
      return b;
    } catch (MediaException e) {
      throw new StudioException(
          StudioException.Code.BAD_REQUEST,
          "this is no picture, video or sound that can be read; nothing was kept");
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, "the file could not be taken: " + Trouble.of(e));
    } finally {
      remove(part);
    }
  }

  boolean still(String id) {
    return Media.probe(file(id)).kind() == MediaInfo.Kind.IMAGE;
  }

  /** A browser may call a file anything; here it is shown, on one line. */
  private static String oneLine(String name) {
    String s = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD").strip();
    String shown = s.isEmpty() ? "unnamed" : s;
    return shown.codePointCount(0, shown.length()) > LONGEST_NAME
        ? shown.substring(0, shown.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…"
        : shown;
  }

  /**
   * Refuses what is too much.
   *
   * @throws StudioException TOO_LARGE
   */
  static void requireAtMost(long bytes, long most) {
    if (bytes > most) {
      throw new StudioException(
          StudioException.Code.TOO_LARGE,
          "more than %d bytes are not taken".formatted(most)
              + (most == MOST_UNSAID ? " without a Content-Length" : ""));
    }
  }

  private static long copy(InputStream in, Path to, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long all = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all += n;
        requireAtMost(all, most);
        out.write(buffer, 0, n);
      }
    }
    return all;
  }

  /** Removes an uploaded file and who brought it. */
  void forget(String id) {
    db.run(h -> h.execute("DELETE FROM files WHERE id = ?", require(id)));
    media.remove(name(id));
  }

  /** Removes a check's report. */
  void forgetReport(String check) {
    Path home = report(check);
    if (Files.isDirectory(home)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(home)) {
        all.forEach(Uploads::remove);
      } catch (IOException e) {
        throw new StudioException(
            StudioException.Code.IO, home + " cannot be read: " + Trouble.of(e));
      }
      remove(home);
    }
  }

  /** Removes what uploads and looks that were broken off have left; when nobody is at work. */
  void sweep() {
    KINDS.forEach(kind -> sweep(media.place(kind), "*.part"));
    sweep(folder.resolve("looks"), "*");
  }

  private static void sweep(Path folder, String pattern) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, pattern)) {
      all.forEach(Uploads::remove);
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be read: " + Trouble.of(e));
    }
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, file + " cannot be removed: " + Trouble.of(e));
    }
  }
}
