package dev.likeness.flow;

import dev.likeness.consent.PersonaRef;
import dev.likeness.core.Digest;
import dev.likeness.voice.VoiceFit;
import dev.likeness.voice.VoiceProfile;
import dev.likeness.voice.speech.Timbre;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An {@link OwnVoice} as a file, {@code voice.json} in the persona's folder. */
final class OwnVoiceFile {
  private static final String FORMAT = "likeness-voice/1";

  private OwnVoiceFile() {}

  static ObjectNode toJson(OwnVoice v) {
    ObjectNode o = Json.object();
    o.put("format", FORMAT);
    o.put("name", v.ref().name()).put("grant", v.ref().grantId()).put("made", v.made());
    ArrayNode sources = o.putArray("sources");
    for (int i = 0; i < v.sources().size(); i++) {
      sources
          .addObject()
          .put("file", v.sources().get(i))
          .put("sha256", v.ref().pictures().get(i).hex());
    }
    o.put("engine_sha256", v.engine().hex());
    Timbre t = v.fit().timbre();
    ObjectNode timbre = o.putObject("timbre");
    timbre.put("pitch_hz", t.pitch()).put("range", t.range());
    timbre.put("formants", t.formants()).put("tempo", t.tempo());
    numbers(timbre.putArray("bands_db"), t.bands());
    numbers(timbre.putArray("bands_hz"), t.frequencies());
    profile(o.putObject("wanted"), v.wanted());
    profile(o.putObject("before"), v.fit().before());
    profile(o.putObject("after"), v.fit().after());
    ArrayNode remarks = o.putArray("remarks");
    v.remarks().forEach(remarks::add);
    return o;
  }

  private static void profile(ObjectNode o, VoiceProfile p) {
    o.put("pitch_hz", p.pitch()).put("range_semitones", p.range());
    o.put("syllables_per_second", p.rate()).put("limit_hz", p.limit());
    o.put("voiced_seconds", p.voiced());
    numbers(o.putArray("bands_db"), p.bands());
  }

  private static void numbers(ArrayNode a, List<Double> values) {
    values.forEach(v -> a.add(Math.round(v * 1e4) / 1e4));
  }

  static OwnVoice read(Path file) {
    ObjectNode o = Json.read(file);
    try {
      if (!FORMAT.equals(o.path("format").asString(""))) {
        throw new IllegalArgumentException("it is not of the format " + FORMAT);
      }
      List<String> sources = new ArrayList<>();
      List<Digest> digests = new ArrayList<>();
      for (JsonNode s : o.path("sources")) {
        sources.add(s.path("file").asString(""));
        digests.add(new Digest(s.path("sha256").asString("")));
      }
      JsonNode t = o.path("timbre");
      Timbre timbre =
          new Timbre(
              t.path("pitch_hz").asDouble(Double.NaN),
              t.path("range").asDouble(0),
              t.path("formants").asDouble(0),
              t.path("tempo").asDouble(0),
              numbers(t.path("bands_db")),
              numbers(t.path("bands_hz")));
      List<String> remarks = new ArrayList<>();
      o.path("remarks").forEach(r -> remarks.add(r.asString("")));
      return new OwnVoice(
          new PersonaRef(o.path("name").asString(""), o.path("grant").asString(""), digests),
          sources,
          profile(o.path("wanted")),
          new VoiceFit(timbre, profile(o.path("before")), profile(o.path("after"))),
          new Digest(o.path("engine_sha256").asString("")),
          o.path("made").asString(""),
          remarks);
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          FlowException.Code.IO,
          "%s is not the voice it was (%s); make the voice again".formatted(file, e.getMessage()),
          e);
    }
  }

  private static VoiceProfile profile(JsonNode p) {
    return new VoiceProfile(
        p.path("pitch_hz").asDouble(0),
        p.path("range_semitones").asDouble(-1),
        p.path("syllables_per_second").asDouble(0),
        numbers(p.path("bands_db")),
        p.path("limit_hz").asDouble(0),
        p.path("voiced_seconds").asDouble(0));
  }

  private static List<Double> numbers(JsonNode a) {
    List<Double> out = new ArrayList<>();
    a.forEach(v -> out.add(v.asDouble(Double.NaN)));
    return out;
  }
}
