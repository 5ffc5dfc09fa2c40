package dev.likeness.cli;

import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.LabelRules;
import dev.likeness.synthesis.run.Job;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code swap} that say how the result is written and labelled. */
final class SwapWriting {
  @Option(
      names = "--quality",
      paramLabel = "0..1",
      description = "Of the encoded video (default: 0.8, over 40 dB).")
  private double quality = dev.likeness.media.VideoFormat.DEFAULT_QUALITY;

  @Option(
      names = "--label",
      paramLabel = "eu|china|film",
      description =
          "After whose rules the visible label is made: the EU's wording in a corner (default);"
              + " China's GB 45438-2025, large, with AIGC metadata; for art and fiction an end card"
              + " in place of the badge. What machines read stays under all of them.")
  private Rules label = Rules.EU;

  @Option(
      names = "--producer",
      paramLabel = "NAME",
      description = "With --label china: name or code of who provides the service.")
  private @Nullable String producer;

  @Option(
      names = "--card-seconds",
      paramLabel = "S",
      description = "With --label film: how long the end card stands, 2 to 30 (default: 4).")
  private @Nullable Double card;

  @Option(
      names = "--badge",
      paramLabel = "small|standard|large",
      description = "Size of the visible badge (default: standard).")
  private BadgeSpec.Preset badge = BadgeSpec.Preset.STANDARD;

  @Option(
      names = "--badge-corner",
      paramLabel = "CORNER",
      description =
          "Where it stands: top-left, top-right, bottom-left, bottom-right (default: top-right,"
              + " with --label china bottom-right).",
      converter = CornerConverter.class)
  private BadgeSpec.@Nullable Corner corner;

  @Option(
      names = "--chunk-seconds",
      paramLabel = "S",
      description = "How much is lost at most when a job is stopped (default: 8).")
  private double chunk = Job.CHUNK_SECONDS;

  /** The words of --label. */
  enum Rules {
    EU,
    CHINA,
    FILM
  }

  double quality(Task task) {
    if (!(quality >= 0 && quality <= 1)) {
      throw task.usage("--quality must lie between 0 and 1, not " + quality);
    }
    return quality;
  }

  double chunk(Task task) {
    if (!(chunk > 0 && chunk <= 600)) {
      throw task.usage("--chunk-seconds must lie above 0 and up to 600, not " + chunk);
    }
    return chunk;
  }

  BadgeSpec badge(Task task) {
    if (producer != null && label != Rules.CHINA) {
      throw task.usage("--producer belongs to --label china");
    }
    if (card != null && label != Rules.FILM) {
      throw task.usage("--card-seconds belongs to --label film");
    }
    try {
      LabelRules rules =
          switch (label) {
            case EU -> LabelRules.EU;
            case CHINA ->
                new LabelRules.China(producer == null ? LabelRules.China.UNNAMED : producer);
            case FILM -> new LabelRules.Film(card == null ? LabelRules.Film.USUAL : card);
          };
      BadgeSpec.Corner usual =
          label == Rules.CHINA ? BadgeSpec.Corner.BOTTOM_RIGHT : BadgeSpec.Corner.TOP_RIGHT;
      return badge.at(corner == null ? usual : corner).under(rules);
    } catch (IllegalArgumentException e) {
      throw task.usage(String.valueOf(e.getMessage()));
    }
  }
}
