package dev.likeness.flow;

import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.FlowException.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps, for each file of a sitting, what of it was not good enough, and why. */
final class Sifted {
  private static final int NAMED = 6;

  /** How often each reason was met in a video, by the file's number. */
  private final Map<Integer, Map<String, Integer>> spoilt = new TreeMap<>();

  /** Frames of it that were looked at. */
  private final Map<Integer, Integer> looks = new TreeMap<>();

  /** Why a picture cannot be drawn from; empty where it can. */
  static String why(FaceObservation.Quality q) {
    if (q.small()) {
      return String.format(
          Locale.ROOT,
          "the face is too small (%.0f pixels between the eyes, 24 are needed)",
          q.size());
    }
    if (q.blurred()) {
      return "the face is blurred or was enlarged";
    }
    return q.cutOff() ? "the face is cut off by the picture's edge" : "";
  }

  void photo(int source, String why) {
    spoilt.computeIfAbsent(source, s -> new LinkedHashMap<>()).merge(why, 1, Integer::sum);
  }

  /** A frame of a video; {@code why} is empty where it can be drawn from. */
  void frame(int source, String why) {
    looks.merge(source, 1, Integer::sum);
    if (!why.isEmpty()) {
      // the figures differ from frame to frame
      photo(source, why.replaceAll(" \\(.*\\)", ""));
    }
  }

  /** What came of each file, in their order. */
  List<Taken> taken(List<Path> files, List<Portrait> views, ViewPicker picker) {
    List<Taken> out = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      int source = i;
      int n = (int) views.stream().filter(v -> v.source() == source).count();
      String why = looks.containsKey(i) ? frames(i) : picture(i);
      if (n == 0 && why.isEmpty()) {
        why = likeOther(picker.preferred(i), files);
      }
      out.add(new Taken(name(files.get(i)), n, why));
    }
    return out;
  }

  private static String likeOther(Optional<Portrait> other, List<Path> files) {
    return other
        .map(
            o ->
                "%s shows the head and mouth from the same side, better"
                    .formatted(name(files.get(o.source()))))
        .orElse("%d other views differ more from each other".formatted(ViewPicker.MOST));
  }

  private String picture(int source) {
    return String.join("; ", spoilt.getOrDefault(source, Map.of()).keySet());
  }

  private String frames(int source) {
    List<String> parts = new ArrayList<>();
    spoilt.getOrDefault(source, Map.of()).forEach((why, n) -> parts.add(n + " × " + why));
    return parts.isEmpty()
        ? ""
        : "of %d frames looked at %s".formatted(looks.get(source), String.join(", ", parts));
  }

  /** That no file is good enough, with the reason of each. */
  FlowException none(List<Path> files) {
    List<String> each = new ArrayList<>();
    taken(files, List.of(), new ViewPicker()).forEach(t -> each.add(t.file() + ": " + t.why()));
    String more = each.size() > NAMED ? "; and %d more".formatted(each.size() - NAMED) : "";
    return new FlowException(
        Code.UNSUITABLE,
        ("nothing can be drawn from %s (%s%s); take a sharp picture in which the whole face is seen,"
                + " at least 24 pixels between the eyes")
            .formatted(
                each.size() == 1 ? "this file" : "these files",
                String.join("; ", each.subList(0, Math.min(NAMED, each.size()))),
                more));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
