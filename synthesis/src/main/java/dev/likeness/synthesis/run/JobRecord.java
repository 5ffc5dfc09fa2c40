package dev.likeness.synthesis.run;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Version;
import dev.likeness.models.ModelCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a draft came to be, as JSON. */
final class JobRecord {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JobRecord() {}

  /**
   * Everything that decides how the frames look; two jobs with the same text make the same frames.
   */
  static ObjectNode inputs(Job job, List<Role> roles, Sinks sinks, List<ModelCard> models) {
    ObjectNode o = JSON.createObjectNode();
    o.put("likeness", Version.current());
    o.put("maker", job.use().word());
    o.set("target", file(job.target()));
    if (job.alignments() != null) {
      o.set("alignments", file(job.alignments()));
    }
    if (!job.span().whole()) {
      o.put("from", job.span().from());
      o.put("to", job.span().to());
    }
    Played played = job.played();
    if (played != null) {
      o.putObject("played")
          .put("fps", played.fps())
          .put("frames", played.frames())
          .put("scale", played.scale())
          .set("sound", file(played.sound()));
    }
    ArrayNode people = o.putArray("roles");
    for (Role r : roles) {
      Clearance c = r.painter().clearance();
      ObjectNode p = people.addObject();
      p.put("who", r.who().text());
      p.put("persona", c.persona().name());
      p.put("grant", c.grantId());
      ArrayNode pictures = p.putArray("pictures");
      c.persona().pictures().forEach(d -> pictures.add(d.hex()));
    }
    ObjectNode settings = o.putObject("settings");
    job.settings().forEach(settings::put);
    o.put("label", sinks.text());
    o.put("codec", job.format().codec().name().toLowerCase(Locale.ROOT));
    o.put("quality", job.format().quality());
    o.put("chunk_seconds", job.chunkSeconds());
    o.put("seed", job.seed().value());
    ArrayNode networks = o.putArray("models");
    for (ModelCard m : models) {
      networks.addObject().put("id", m.id()).put("sha256", m.sha256());
    }
    return o;
  }

  private static ObjectNode file(Path file) {
    Path name = file.getFileName();
    return JSON.createObjectNode()
        .put("file", name == null ? file.toString() : name.toString())
        .put("sha256", FileDigest.of(file).hex());
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String text(ObjectNode o) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(o) + "\n";
  }

  /** A short name that is the same for the same inputs. */
  static String id(ObjectNode inputs) {
    return Digest.of(text(inputs).getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .hex()
        .substring(0, 12);
  }
}
