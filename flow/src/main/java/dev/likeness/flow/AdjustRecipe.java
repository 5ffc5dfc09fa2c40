package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.Images;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.Sliders;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Another expression in the persona's own picture or video, from the request to the exported file.
 * Whoever is seen besides is left alone. Cleared as reenactment, which it is, by hand.
 */
public final class AdjustRecipe {
  /** In a video the persona is looked for in each so many frames. */
  private static final int EVERY = 10;

  private final Workshop workshop;
  private final AdjustRequest request;
  private final Portrayal portrayal;

  /**
   * Checks the request and the consent; nothing is rendered.
   *
   * @throws FlowException BAD_REQUEST, UNKNOWN
   * @throws dev.likeness.consent.ConsentRefused where the persona may not be used so; the refusal
   *     is logged
   */
  public AdjustRecipe(Workshop workshop, AdjustRequest request) {
    this.workshop = workshop;
    this.request = request;
    Results.requirePlace(request.target(), request.out());
    Results.requireLabel(request.target(), request.badge());
    if (request.sliders().equals(Sliders.NONE)) {
      throw new FlowException(
          Code.BAD_REQUEST, "nothing is to be adjusted; move at least one slider");
    }
    portrayal = new Portrayal(workshop, request.persona(), Use.REENACT, request.badge());
  }

  /**
   * Renders (or goes on rendering), has the result reviewed, and exports it.
   *
   * @param told is told what the picture does not support
   * @throws FlowException UNSUITABLE where the target shows no face or not the persona's;
   *     NOT_APPROVED
   */
  public SwapRecipe.Result perform(Review review, Consumer<String> told, Progress progress) {
    float[] who = portrayal.embedding();
    portrayal.enter(request.target(), new Gate.Wanted.Like(who), progress);
    Sliders.Supported s = request.sliders().within(face(who, progress));
    s.remarks().forEach(told);
    String digest = FileDigest.of(request.target()).hex();
    try (PortraitPainter painter = new PortraitPainter(portrayal.clearance(), request.sliders())) {
      return Objects.requireNonNull(
          portrayal.perform(
              job(digest),
              new Who.Like("persona " + request.persona(), who),
              painter,
              request.persona() + " in " + request.target().getFileName(),
              portrayal.folder(digest, request.sliders().toString()),
              request.out(),
              request.resume(),
              review,
              progress));
    }
  }

  /** The persona's face where it is first seen. */
  private FaceMesh face(float[] who, Progress progress) {
    Search search = new Search(who);
    if (Images.isImage(request.target())) {
      search.look(Images.read(request.target()));
    } else {
      try (VideoReader in = VideoReader.open(request.target())) {
        for (VideoPicture p = in.next(); p != null && search.found == null; p = in.next()) {
          progress.checkStop();
          progress.report("Watching", p.index(), in.video().frames());
          if (p.index() % EVERY == 0) {
            search.look(p.picture());
          }
        }
      }
    }
    FaceMesh found = search.found;
    if (found != null) {
      return found;
    }
    throw new FlowException(
        Code.UNSUITABLE,
        search.most < -1
            ? "no face was found in " + request.target() + "; give another picture or video"
            : String.format(
                Locale.ROOT,
                "%s does not show persona %s (likeness at most %.2f, %.2f needed): only a person's"
                    + " own picture or video is adjusted",
                request.target(),
                request.persona(),
                search.most,
                Identity.SAME));
  }

  /** Looks for the persona. */
  private final class Search {
    private final float[] who;
    double most = -2;
    @Nullable FaceMesh found;

    Search(float[] who) {
      this.who = who;
    }

    void look(Picture p) {
      for (FaceObservation f : workshop.finder().faces(p)) {
        double alike = Identity.likeness(f.embedding(), who);
        if (alike > most) {
          most = alike;
          found = alike >= Identity.SAME ? f.mesh() : null;
        }
      }
    }
  }

  private Job job(String digest) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("target_sha256", digest);
    settings.putAll(request.sliders().text());
    return new Job(
        Use.REENACT,
        request.target(),
        Span.ALL,
        null,
        new VideoFormat(VideoFormat.forFile(request.out()).codec(), request.quality()),
        Results.ending(request.out()),
        request.chunkSeconds(),
        new Seed(0),
        settings,
        request.rights());
  }
}
