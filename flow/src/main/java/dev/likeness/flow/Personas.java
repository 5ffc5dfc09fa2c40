package dev.likeness.flow;

import dev.likeness.answers.Style;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Grant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Progress;
import dev.likeness.core.Trouble;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.Images;
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
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
  private static final String FORMAT = "likeness-persona/1";
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
      write(part, ref, distinct, views, drawn, sitting.remarks(), taken);
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Folders.failed("written", home, e);
    } finally {
      Folders.remove(part);
    }
    workshop.audit().append(new AuditEvent.PersonaMade(ref, grant.subject()));
    return show(name);
  }

  private void write(
      Path to,
      PersonaRef ref,
      List<Path> files,
      List<Portrait> views,
      Drawn drawn,
      List<String> remarks,
      List<Taken> taken)
      throws IOException {
    Files.createDirectories(to.resolve("pictures"));
    Files.createDirectories(to.resolve("views"));
    ObjectNode o = Json.object();
    o.put("format", FORMAT);
    o.put("name", ref.name());
    o.put("grant", ref.grantId());
    o.put("made", workshop.clock().instant().toString());
    ArrayNode sources = o.putArray("sources");
    for (int i = 0; i < files.size(); i++) {
      Path f = files.get(i);
      boolean image = Images.isImage(f);
      sources
          .addObject()
          .put("file", f.getFileName().toString())
          .put("sha256", ref.pictures().get(i).hex())
          .put("kind", image ? "picture" : "video");
      if (image) {
        Files.copy(f, to.resolve("pictures").resolve(number(i) + "-" + f.getFileName()));
      }
    }
    ArrayNode list = o.putArray("views");
    for (int i = 0; i < views.size(); i++) {
      Portrait p = views.get(i);
      Path file = to.resolve("views").resolve(number(i) + ".png");
      Images.write(p.picture(), file, 1);
      ObjectNode v =
          list.addObject()
              .put("file", file.getFileName().toString())
              .put("sha256", FileDigest.of(file).hex())
              .put("source", p.source())
              .put("frame", p.frame())
              .put("yaw", Math.round(p.pose().yaw()))
              .put("pitch", Math.round(p.pose().pitch()))
              .put("mouth", Math.round(p.apertures().mouth() * 100) / 100.0);
      if (i >= drawn.views()) {
        v.put("drawn", false);
      }
      if (drawn.detail() < 1) {
        v.put("detail", drawn.detail());
      }
      ArrayNode mesh = v.putArray("mesh");
      for (float x : p.mesh().xyz()) {
        mesh.add(x);
      }
    }
    ArrayNode said = o.putArray("remarks");
    remarks.forEach(said::add);
    o.set("files", Taken.json(taken));
    Files.writeString(to.resolve("persona.json"), Json.text(o));
  }

  private static String number(int i) {
    return String.format(Locale.ROOT, "%02d", i + 1);
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
    ObjectNode o = json(name);
    List<String> sources = new ArrayList<>();
    o.path("sources").forEach(s -> sources.add(s.path("file").asString("")));
    List<String> remarks = new ArrayList<>();
    o.path("remarks").forEach(r -> remarks.add(r.asString("")));
    return new Stored(
        ref(o), sources, o.path("views").size(), o.path("made").asString(""), remarks,
        Taken.read(o.path("files")));
  }

  private static PersonaRef ref(ObjectNode o) {
    List<Digest> pictures = new ArrayList<>();
    o.path("sources").forEach(s -> pictures.add(new Digest(s.path("sha256").asString(""))));
    return new PersonaRef(o.path("name").asString(""), o.path("grant").asString(""), pictures);
  }

  private ObjectNode json(String name) {
    requireName(name);
    Path file = folder.resolve(name).resolve("persona.json");
    if (!Files.exists(file)) {
      throw new FlowException(
          Code.UNKNOWN,
          "there is no persona %s; 'likeness persona list' shows those there are, 'likeness persona"
                  .formatted(name)
              + " add' makes one");
    }
    ObjectNode o = Json.read(file);
    if (!FORMAT.equals(o.path("format").asString(""))) {
      throw new FlowException(
          Code.IO, "%s is not of the format %s; make the persona again".formatted(file, FORMAT));
    }
    return o;
  }

  /**
   * Loads a persona to draw from, with those of its views that are for it; they must be as they
   * were made.
   */
  public Persona load(String name) {
    ObjectNode o = json(name);
    List<View> views = new ArrayList<>();
    for (JsonNode v : o.path("views")) {
      if (!v.path("drawn").asBoolean(true)) {
        continue;
      }
      Path file = folder.resolve(name).resolve("views").resolve(v.path("file").asString(""));
      if (!FileDigest.of(file).hex().equals(v.path("sha256").asString(""))) {
        throw new FlowException(
            Code.IO, file + " is not the picture it was; make the persona again");
      }
      JsonNode mesh = v.path("mesh");
      float[] xyz = new float[mesh.size()];
      for (int i = 0; i < xyz.length; i++) {
        xyz[i] = mesh.path(i).floatValue();
      }
      views.add(View.photo(Images.read(file), new FaceMesh(xyz), v.path("detail").asDouble(1)));
    }
    return new Persona(ref(o), views, refiner(name));
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
    List<Path> files = new ArrayList<>();
    for (JsonNode v : json(name).path("views")) {
      files.add(folder.resolve(name).resolve("views").resolve(v.path("file").asString("")));
    }
    return files;
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
