package dev.likeness.flow.gan;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.gate.ContentWatch;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.BadgedSegment;
import dev.likeness.provenance.BadgedWriter;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Labeller;
import dev.likeness.synthesis.duel.PictureMaker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A film of the way from one face to another and back: evenly through the styles, slower at its
 * ends. Each picture of it has to be one that may be shown.
 */
public final class WalkRecipe {
  private static final int FPS = 25;

  private final SampleRecipe recipe;

  /** Borrows the recipe. */
  public WalkRecipe(SampleRecipe recipe) {
    this.recipe = recipe;
  }

  /**
   * Writes the film.
   *
   * @param seconds how long it lasts
   * @throws FlowException UNSUITABLE where a face on the way may not be shown
   */
  public Exported perform(
      Seed from, Seed to, int seconds, double variety, Path out, Progress progress) {
    float[] a = recipe.face(SampleRecipe.own(from, 0), variety).style();
    float[] b = recipe.face(SampleRecipe.own(to, 0), variety).style();
    Map<String, String> settings = SampleRecipe.settings(variety);
    settings.put("from_seed", String.valueOf(from.value()));
    settings.put("to_seed", String.valueOf(to.value()));
    settings.put("seconds", String.valueOf(seconds));
    return recipe.leave(
        (labeller, folder, gate) -> film(a, b, seconds * FPS, labeller, folder, gate, progress),
        settings,
        from,
        out);
  }

  private PictureDoor.Drawn film(
      float[] a,
      float[] b,
      int frames,
      Labeller labeller,
      Path folder,
      Gate gate,
      Progress progress) {
    ContentWatch watch = gate.watch("the film");
    int side = recipe.face(a).picture().width();
    double nearest = -1;
    Path file = folder.resolve("walk.mp4");
    BadgedSegment segment;
    try (BadgedWriter writer =
        labeller.segment(file, VideoFormat.h264(), MediaInfo.Video.made(side, side, FPS))) {
      for (int i = 0; i < frames; i++) {
        progress.checkStop();
        progress.report("walking", i + 1, frames);
        double t = .5 - .5 * Math.cos(2 * Math.PI * i / frames);
        SampleRecipe.Face face = recipe.face(PictureMaker.between(a, b, t));
        nearest = Math.max(nearest, face.nearness());
        recipe.show(gate, face);
        watch.look((double) i / FPS, face.picture());
        writer.write(
            new VideoPicture(
                i,
                new Timecode(i, 1, FPS),
                1,
                YuvFrame.of(face.picture(), YuvFrame.Matrix.BT709, false)));
      }
      watch.end();
      segment = writer.finish();
    }
    Path draft = folder.resolve("draft.mp4");
    return new PictureDoor.Drawn(
        labeller.join(List.of(segment), null, draft, Muxer.Options.MADE),
        watch.seen(segment.digest()),
        nearest);
  }
}
