package dev.likeness.flow;

import dev.likeness.answers.Style;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Grant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.core.Trouble;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.synthesis.LearnedSwapFile;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.RefinerFile;
import dev.likeness.synthesis.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The personas of this home. Each is a folder with {@code persona.json}, the photos it was made
 * from as they came ({@code pictures/}), and the views that are drawn from ({@code views/}):
 * lossless cuts around the face, with their meshes.
 */
public final class Personas {
  /** How a remark begins that says what the pictures do not show. */
  public static final String LACKING = "for better results: ";

  private static final String SWAP = ".safetensors";
  private static final String STYLE = "style.txt";
  private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}";

  private final Workshop workshop;
  private final Path folder;

  Personas(Workshop workshop) {
    this.workshop = workshop;
    this.folder = workshop.home().personas();
  }

  /**
   * A persona as it is kept.
   *
   * @param views how many pictures it can draw from
   * @param remarks what its pictures do not show
   * @param taken what came of each file that was given; none of a generated persona
   */
  public record Stored(
      PersonaRef ref,
      List<String> sources,
      int views,
      String made,
      List<String> remarks,
      List<Taken> taken) {}

  /** Gives the grant that a persona stands on, when its pictures' digests are known. */
  @FunctionalInterface
  public interface Granting {
    Grant grant(List<Digest> pictures);
  }

  /**
   * Makes a persona.
   *
   * @param files photos and videos of one person
   * @param granting the grant; it is entered in the ledger
   * @throws FlowException BAD_REQUEST, EXISTS, UNSUITABLE
   * @throws dev.likeness.consent.ConsentRefused when the grant does not cover these files
   */
  public Stored add(String name, List<Path> files, Granting granting, Progress progress) {
    return add(name, files, granting, Sitting::views, new Drawn(Integer.MAX_VALUE, 1), progress);
  }

  /**
   * Makes a persona from pictures of which it is known what they show.
   *
   * @throws FlowException as above
   */
  public Stored add(
      String name, List<Path> files, Drawn drawn, Granting granting, Progress progress) {
    return add(name, files, granting, Sitting::known, drawn, progress);
  }

  /**
   * What is drawn from.
   *
   * @param views so many of them, from the first on; the others show what the person looks like
   * @param detail below 1 where the pictures were enlarged: see {@link View#photo}
   */
  public record Drawn(int views, double detail) {}

  /** How views are got from files. */
  private interface Looking {
    List<Portrait> views(Sitting sitting, List<Path> files);
  }

  private Stored add(
      String name,
      List<Path> files,
      Granting granting,
      Looking looking,
      Drawn drawn,
      Progress progress) {
    Path home = free(name);
    Set<Digest> digests = new LinkedHashSet<>();
    List<Path> distinct = new ArrayList<>();
    List<Taken> twice = new ArrayList<>();
    for (Path f : files) {
      if (digests.add(FileDigest.of(f))) {
        distinct.add(f);
      } else {
        twice.add(new Taken(f.getFileName().toString(), 0, "the same file was given before"));
      }
    }
    if (distinct.isEmpty()) {
      throw new FlowException(Code.BAD_REQUEST, "a persona needs at least one picture or video");
    }
    Grant grant = granting.grant(List.copyOf(digests));
    PersonaRef ref = new PersonaRef(name, grant.id(), List.copyOf(digests));
    GrantCheck.pictures(grant, ref, distinct);
    GrantCheck.usable(workshop, grant);
    Sitting sitting = new Sitting(workshop.finder(), progress);
    List<Portrait> views = looking.views(sitting, distinct);
    workshop.record(grant);
    Path part = folder.resolve("." + name + ".part");
    Folders.remove(part);
    try {
      List<Taken> taken = new ArrayList<>(sitting.taken());
      taken.addAll(twice);
      PersonaFile.write(
          part,
          new PersonaFile.Made(ref, workshop.clock().instant(), distinct, views, drawn),
          sitting.remarks(),
          taken);
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Folders.failed("written", home, e);
    } finally {
      Folders.remove(part);
    }
    workshop.audit().append(new AuditEvent.PersonaMade(ref, grant.subject()));
    return show(name);
  }

  /** All personas, by name. */
  public List<Stored> list() {
    return Folders.in(folder).stream().map(f -> show(f.getFileName().toString())).toList();
  }

  /**
   * One persona.
   *
   * @throws FlowException UNKNOWN
   */
  public Stored show(String name) {
    return PersonaFile.stored(json(name));
  }

  private ObjectNode json(String name) {
    requireName(name);
    return PersonaFile.read(folder.resolve(name));
  }

  /**
   * Loads a persona to draw from, with those of its views that are for it; they must be as they
   * were made.
   */
  public Persona load(String name) {
    ObjectNode o = json(name);
    return new Persona(
        PersonaFile.ref(o), PersonaFile.views(o, folder.resolve(name)), refiner(name));
  }

  /** What was learnt of a persona; null where nothing was. */
  private @Nullable RefinerFile refiner(String name) {
    Path file = refinerFile(name);
    try {
      return Files.exists(file) ? RefinerFile.read(file) : null;
    } catch (RefinerFile.Unusable e) {
      throw new FlowException(Code.IO, String.valueOf(e.getMessage()), e);
    }
  }

  /** When something was learnt of a persona last; the epoch where nothing was. */
  FileTime learnt(String name) {
    Path file = refinerFile(name);
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new FlowException(Code.IO, file + " cannot be read: " + Trouble.of(e), e);
    }
  }

  /** Where what was learnt of a persona is kept. */
  Path refinerFile(String name) {
    return folder.resolve(name).resolve("refiner.safetensors");
  }

  /** Where its training is kept. */
  Path refineRun(String name) {
    return folder.resolve(name).resolve("refine");
  }

  /** What was learnt of a persona together with others, to be painted on them. */
  List<LearnedSwapFile> swaps(String name) {
    return swapFiles(name).stream().map(Personas::swap).toList();
  }

  private List<Path> swapFiles(String name) {
    Path all = folder.resolve(name).resolve("swaps");
    return Files.exists(all)
        ? Folders.files(all).stream().filter(f -> f.toString().endsWith(SWAP)).toList()
        : List.of();
  }

  private static LearnedSwapFile swap(Path file) {
    try {
      return LearnedSwapFile.read(file);
    } catch (RefinerFile.Unusable e) {
      throw new FlowException(Code.IO, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Where what was learnt of a persona together with somebody is kept: in place of what was learnt
   * with the same person before.
   *
   * @param person the other's embedding
   */
  Path swapFile(String name, float[] person) {
    for (Path f : swapFiles(name)) {
      if (Identity.same(swap(f).target(), person)) {
        return f;
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * person.length);
    bytes.asFloatBuffer().put(person);
    Path all = folder.resolve(name).resolve("swaps");
    Folders.make(all);
    return all.resolve(Digest.of(bytes.array()).hex().substring(0, 16) + SWAP);
  }

  /** Where the training of a swap is kept. */
  Path swapRun(String name) {
    return folder.resolve(name).resolve("swap-training");
  }

  /** The pictures that a persona was made from; of films only their digests are kept. */
  List<Path> pictureFiles(String name) {
    json(name);
    return Folders.files(folder.resolve(name).resolve("pictures"));
  }

  /** Where the views are kept as pictures. */
  public List<Path> viewFiles(String name) {
    return PersonaFile.viewFiles(json(name), folder.resolve(name));
  }

  /** Removes a persona and its pictures; the ledger keeps its grant. */
  public void remove(String name) {
    json(name);
    Folders.remove(folder.resolve(name));
  }

  /** How a persona words answers: as the documents have it where nothing was said. */
  public Style style(String name) {
    json(name);
    Path file = folder.resolve(name).resolve(STYLE);
    try {
      return Files.exists(file) ? Style.of(Files.readString(file).strip()) : Style.PLAIN;
    } catch (IOException e) {
      throw Folders.failed("read", file, e);
    }
  }

  /**
   * Notes how a persona words answers.
   *
   * @throws FlowException UNKNOWN
   */
  public void style(String name, Style style) {
    json(name);
    Folders.write(folder.resolve(name).resolve(STYLE), style.word());
  }

  /**
   * Where a persona of this name would lie.
   *
   * @throws FlowException BAD_REQUEST where nobody can be called so, EXISTS where somebody is
   */
  public Path free(String name) {
    requireName(name);
    Path home = folder.resolve(name);
    if (Files.exists(home)) {
      throw new FlowException(
          Code.EXISTS,
          "there is a persona %s already; remove it first with 'likeness persona remove %s'"
              .formatted(name, name));
    }
    return home;
  }

  private static void requireName(String name) {
    if (!name.matches(NAME)) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "'%s' cannot be a persona's name: begin with a letter or digit, then letters, digits, dot,"
                  .formatted(name)
              + " dash or underscore, at most 64");
    }
  }
}
