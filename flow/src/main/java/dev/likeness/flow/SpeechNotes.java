package dev.likeness.flow;

import dev.likeness.consent.PersonaRef;
import dev.likeness.core.Digest;
import dev.likeness.core.Version;
import dev.likeness.models.ModelCard;
import dev.likeness.provenance.AudibleNotice;
import dev.likeness.provenance.DraftFacts;
import dev.likeness.provenance.Machine;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.Speech;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told of a speech: to the reviewer, in the record, and to programs that want its times.
 *
 * @param own the persona's own voice, where it is said in one
 */
record SpeechNotes(
    Workshop workshop, SpeakRequest request, SpokenText text, OwnVoices.@Nullable Cleared own) {

  /** By what right a voice that was brought is used; null where none was. */
  @Nullable String rights() {
    SpeakRequest.Brought voice = request.voice();
    return voice == null ? null : voice.rights();
  }

  /** For whoever is to let it out. */
  QualityReport report(Speech s, int sentences) {
    Map<String, Double> f = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    f.put("seconds", s.clip().seconds());
    f.put("sentences", (double) sentences);
    f.put("words", (double) s.words().size());
    f.put("words_per_minute", 60 * s.words().size() / Math.max(.1, s.clip().seconds()));
    double peak = 0;
    for (float v : s.clip().samples()) {
      peak = Math.max(peak, Math.abs(v));
    }
    f.put("peak", peak);
    if (!s.timed()) {
      remarks.add("the voice tells no times: lips can only follow its sound");
    }
    String warning = text.warning();
    if (warning != null) {
      remarks.add(warning);
    }
    if (peak < .02) {
      remarks.add("it can hardly be heard");
    }
    return new QualityReport(f, remarks);
  }

  /**
   * For the record.
   *
   * @param which of the text's sentences it is; empty where it is all of them
   */
  DraftFacts facts(String id, AudibleNotice notice, QualityReport report, String which) {
    Map<String, String> settings = new LinkedHashMap<>();
    text.describe(settings);
    settings.remove("voice_rights"); // stands with the rights
    settings.put("notice", notice.describe());
    if (!which.isEmpty()) {
      settings.put("sentence", which);
    }
    Map<String, String> quality = new LinkedHashMap<>();
    report.figures().forEach((k, v) -> quality.put(k, String.valueOf(Math.round(v * 1e3) / 1e3)));
    return new DraftFacts(
        id,
        SpeakRecipe.MAKER,
        workshop.clock().instant(),
        inputs(),
        settings,
        0,
        models(),
        Map.of("likeness", Version.current()),
        Machine.describe(),
        rights(),
        quality);
  }

  private List<DraftFacts.Input> inputs() {
    List<DraftFacts.Input> all = new ArrayList<>();
    all.add(new DraftFacts.Input("text", "text", text.digest()));
    if (own != null) {
      PersonaRef ref = own.voice().ref();
      ref.pictures().forEach(d -> all.add(new DraftFacts.Input("voice", ref.name(), d)));
    }
    return all;
  }

  private List<DraftFacts.Model> models() {
    List<DraftFacts.Model> all = new ArrayList<>();
    all.add(
        new DraftFacts.Model(
            text.engine().name(),
            Version.current(),
            text.engine().licence(),
            text.engine().digest()));
    if (own != null) {
      for (ModelCard c : workshop.gateCards()) {
        all.add(
            new DraftFacts.Model(c.id(), c.packageVersion(), c.licence(), new Digest(c.sha256())));
      }
    }
    return all;
  }

  /** When which sound and word is said, seconds from the file's beginning. */
  static ObjectNode times(Speech s, double before) {
    ObjectNode o = Json.object();
    o.put("unit", "seconds from the beginning of the file");
    ArrayNode phones = o.putArray("phones");
    for (Phone p : s.phones()) {
      phones
          .addObject()
          .put("arpabet", p.symbol())
          .put("from", rounded(p.from() + before))
          .put("to", rounded(p.to() + before))
          .put("stressed", p.stressed());
    }
    ArrayNode words = o.putArray("words");
    for (Speech.Word w : s.words()) {
      words
          .addObject()
          .put("text", w.text())
          .put("from", rounded(w.from() + before))
          .put("to", rounded(w.to() + before));
    }
    return o;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1e4) / 1e4;
  }
}
