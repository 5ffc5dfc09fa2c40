package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Use;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceObservation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * New words in the person's own video: below the nose the face is drawn from those frames of the
 * same video whose mouths are nearest to what the words make ({@link MouthViews}), moved to the
 * head's place and to exactly that, and given the film's own grain; all else stays as it was
 * filmed.
 */
public final class LipPainter implements FacePainter {
  private static final int REACH = 6;
  private static final SwapSettings SETTINGS =
      new SwapSettings(0, 1, .05, SwapSettings.Area.LOWER, true, false);

  private final Clearance clearance;
  private final FaceMotion motion;
  private final MouthViews mouths;
  private final Untouched untouched;
  private final KeptAreas kept;
  private final List<MouthViews.Mix> plan;
  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final FaceSwap swap = new FaceSwap();
  private final Expression expression = new Expression(FaceTopology.canonical());
  private final InnerMouth inside = new InnerMouth(areas);
  private final Grain grain = new Grain(areas);
  private final Occluders covering = new Occluders(areas);

  /**
   * @param mouths of the video
   * @param untouched frames whose mouths are not painted
   * @throws IllegalArgumentException where the clearance is not for lip-sync
   */
  public LipPainter(
      Clearance clearance, FaceMotion motion, MouthViews mouths, Untouched untouched) {
    this(clearance, motion, mouths, untouched, KeptAreas.NONE);
  }

  /**
   * @param kept what stays the film's own by hand
   * @throws IllegalArgumentException as above
   */
  public LipPainter(
      Clearance clearance,
      FaceMotion motion,
      MouthViews mouths,
      Untouched untouched,
      KeptAreas kept) {
    this.kept = kept;
    if (clearance.use() != Use.LIP_SYNC) {
      throw new IllegalArgumentException(clearance + " does not clear lip-sync");
    }
    this.clearance = clearance;
    this.motion = mouths.fitted(motion);
    this.mouths = mouths;
    this.untouched = untouched;
    plan = mouths.plan(this.motion);
  }

  @Override
  public Clearance clearance() {
    return clearance;
  }

  @Override
  public int reach() {
    return REACH;
  }

  @Override
  public FaceNotes measure(Picture picture, FaceObservation face, @Nullable FaceNotes previous) {
    return new FaceNotes(Grain.seen(picture, face.mesh()));
  }

  @Override
  public Painted paint(Picture picture, FaceWindow window) {
    long frame = window.face().frame();
    if (untouched.holds(frame)) {
      return new Painted(picture, Map.of());
    }
    FaceMesh own = Steady.mesh(window.faces(), window.centre());
    FaceMotion.State s = motion.at(frame);
    MouthViews.Mix mix = mix(frame);
    FaceMesh placed = HeadFit.placed(mouths.shut().mesh(), own);
    FaceMesh spoken = expression.moved(placed, s);
    FaceMesh mesh = mixed(own, spoken);
    Patch patch =
        swap.paint(
            picture,
            new FaceSwap.Order(
                own,
                mesh,
                mix.views(),
                mix.shares(),
                new float[2],
                new float[2],
                0,
                1,
                null,
                0,
                null,
                SETTINGS));
    if (patch == null) {
      return new Painted(picture, Map.of());
    }
    List<float[]> seen = window.notes().stream().map(FaceNotes::values).toList();
    float[] cells = kept.at(window.face().track(), frame);
    CoverMap stays = null;
    if (cells != null) {
      stays = CoverMap.nothing(own, true);
      covering.lay(stays, own, cells);
    }
    grain.lay(patch, mesh, Grain.strength(seen), frame);
    spare(patch, stays);
    Picture drawn = met(picture.plus(patch), placed, mesh, stays);
    return new Painted(
        mix.inside() > .99f ? drawn : mouth(drawn, placed, mesh, s, 1 - mix.inside(), stays),
        Map.of());
  }

  /** Takes from a difference what is to stay as it was. */
  private static void spare(Patch patch, @Nullable CoverMap stays) {
    if (stays == null) {
      return;
    }
    Box b = patch.box();
    for (int y = 0; y < b.height(); y++) {
      for (int x = 0; x < b.width(); x++) {
        float paint = 1 - stays.at(b.x() + x, b.y() + y);
        int i = y * b.width() + x;
        patch.red()[i] *= paint;
        patch.green()[i] *= paint;
        patch.blue()[i] *= paint;
      }
    }
  }

  private MouthViews.Mix mix(long frame) {
    return plan.get((int) Math.max(0, Math.min(frame, plan.size() - 1)));
  }

  /** Below the nose the mesh is the spoken one, above the video's. */
  private FaceMesh mixed(FaceMesh own, FaceMesh spoken) {
    float[] out = own.xyz().clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      for (int c = 0; c < 3; c++) {
        int i = 3 * v + c;
        out[i] += areas.lower[v] * (spoken.xyz()[i] - out[i]);
      }
    }
    return new FaceMesh(out);
  }

  /** Lets lips that are shut run into each other. */
  private Picture met(Picture p, FaceMesh still, FaceMesh moved, @Nullable CoverMap stays) {
    Box lips =
        Rings.bounds(Rings.outline(moved, areas.lips, 0, 0), 8)
            .intersect(new Box(0, 0, p.width(), p.height()));
    if (lips.isEmpty() || !LipCrease.shut(moved)) {
      return p;
    }
    float[][] before = new float[3][lips.width() * lips.height()];
    p.crop(lips, before);
    float[][] drawn = {before[0].clone(), before[1].clone(), before[2].clone()};
    LipCrease.draw(still, moved, lips, Focus.around(still, areas.lips, lips, before), drawn);
    return changed(p, lips, before, drawn, 1, stays);
  }

  private static Picture changed(
      Picture p,
      Box box,
      float[][] before,
      float[][] drawn,
      float amount,
      @Nullable CoverMap stays) {
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < drawn[c].length; i++) {
        drawn[c][i] = amount * (drawn[c][i] - before[c][i]);
      }
    }
    Patch patch = new Patch(box, drawn[0], drawn[1], drawn[2]);
    spare(patch, stays);
    return p.plus(patch);
  }

  /** Draws between the lips what no frame of the video shows, as far as none does. */
  private Picture mouth(
      Picture p,
      FaceMesh still,
      FaceMesh moved,
      FaceMotion.State s,
      float amount,
      @Nullable CoverMap stays) {
    Box face =
        Skirt.bounds(java.util.Arrays.copyOf(moved.xyz(), 3 * FaceMesh.POINTS))
            .grow(2)
            .intersect(new Box(0, 0, p.width(), p.height()));
    if (face.width() < 2 || face.height() < 2) {
      return p;
    }
    int n = face.width() * face.height();
    float[][] before = new float[3][n];
    p.crop(face, before);
    float[][] drawn = {before[0].clone(), before[1].clone(), before[2].clone()};
    float focus = Focus.around(still, areas.lips, face, before);
    inside.paint(
        still, still, moved, new InnerMouth.Look(s.mouth(), 0, focus), face, before, drawn);
    return changed(p, face, before, drawn, amount, stays);
  }

  @Override
  public void close() {}
}
