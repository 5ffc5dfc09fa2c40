package dev.likeness.media;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import java.nio.file.Path;
import java.util.Optional;

/** Reads media in this process. */
final class Here implements Decoder {
  static final Decoder DECODER = new Here();

  private Here() {}

  @Override
  public MediaInfo probe(Path file) {
    return Media.probe(file);
  }

  @Override
  public Frame picture(Path file) {
    return Images.read(file);
  }

  @Override
  public Film film(Path file) {
    return VideoReader.open(file);
  }

  @Override
  public Film keys(Path file, double spacing) {
    return VideoReader.openKeys(file, spacing);
  }

  @Override
  public Optional<AudioClip> sound(Path file, int rate, int channels, double most) {
    return Audio.read(file, rate, channels, most);
  }

  @Override
  public void close() {}
}
