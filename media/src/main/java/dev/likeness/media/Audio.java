package dev.likeness.media;

import dev.likeness.core.AudioClip;
import java.nio.file.Path;
import java.util.Optional;

/** Sound in and out. */
public final class Audio {
  private Audio() {}

  /** The file's first sound track at this rate and number of channels; empty where it has none. */
  public static Optional<AudioClip> read(Path file, int rate, int channels) {
    throw new UnsupportedOperationException(file + " " + rate + " " + channels);
  }

  /** Writes 16-bit PCM. */
  public static void writeWav(AudioClip clip, Path file) {
    throw new UnsupportedOperationException(clip + " " + file);
  }
}
