package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;
import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/**
 * A driver's motion on a persona's face: how far each point is from where it is on the driver's
 * usual face, in the head's own frame, added to the persona's, in the proportions of the two
 * mouths. Lips keep their distance as it is, in the faces' own measure, so that shut lips are shut;
 * lids ({@link LidMotion}), gaze ({@link GazeMotion}) and head ({@link HeadMotion}) go their own
 * ways. A list of states that are worked out when asked for.
 */
final class Retarget extends AbstractList<FaceMotion.State> {
  /**
   * So it sees how far jaw, cheeks and corners of the mouth have gone: two thirds to nine tenths.
   */
  private static final float SEEN_FACE = 1.2f;

  /** A gap of so much, in canonical units, is no more than what shut lips are seen apart. */
  private static final float PARTED = .35f;

  /** A shout drops the jaw further than speech does. */
  private static final float MOST_JAW = 1.7f;

  /** The lower teeth end at least so far above the lower lip. */
  private static final float LOWER_SEEN = .08f;

  /** A tongue that is seen lies behind the teeth. */
  private static final float MOST_TONGUE = .6f;

  /** Weights over time of the slow parts of the face: they do not tremble. */
  private static final double[] FACE = {1, .75, .3, .07};

  /** In so many of the moments the mouth counts as rather shut. */
  private static final double RATHER_SHUT = .4;

  private final DriverFrames driver;
  private final DriverMotion.Amounts amounts;
  private final float[] usual;
  private final float[] persona;
  private final FaceParts parts = FaceParts.OF;
  private final float wide;

  /** The persona's distance between the eyes, canonical units. */
  private final float eyes;

  private final LipParting parting;
  private final HeadMotion head;
  private final LidMotion lids;
  private final GazeMotion gaze;

  /**
   * @param whole tells what is usual; may be the driver itself
   * @param opening how far the driver's lips are apart that are seen so far apart; null where
   *     nobody looked
   * @param answer how the persona's face is seen; null likewise
   */
  Retarget(
      DriverMotion driver,
      DriverMotion whole,
      FaceMesh base,
      DriverMotion.Amounts amounts,
      boolean absolute,
      @Nullable SeenOpening opening,
      @Nullable PersonaAnswer answer) {
    this.amounts = amounts;
    HeadFrame own = HeadFrame.of(base);
    persona = own.local(base);
    DriverHabits all = DriverHabits.of(whole);
    JawNod nod = JawNod.of(all.seen());
    DriverHabits habits = all.without(nod);
    this.driver = new DriverFrames(driver, nod);
    double closed = habits.at(s -> LipParting.gap(s.local(), 5), RATHER_SHUT);
    DriverMotion.Seen like = absolute ? habits.like(own, persona) : null;
    usual =
        like == null
            ? habits.where(s -> LipParting.gap(s.local(), 5) <= closed).usual()
            : like.local();
    eyes = (float) new FaceMesh(persona).eyeDistance();
    parting = new LipParting(habits, opening, answer == null ? null : answer.opening(), eyes);
    head = new HeadMotion(this.driver, habits, like, base, amounts.pose());
    lids = new LidMotion(this.driver, habits, like, amounts.eyes());
    gaze =
        new GazeMotion(
            this.driver,
            habits,
            lids,
            like,
            amounts.gaze(),
            answer == null ? SeenGaze.USUAL : answer.gaze());
    wide = Math.max(.7f, Math.min(across(persona, 61, 291) / across(usual, 61, 291), 1.4f));
  }

  private static float across(float[] p, int i, int j) {
    return (float) Math.hypot(p[3 * i] - p[3 * j], p[3 * i + 1] - p[3 * j + 1]);
  }

  @Override
  public int size() {
    return driver.size();
  }

  @Override
  public FaceMotion.State get(int frame) {
    DriverMotion.Seen seen = driver.at(frame);
    float[] local = seen.local();
    float[] offset = offset(steady(frame, local));
    lips(offset, seen);
    MouthInside inside = seen.inside();
    float jaw = jaw(persona, offset, LipParting.SEEN * eyes * inside.lower());
    MouthShape mouth = new MouthShape(jaw, 0, 0, 0, 0, 0, 0, MOST_TONGUE * inside.tongue());
    double[] closed = lids.at(frame);
    double[] look = gaze.at(frame);
    HeadMotion.Held held = head.at(frame);
    return new FaceMotion.State(
        mouth,
        0,
        0,
        held.yaw(),
        held.pitch(),
        held.roll(),
        new FaceMotion.Play(
            offset,
            (float) closed[0],
            (float) closed[1],
            (float) look[0],
            (float) look[1],
            held.shiftX(),
            held.shiftY(),
            1 - inside.upper()));
  }

  /** The face, averaged over the frames around where it is not quick. */
  private float[] steady(int frame, float[] now) {
    float[] mean = new float[3 * FaceMesh.POINTS];
    float total = 0;
    for (int d = 1 - FACE.length; d < FACE.length; d++) {
      float[] local = driver.at(frame + d).local();
      float w = (float) FACE[Math.abs(d)];
      total += w;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += w * local[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      float slow = 1 - parts.mouth[i / 3];
      mean[i] = now[i] + slow * (mean[i] / total - now[i]);
    }
    return mean;
  }

  private float[] offset(float[] local) {
    float[] out = new float[3 * FaceMesh.POINTS];
    float mouth = (float) amounts.mouth() * SEEN_FACE;
    float brows = (float) amounts.brows();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float much = mouth * parts.low[v] + brows * parts.high[v];
      float sideways = 1 + (wide - 1) * parts.mouth[v];
      for (int c = 0; c < 3; c++) {
        float d = local[3 * v + c] - usual[3 * v + c];
        out[3 * v + c] = much * d * (c == 0 ? sideways : 1);
      }
    }
    return out;
  }

  /**
   * How far the jaw hangs for the lower teeth to be where they are seen.
   *
   * @param face the points at rest, {@code offset} how far they go
   * @param lower how far the lower teeth are seen above the lower lip
   */
  static float jaw(float[] face, float[] offset, float lower) {
    float lip = (face[3 * 14 + 1] - face[3 * 13 + 1]) / 2 + offset[3 * 14 + 1];
    float jaw = (lip - InnerMouth.LOWER_END - Math.max(LOWER_SEEN, lower)) / InnerMouth.DROP;
    return Math.max(0, Math.min(jaw, MOST_JAW));
  }

  /** Brings the lips as far apart as the driver's are. */
  private void lips(float[] offset, DriverMotion.Seen seen) {
    float mouth = (float) amounts.mouth();
    float[] apart = parting.of(seen);
    for (int i = 1; i < apart.length; i++) {
      float want = apart[i] * Rings.smooth(0, PARTED, apart[i]);
      float own = LipParting.gap(persona, i);
      LipParting.part(persona, offset, i, mouth >= 1 ? mouth * want : own + mouth * (want - own));
    }
    for (int[] ring : Expression.LIPS) {
      for (int i = 1; i < Expression.AROUND / 2; i++) {
        within(offset, ring[0], ring[Expression.AROUND / 2], ring[i]);
        within(offset, ring[0], ring[Expression.AROUND / 2], ring[Expression.AROUND - i]);
      }
    }
  }

  /** Lips of a mouth that is drawn together do not pass its corners. */
  private void within(float[] offset, int right, int left, int v) {
    float from = persona[3 * right] + offset[3 * right];
    float to = persona[3 * left] + offset[3 * left];
    float x = persona[3 * v] + offset[3 * v];
    offset[3 * v] += Math.max(from, Math.min(x, Math.max(from, to))) - x;
  }
}
