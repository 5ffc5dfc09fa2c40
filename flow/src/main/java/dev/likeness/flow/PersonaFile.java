package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.consent.PersonaRef;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.Images;
import dev.likeness.synthesis.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A persona's folder: {@code persona.json} and the pictures beside it. */
final class PersonaFile {
  private static final String FORMAT = "likeness-persona/1";
  private static final String NAME = "persona.json";
  private static final String PICTURES = "pictures";
  private static final String VIEWS = "views";

  private PersonaFile() {}

  /**
   * A persona in the making.
   *
   * @param files that it is made from, in the order of the reference's digests
   * @param views the best first
   */
  record Made(
      PersonaRef ref, Instant at, List<Path> files, List<Portrait> views, Personas.Drawn drawn) {}

  /** Writes it into a folder. */
  static void write(Path to, Made made, List<String> remarks, List<Taken> taken)
      throws IOException {
    Files.createDirectories(to.resolve(PICTURES));
    Files.createDirectories(to.resolve(VIEWS));
    ObjectNode o = Json.object();
    o.put("format", FORMAT);
    o.put("name", made.ref().name());
    o.put("grant", made.ref().grantId());
    o.put("made", made.at().toString());
    ArrayNode sources = o.putArray("sources");
    for (int i = 0; i < made.files().size(); i++) {
      Path f = made.files().get(i);
      boolean image = Images.isImage(f);
      sources
          .addObject()
          .put("file", f.getFileName().toString())
          .put("sha256", made.ref().pictures().get(i).hex())
          .put("kind", image ? "picture" : "video");
      if (image) {
        Files.copy(f, to.resolve(PICTURES).resolve(number(i) + "-" + f.getFileName()));
      }
    }
    ArrayNode views = o.putArray(VIEWS);
    for (int i = 0; i < made.views().size(); i++) {
      Path file = to.resolve(VIEWS).resolve(number(i) + ".png");
      Images.write(made.views().get(i).picture(), file, 1);
      view(views.addObject(), file, made.views().get(i), i < made.drawn().views(), made.drawn());
    }
    ArrayNode said = o.putArray("remarks");
    remarks.forEach(said::add);
    o.set("files", Taken.json(taken));
    Files.writeString(to.resolve(NAME), Json.text(o));
  }

  private static void view(
      ObjectNode v, Path file, Portrait p, boolean drawnFrom, Personas.Drawn drawn) {
    v.put("file", file.getFileName().toString())
        .put("sha256", FileDigest.of(file).hex())
        .put("source", p.source())
        .put("frame", p.frame())
        .put("yaw", Math.round(p.pose().yaw()))
        .put("pitch", Math.round(p.pose().pitch()))
        .put("mouth", Math.round(p.apertures().mouth() * 100) / 100.0);
    if (!drawnFrom) {
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

  private static String number(int i) {
    return String.format(Locale.ROOT, "%02d", i + 1);
  }

  /**
   * What a folder says of its persona, whose name it has.
   *
   * @throws FlowException UNKNOWN, IO
   */
  static ObjectNode read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      throw new FlowException(
          Code.UNKNOWN,
          "there is no persona %s; 'likeness persona list' shows those there are, 'likeness persona"
                  .formatted(folder.getFileName())
              + " add' makes one");
    }
    ObjectNode o = Json.read(file);
    if (!FORMAT.equals(o.path("format").asString(""))) {
      throw new FlowException(
          Code.IO, "%s is not of the format %s; make the persona again".formatted(file, FORMAT));
    }
    return o;
  }

  static Personas.Stored stored(ObjectNode o) {
    List<String> sources = new ArrayList<>();
    o.path("sources").forEach(s -> sources.add(s.path("file").asString("")));
    List<String> remarks = new ArrayList<>();
    o.path("remarks").forEach(r -> remarks.add(r.asString("")));
    return new Personas.Stored(
        ref(o),
        sources,
        o.path(VIEWS).size(),
        o.path("made").asString(""),
        remarks,
        Taken.read(o.path("files")));
  }

  static PersonaRef ref(ObjectNode o) {
    List<Digest> pictures = new ArrayList<>();
    o.path("sources").forEach(s -> pictures.add(new Digest(s.path("sha256").asString(""))));
    return new PersonaRef(o.path("name").asString(""), o.path("grant").asString(""), pictures);
  }

  /**
   * The views that are drawn from, as they were made.
   *
   * @throws FlowException IO where one was changed
   */
  static List<View> views(ObjectNode o, Path folder) {
    List<View> views = new ArrayList<>();
    for (JsonNode v : o.path(VIEWS)) {
      if (!v.path("drawn").asBoolean(true)) {
        continue;
      }
      Path file = file(v, folder);
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
    return views;
  }

  static List<Path> viewFiles(ObjectNode o, Path folder) {
    return o.path(VIEWS).valueStream().map(v -> file(v, folder)).toList();
  }

  private static Path file(JsonNode view, Path folder) {
    return folder.resolve(VIEWS).resolve(view.path("file").asString(""));
  }
}
