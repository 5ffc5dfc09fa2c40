package dev.likeness.flow;

import dev.likeness.consent.Use;
import dev.likeness.faces.Identity;
import dev.likeness.flow.gate.GlanceFaces;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.synthesis.SwapPainter;
import dev.likeness.synthesis.run.Draft;
import dev.likeness.synthesis.run.Job;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reviewer should know of a draft before approving it.
 *
 * @param figures by name
 * @param remarks what is out of the ordinary, in words
 */
public record QualityReport(Map<String, Double> figures, List<String> remarks) {
  /** In so many frames, at most, faces are compared; each costs about 15 ms. */
  private static final int LOOKED_AT = 5;

  /** Where a painter is less sure than this, the reviewer is told. */
  private static final double FADED = .9;

  private static final int MOST_RANGES = 8;

  public QualityReport {
    figures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    remarks = List.copyOf(remarks);
  }

  /**
   * Measures a draft.
   *
   * @param persona embeddings of the persona's views, summed; empty where several are in it
   */
  static QualityReport of(Draft draft, GlanceFaces faces, float[] persona) {
    Map<String, Double> f = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    JsonNode result = draft.record().path("result");
    double frames = result.path("frames").asDouble();
    double painted = result.path("frames_painted").asDouble();
    f.put("frames", frames);
    f.put("frames_painted", painted);
    f.put("people_seen", (double) result.path("people").size());
    FrameRanges faded = faded(draft);
    identity(draft, faces, persona, faded, f);
    measures(draft, f);
    Coarseness.of(draft).ifPresent(c -> c.tell(f, remarks));
    if (!faded.isEmpty()) {
      remarks.add(
          "the head is turned too far to be painted on: the original face shows in "
              + faded.text(MOST_RANGES));
    }
    if (!draft.still() && painted < .5 * frames) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the face was painted in only %.0f %% of the frames",
              100 * painted / Math.max(1, frames)));
    }
    long others = 0;
    for (JsonNode p : result.path("people")) {
      others += p.path("frames_painted").asLong() == 0 ? 1 : 0;
    }
    if (others > 0) {
      remarks.add(others + (others == 1 ? " person was" : " people were") + " left untouched");
    }
    absent(draft.record(), remarks);
    // where the target is the persona's own picture, both are the same face
    if (draft.plan().job().use() != Use.SWAP) {
      f.remove("identity_old_face");
    } else if (f.containsKey("identity_source")
        && f.getOrDefault("identity_source", 1.0) < f.getOrDefault("identity_old_face", 0.0)) {
      remarks.add("the result looks more like the old face than like the persona");
    }
    if (result.has("damage")) {
      remarks.add("the target is damaged: " + result.path("damage").asString(""));
    }
    if (draft.plan().job().rights() == null) {
      remarks.add("nobody stated by what right the target is used (--rights)");
    }
    evenSize(draft).ifPresent(remarks::add);
    return new QualityReport(f, remarks);
  }

  /** Of several personas, those that are on nobody, since who was meant was not seen. */
  private static void absent(JsonNode record, List<String> remarks) {
    JsonNode roles = record.path("inputs").path("roles");
    Set<Integer> used = new HashSet<>();
    record.path("result").path("people").forEach(p -> used.add(p.path("role").asInt(-1)));
    for (int i = 0; i < roles.size() && roles.size() > 1; i++) {
      if (!used.contains(i)) {
        JsonNode r = roles.get(i);
        remarks.add(
            "%s was put on nobody: whom it was meant for (%s) was not seen"
                .formatted(r.path("persona").asString(""), r.path("who").asString("")));
      }
    }
  }

  /** H.264 keeps colour for pairs of pixels: a film of an odd size gets a row or column more. */
  private static Optional<String> evenSize(Draft draft) {
    Job job = draft.plan().job();
    if (draft.still() || job.format().codec() != VideoFormat.Codec.H264) {
      return Optional.empty();
    }
    MediaInfo.Video v = Media.probe(job.target()).video();
    return v == null || (v.width() | v.height()) % 2 == 0
        ? Optional.empty()
        : Optional.of(
            "%d×%d is odd: the result has %d×%d pixels, as H.264 needs even numbers"
                .formatted(
                    v.width(), v.height(), v.width() + v.width() % 2, v.height() + v.height() % 2));
  }

  /** Where the original face shows, wholly or in part. */
  private static FrameRanges faded(Draft draft) {
    FrameRanges faded = new FrameRanges();
    draft.measures(
        (frame, track, name, value) -> {
          if (name.equals(SwapPainter.CONFIDENCE) && value < FADED) {
            faded.add(frame);
          }
        });
    return faded;
  }

  /** Likeness of the result's faces to the persona and to the face that was there. */
  private static void identity(
      Draft draft, GlanceFaces faces, float[] persona, FrameRanges faded, Map<String, Double> f) {
    double source = 0;
    double old = 0;
    int n = 0;
    List<Draft.Glance> glances =
        draft.glances().stream().filter(g -> !faded.contains(g.frame())).toList();
    int step = (glances.size() + LOOKED_AT - 1) / LOOKED_AT;
    for (int i = 0; i < glances.size(); i += step) {
      Draft.Glance g = glances.get(i);
      float[] after = faces.after(g);
      source += persona.length > 0 ? Identity.likeness(after, persona) : 0;
      old += Identity.likeness(after, faces.before(g));
      n++;
    }
    if (n > 0) {
      if (persona.length > 0) {
        f.put("identity_source", source / n);
      }
      f.put("identity_old_face", old / n);
      f.put("frames_sampled", (double) n);
    }
  }

  /** Mean and lowest of what the painter measured. */
  private static void measures(Draft draft, Map<String, Double> f) {
    Map<String, double[]> sums = new TreeMap<>();
    draft.measures(
        (frame, track, name, value) -> {
          if (name.equals(SwapPainter.EYES) || name.equals(SwapPainter.SOURCE_EYES)) {
            return; // they say something together only
          }
          double[] s =
              sums.computeIfAbsent(name, k -> new double[] {0, 0, Double.POSITIVE_INFINITY});
          s[0] += value;
          s[1]++;
          s[2] = Math.min(s[2], value);
        });
    sums.forEach(
        (name, s) -> {
          f.put(name + "_mean", s[0] / s[1]);
          f.put(name + "_lowest", s[2]);
        });
  }

  /** The same with one more thing that is out of the ordinary. */
  QualityReport with(String remark) {
    List<String> all = new ArrayList<>(remarks);
    all.add(remark);
    return new QualityReport(figures, all);
  }

  /** For the record, for machines ({@code figures}) and for pages ({@code told}). */
  public ObjectNode toJson() {
    ObjectNode o = Json.object();
    ObjectNode all = o.putObject("figures");
    figures.forEach((k, v) -> all.put(k, Math.round(v * 1e4) / 1e4));
    var told = o.putArray("told");
    told().forEach(f -> told.addObject().put("what", f.what()).put("value", f.value()));
    var said = o.putArray("remarks");
    remarks.forEach(said::add);
    return o;
  }

  /** As lines for a person. */
  public List<String> lines() {
    List<String> all = new ArrayList<>();
    told().forEach(f -> all.add("%-26s %s".formatted(f.what(), f.value())));
    remarks.forEach(r -> all.add("! " + r));
    return all;
  }

  /** The figures in a reviewer's words. */
  public List<Figure> told() {
    return figures.entrySet().stream().map(f -> Figure.of(f.getKey(), f.getValue())).toList();
  }
}
