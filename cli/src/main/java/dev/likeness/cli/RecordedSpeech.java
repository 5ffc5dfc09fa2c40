package dev.likeness.cli;

import dev.likeness.flow.Recording;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Speech that is there already. */
final class RecordedSpeech {
  @Option(
      names = "--speech",
      paramLabel = "FILE",
      description =
          "A recording that says the text, which then takes the place of the packaged voice; of"
              + " real persons the words must be the ones that are heard.")
  private @Nullable Path speech;

  @Option(
      names = "--speech-rights",
      paramLabel = "TEXT",
      description = "Whose voice it is, and by what right it is used; stands in the record.")
  private String rights = "";

  /** Null where none was given. */
  @Nullable Recording recording(Task task) {
    if (speech == null) {
      if (!rights.isBlank()) {
        throw task.usage("--speech-rights belongs to --speech FILE");
      }
      return null;
    }
    try {
      return new Recording(task.path(speech), rights);
    } catch (IllegalArgumentException e) {
      throw task.usage(String.valueOf(e.getMessage()));
    }
  }
}
