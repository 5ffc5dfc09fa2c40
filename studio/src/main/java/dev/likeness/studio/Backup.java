package dev.likeness.studio;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All of a home in one ZIP file, and back: ledger, log, keys, personas, jobs, the studio's media
 * and database. Whoever has that file has the keys: it is written for its owner only.
 */
final class Backup {
  private static final String MARK = "likeness-backup";
  private static final Set<String> LEFT_OUT = Set.of("cache", "studio/log", "studio/looks");
  private static final Set<String> LEFT_FILES =
      Set.of("studio/lock", "studio/studio.db", "studio/studio.db-wal", "studio/studio.db-shm");

  private Backup() {}

  /**
   * Writes one.
   *
   * @param home nobody works in it meanwhile
   * @param database a copy of the database; null where it is elsewhere
   * @throws StudioException CONFLICT where the file is there; IO
   */
  static void write(Path home, @Nullable Path database, Path file) {
    if (Files.exists(file)) {
      throw new StudioException(
          StudioException.Code.CONFLICT, file + " is there already; name another");
    }
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(MARK));
        zip.write('1');
        zip.closeEntry();
        files(home, zip);
        if (database != null) {
          put(zip, "studio/studio.db", database);
        }
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(file, e);
    } finally {
      part.toFile().delete();
    }
  }

  private static void files(Path home, ZipOutputStream zip) throws IOException {
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path d, BasicFileAttributes a) {
            return LEFT_OUT.contains(name(d))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path f, BasicFileAttributes a) throws IOException {
            boolean half = f.getFileName().toString().endsWith(".part");
            if (a.isRegularFile() && !half && !LEFT_FILES.contains(name(f))) {
              put(zip, name(f), f);
            }
            return FileVisitResult.CONTINUE;
          }

          private String name(Path p) {
            return home.relativize(p).toString().replace('\\', '/');
          }
        });
  }

  private static void put(ZipOutputStream zip, String name, Path file) throws IOException {
    ZipEntry e = new ZipEntry(name);
    e.setLastModifiedTime(Files.getLastModifiedTime(file));
    zip.putNextEntry(e);
    Files.copy(file, zip);
    zip.closeEntry();
  }

  /**
   * Brings one back, into a home that is not there yet.
   *
   * @return how many files it held
   * @throws StudioException CONFLICT where the home is there; BAD_REQUEST where the file is none,
   *     or would write elsewhere; IO
   */
  static int read(Path file, Path home) {
    if (Files.exists(home)) {
      throw new StudioException(
          StudioException.Code.CONFLICT,
          "%s is there already; set LIKENESS_HOME to a folder that is not".formatted(home));
    }
    Path part = home.resolveSibling("." + home.getFileName() + ".part");
    try {
      if (Files.exists(part)) {
        throw new StudioException(
            StudioException.Code.CONFLICT, part + " is left of another restore; remove it");
      }
      Files.createDirectories(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      int n;
      try (InputStream in = Files.newInputStream(file);
          ZipInputStream zip = new ZipInputStream(in)) {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(MARK)) {
          throw Call.bad(file + " is no back-up of Likeness");
        }
        n = unpack(zip, part);
      }
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
      return n;
    } catch (IOException e) {
      throw failed(file, e);
    } finally {
      remove(part);
    }
  }

  private static int unpack(ZipInputStream zip, Path part) throws IOException {
    int n = 0;
    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
      Path to = part.resolve(e.getName()).normalize();
      if (e.isDirectory() || !to.startsWith(part) || to.equals(part)) {
        throw Call.bad(
            "the back-up holds '%s', which is no place in a home".formatted(e.getName()));
      }
      for (Path d : folders(part, to)) {
        if (!Files.isDirectory(d)) {
          Files.createDirectory(
              d,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
      }
      Files.copy(zip, to);
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
      n++;
    }
    return n;
  }

  private static List<Path> folders(Path part, Path to) {
    List<Path> all = new ArrayList<>();
    for (Path d = to.getParent(); d != null && !d.equals(part); d = d.getParent()) {
      all.add(0, d);
    }
    return all;
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static StudioException failed(Path file, IOException e) {
    return new StudioException(StudioException.Code.IO, file + ": " + Trouble.of(e));
  }
}
