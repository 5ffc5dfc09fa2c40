package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.Labeller;
import dev.likeness.synthesis.KeptAreas;
import dev.likeness.synthesis.LearnedSwapFile;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.SwapPainter;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.refine.RefineTraining.Shown;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Maker;
import dev.likeness.synthesis.run.MakerException;
import dev.likeness.synthesis.run.Plan;
import dev.likeness.synthesis.run.Role;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a target swapped as a swap would do it: with what was learnt and without. A lesson
 * shows the face alone; in a swap the target's own mouth and what covers it are drawn, too. Nothing
 * of it is written anywhere.
 */
final class SwapTrial {
  /**
   * So many frames, evenly spread over all of the film: its end, which nothing was learnt from, is
   * mostly too short for a mouth to show how far it moves, and frames that were learnt from can
   * only flatter what was learnt.
   */
  private static final int FRAMES = 24;

  private final Workshop workshop;
  private final Clearance clearance;
  private final Path target;
  private final float[] person;

  /**
   * @param person whom the target shows, as an embedding
   */
  SwapTrial(Workshop workshop, Clearance clearance, Path target, float[] person) {
    this.workshop = workshop;
    this.clearance = clearance;
    this.target = target;
    this.person = person;
  }

  /** Swaps; frames that show nobody to paint are left out. */
  List<Shown> of(Persona persona, LearnedSwapFile learnt, Progress progress) {
    Map<Long, Frame> real = frames();
    try (SwapPainter without = painter(persona.plain(), null);
        SwapPainter with = painter(persona, learnt)) {
      Maker maker = new Maker(workshop.finder(), workshop.swapCards());
      Plan warp = plan(maker, without);
      Plan network = plan(maker, with);
      List<Shown> all = new ArrayList<>();
      int tried = 0;
      for (Map.Entry<Long, Frame> f : real.entrySet()) {
        progress.report("Trying it in a swap", tried++, real.size());
        try {
          Frame before = maker.preview(warp, f.getKey(), Progress.NONE).toFrame();
          Frame after = maker.preview(network, f.getKey(), Progress.NONE).toFrame();
          all.add(new Shown(before, after, f.getValue()));
        } catch (MakerException e) {
          if (e.code() != MakerException.Code.NO_FACE) {
            throw e;
          }
        }
      }
      return all;
    }
  }

  private SwapPainter painter(Persona persona, @Nullable LearnedSwapFile learnt) {
    return new SwapPainter(
        persona, clearance, SwapSettings.DEFAULT, KeptAreas.NONE, learnt, workshop.models());
  }

  private Plan plan(Maker maker, SwapPainter painter) {
    Job job =
        new Job(
            Use.SWAP,
            target,
            Span.ALL,
            null,
            VideoFormat.h264(),
            ".mp4",
            Job.CHUNK_SECONDS,
            new Seed(0),
            Map.of(),
            null);
    Label label =
        new Label(
            new Labeller(
                List.of(clearance),
                Disclosure.MODIFIED,
                BadgeSpec.DEFAULT,
                workshop.home().marks()),
            workshop.gate());
    return maker.plan(job, List.of(new Role(new Who.Like("the target", person), painter)), label);
  }

  /** The target's own frames, as large as those that are painted. */
  private Map<Long, Frame> frames() {
    Map<Long, Frame> all = new LinkedHashMap<>();
    try (VideoReader in = VideoReader.open(target)) {
      double step = Math.max(1, (double) in.video().frames() / FRAMES);
      double next = 0;
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        if (p.index() >= next && all.size() < FRAMES) {
          all.put(p.index(), Maker.small(p.picture()).toFrame());
          next += step;
        }
      }
    }
    return all;
  }
}
