package dev.likeness.flow.quality;

import dev.likeness.core.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pictures and clips that this project is measured on. They are not part of the project; what
 * is known here is which pictures they are (by digest), because only for those may the bench make a
 * measurement's consent by itself.
 */
public final class TestMedia {
  /** Personas of the usual run: a spread of skin, sex and age, and one with four photos. */
  private static final List<String> PERSONAS =
      List.of(
          "people/female_10.jpg",
          "people/female_36.jpg",
          "people/female_91.jpg",
          "people/male_7.jpg",
          "people/male_12.jpg",
          "people/male_16.jpg",
          "stills/lisa1.jpg+stills/lisa2.jpg+stills/lisa3.jpg+stills/lisa4.jpg");

  /** The live-action clips. */
  private static final List<String> CLIPS =
      List.of(
          "clips/bbaf2n.mpg",
          "clips/brbk7n.mpg",
          "clips/lrwp9a.mpg",
          "clips/swiz3n.mpg",
          "clips/d0.mp4",
          "clips/d18.mp4",
          "clips/d19.mp4",
          "clips/talk_portrait_1080.mp4");

  private TestMedia() {}

  /** What is settled about a picture. */
  enum Standing {
    /** Shows a person who does not exist. */
    NOBODY,
    /** Shows a person who agreed to tests and measurements. */
    CONSENTED,
    /** A clip of a real person that its terms let be used for tests and measurements. */
    TESTS
  }

  private static final class Holder {
    static final Map<Digest, Standing> KNOWN = read();
  }

  /** What is settled about a picture; null for one that is not of the test media. */
  static @org.jspecify.annotations.Nullable Standing standing(Digest picture) {
    return Holder.KNOWN.get(picture);
  }

  /** The usual personas in a folder of test media. */
  public static List<Sitter> personas(Path media) {
    List<Sitter> all = new ArrayList<>();
    for (String p : PERSONAS) {
      Sitter s = Sitter.parse(p, media, null);
      if (s.pictures().stream().allMatch(Files::exists)) {
        all.add(s);
      }
    }
    return all;
  }

  /** The usual clips in a folder of test media. */
  public static List<Path> clips(Path media) {
    return CLIPS.stream().map(media::resolve).filter(Files::exists).toList();
  }

  private static Map<Digest, Standing> read() {
    Map<Digest, Standing> known = new HashMap<>();
    Html.resource(TestMedia.class, "test-media.txt")
        .lines()
        .filter(l -> !l.startsWith("#"))
        .map(l -> l.split(" ", 3))
        .forEach(
            w ->
                known.put(
                    new Digest(w[1]), Standing.valueOf(w[0].toUpperCase(java.util.Locale.ROOT))));
    return Map.copyOf(known);
  }
}
