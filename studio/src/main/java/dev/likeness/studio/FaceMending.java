package dev.likeness.studio;

import dev.likeness.faces.Alignments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a person corrects of what was seen in a clip.
 *
 * @param exclude where a face is left as it is
 * @param same two numbers that are one person: the first is really the second
 * @param drop people that are not wanted, or no faces
 */
record FaceMending(List<Range> exclude, Map<Integer, Integer> same, Set<Integer> drop) {
  /**
   * Frames of one person.
   *
   * @param from the first frame
   * @param to the last
   */
  record Range(int track, long from, long to) {
    boolean holds(int who, long frame) {
      return who == track && frame >= from && frame <= to;
    }
  }

  /**
   * Reads what was asked for.
   *
   * @throws StudioException BAD_REQUEST
   */
  static FaceMending of(JsonNode said) {
    List<Range> exclude = new ArrayList<>();
    for (JsonNode r : said.path("exclude")) {
      Range range = new Range(track(r, "track"), frame(r, "from"), frame(r, "to"));
      if (range.to() < range.from()) {
        throw Call.bad("a range ends before it begins");
      }
      exclude.add(range);
    }
    Map<Integer, Integer> same = new HashMap<>();
    for (JsonNode s : said.path("same")) {
      same.put(track(s, "track"), track(s, "is"));
    }
    Set<Integer> drop = new HashSet<>();
    for (JsonNode d : said.path("drop")) {
      if (!d.isInt()) {
        throw Call.bad("'drop' lists numbers of people");
      }
      drop.add(d.asInt());
    }
    if (exclude.isEmpty() && same.isEmpty() && drop.isEmpty()) {
      throw Call.bad("nothing is mended: give 'exclude', 'same' or 'drop'");
    }
    return new FaceMending(exclude, same, drop);
  }

  private static int track(JsonNode o, String name) {
    if (!o.path(name).isInt() || o.path(name).asInt() < 1) {
      throw Call.bad("'%s' is no number of a person".formatted(name));
    }
    return o.path(name).asInt();
  }

  private static long frame(JsonNode o, String name) {
    if (!o.path(name).canConvertToLong() || o.path(name).asLong() < 0) {
      throw Call.bad("'%s' is no frame's number".formatted(name));
    }
    return o.path(name).asLong();
  }

  /** Writes the corrected file. */
  void apply(Path seen, Path corrected) {
    try (Alignments.Reader in = Alignments.read(seen);
        Alignments.Writer out = Alignments.write(corrected, in.header())) {
      for (Alignments.Entry e = in.next(); e != null; e = in.next()) {
        if (!drop.contains(e.track())) {
          out.add(mended(e));
        }
      }
      out.finish();
    }
  }

  private Alignments.Entry mended(Alignments.Entry e) {
    int track = same.getOrDefault(e.track(), e.track());
    if (exclude.stream().anyMatch(r -> r.holds(e.track(), e.frame()))) {
      return new Alignments.Deleted(track, e.frame());
    }
    return switch (e) {
      case Alignments.Seen s -> new Alignments.Seen(s.face().withTrack(track));
      case Alignments.Wanted w -> new Alignments.Wanted(track, w.frame(), w.start(), w.roi());
      case Alignments.Deleted d -> new Alignments.Deleted(track, d.frame());
    };
  }
}
