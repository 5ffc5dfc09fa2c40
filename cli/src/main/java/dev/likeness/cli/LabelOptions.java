package dev.likeness.cli;

import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.LabelRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** After whose rules pictures and sound without an end are labelled. */
final class LabelOptions {
  @Option(
      names = "--label",
      paramLabel = "eu|china",
      description =
          "After whose rules the label is made: the EU's wording (default); China's GB 45438-2025,"
              + " with AIGC metadata.")
  private Rules label = Rules.EU;

  @Option(
      names = "--producer",
      paramLabel = "NAME",
      description = "With --label china: name or code of who provides the service.")
  private @Nullable String producer;

  /** The words of --label. */
  enum Rules {
    EU,
    CHINA
  }

  /** The same under these rules. */
  BadgeSpec on(BadgeSpec badge, Task task) {
    if (producer != null && label != Rules.CHINA) {
      throw task.usage("--producer belongs to --label china");
    }
    try {
      return switch (label) {
        case EU -> badge;
        case CHINA ->
            badge.under(
                new LabelRules.China(producer == null ? LabelRules.China.UNNAMED : producer));
      };
    } catch (IllegalArgumentException e) {
      throw task.usage(String.valueOf(e.getMessage()));
    }
  }
}
