package dev.likeness.forensics.person;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Decoder;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import dev.likeness.voice.Listener;
import dev.likeness.voice.VoiceMeter;
import dev.likeness.voice.VoiceProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a medium shows of a person. */
final class Look {
  /** Frames of a film that are looked at, one of two. */
  private static final int FRAMES = 250;

  /** So many of them are compared as faces. */
  private static final int FACES = 10;

  private static final double LEAST_VOICE = 3;
  private static final double MOST_SOUND = 120;

  private Look() {}

  /**
   * @throws dev.likeness.media.MediaException where it is no medium, or broken
   */
  static Shown at(Path file, FaceFinder finder, Decoder decoder, Progress progress) {
    MediaInfo info = decoder.probe(file);
    List<float[]> faces = new ArrayList<>();
    Moves moves = new Moves();
    if (info.kind() == MediaInfo.Kind.VIDEO) {
      film(file, finder, decoder, faces, moves, progress);
    } else if (info.video() != null) {
      largest(finder, decoder.picture(file)).ifPresent(o -> faces.add(o.embedding()));
    }
    VoiceProfile voice = info.sound() == null ? null : voice(file, decoder);
    return new Shown(file, faces, moves.correlations(), voice);
  }

  private static void film(
      Path file,
      FaceFinder finder,
      Decoder decoder,
      List<float[]> faces,
      Moves moves,
      Progress progress) {
    int looked = 0;
    try (Decoder.Film r = decoder.film(file)) {
      for (VideoPicture p = r.next(); p != null && looked < FRAMES; p = r.next()) {
        progress.checkStop();
        progress.report(String.valueOf(file.getFileName()), looked, FRAMES);
        Optional<FaceObservation> o = largest(finder, p.picture().toFrame());
        o.ifPresent(f -> moves.add(f.mesh()));
        if (looked % (FRAMES / FACES) == 0) {
          o.ifPresent(f -> faces.add(f.embedding()));
        }
        looked++;
        r.skipTo(p.index() + 2);
      }
    }
  }

  private static Optional<FaceObservation> largest(FaceFinder finder, Frame f) {
    return finder.faces(f).stream().max(Comparator.comparingDouble(o -> o.mesh().eyeDistance()));
  }

  private static @Nullable VoiceProfile voice(Path file, Decoder decoder) {
    AudioClip clip = decoder.sound(file, Listener.RATE, 1, MOST_SOUND).orElse(null);
    if (clip == null) {
      return null;
    }
    VoiceMeter meter = new VoiceMeter();
    meter.add(clip);
    try {
      return meter.voiced() < LEAST_VOICE ? null : meter.profile();
    } catch (IllegalStateException e) {
      return null;
    }
  }
}
