package dev.likeness.studio;

import dev.likeness.core.Trouble;
import dev.likeness.media.Media;
import dev.likeness.media.MediaException;
import dev.likeness.media.MediaInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The studio's folder for media. Files have names that the studio gives; what a browser calls them
 * never becomes a path. Thread-safe.
 */
final class Uploads {
  /** More is not taken: 8 GiB. */
  static final long MOST = 8L << 30;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final Path uploads;
  private final Path results;
  private final SecureRandom chance = new SecureRandom();

  Uploads(Path folder) throws IOException {
    uploads = folder.resolve("uploads");
    results = folder.resolve("results");
    var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(uploads, own);
    Files.createDirectories(results, own);
  }

  String newId() {
    byte[] b = new byte[8];
    chance.nextBytes(b);
    return HexFormat.of().formatHex(b);
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  Path result(String order) {
    return results.resolve(require(order) + ".mp4");
  }

  Path file(String id) {
    return uploads.resolve(require(id));
  }

  private static String require(String id) {
    if (!isId(id)) {
      throw new StudioException(StudioException.Code.UNKNOWN, "there is no such file");
    }
    return id;
  }

  /**
   * Takes a file, straight to the disk. What is no video or picture is not kept.
   *
   * @param most bytes that are taken
   * @return its id
   */
  String take(InputStream in, long most) {
    String id = newId();
    Path part = uploads.resolve(id + ".part");
    try {
      copy(in, part, most);
      MediaInfo.Kind kind = Media.probe(part).kind();
      if (kind == MediaInfo.Kind.AUDIO) {
        throw new StudioException(
            StudioException.Code.BAD_REQUEST, "this is sound; a video or a picture is needed");
      }
      Files.move(part, uploads.resolve(id), StandardCopyOption.ATOMIC_MOVE);
      return id;
    } catch (MediaException e) {
      throw new StudioException(
          StudioException.Code.BAD_REQUEST, "this is no video or picture that can be read");
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, "the file could not be taken: " + Trouble.of(e));
    } finally {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        // what is left of an upload is removed at the next start
      }
    }
  }

  private static void copy(InputStream in, Path to, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long all = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all += n;
        if (all > most) {
          throw new StudioException(
              StudioException.Code.TOO_LARGE, "more than %d bytes are not taken".formatted(most));
        }
        out.write(buffer, 0, n);
      }
    }
  }
}
