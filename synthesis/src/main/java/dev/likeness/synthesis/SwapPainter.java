package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Use;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Swap: the motion is the target video's own, the appearance the persona's. Every decision that
 * changes over time (which views, how wide the eyes usually are, how the face is shaped, what the
 * skin looks like) is an average over the window, so neighbouring frames agree.
 */
public final class SwapPainter implements FacePainter {
  private static final int REACH = 10;
  private static final int OPEN = 0;
  private static final int COUNT = 2;
  private static final int LIPS = 3;
  private static final int SPOKEN = 5;
  private static final int KNOWN = 6;
  private static final int SEAL = 7;
  private static final int SEAM = SEAL + LipSeal.SIZE;
  private static final int SHAPE = SEAM + LipSeam.SIZE;
  private static final int SKIN = SHAPE + FaceShape.SIZE;
  private static final int COVER = SKIN + SkinModel.SIZE;
  private static final int SIZE = COVER + FaceCover.FIXED;

  /**
   * How far inside the opening the mesh network sees the lips' inner lines while a mouth speaks, on
   * faces where {@link LipLine} says that it does; canonical units. Drawn there, the persona's lips
   * would cover the target's teeth, and half the opening would be lost.
   */
  private static final float INSIDE = .25f;

  /**
   * How wide open eyes stand at least, by their width: of 252 pictures of people who look at the
   * camera one in fifty had less than .22, and shut ones have up to .17.
   */
  private static final float REST = .24f;

  /** So many pixels between the eyes show too little of where lips end. */
  private static final float COARSE = 60;

  /** Lids that are so far apart, as shares of an open eye, are one eye's alone. */
  private static final float WINK = .2f;

  /** How much less alike somebody may look who was known a moment ago. */
  private static final float LOYAL = .1f;

  /** After this many frames what was seen of a track weighs no more than this. */
  private static final float MEMORY = 200;

  /** How sure it is that the face can be painted on; the original shows through by the rest. */
  public static final String CONFIDENCE = "confidence";

  /** Pixels between the eyes of the face that is drawn. */
  public static final String EYES = "eye_distance";

  /** The same in the picture of the persona that it is drawn from, before it was enlarged. */
  public static final String SOURCE_EYES = "source_eye_distance";

  private final Persona persona;
  private final Clearance clearance;
  private final SwapSettings settings;
  private final KeptAreas kept;
  private final @Nullable Refiner refiner;
  private final @Nullable LearnedSwap learned;
  private final FaceSwap swap;
  private final FaceShape features;

  /** One for each of the threads that measure and paint. */
  private final FaceCover measuring;

  private final FaceCover covering;
  private final ViewChoice choice;

  /**
   * A painter.
   *
   * @param kept what stays the target's by hand
   * @param models finds hands before the face, and refines; must outlive this
   * @throws IllegalArgumentException where the clearance is not for this persona and a swap
   */
  public SwapPainter(
      Persona persona, Clearance clearance, SwapSettings settings, KeptAreas kept, Models models) {
    this(persona, clearance, settings, kept, null, models);
  }

  /**
   * Likewise.
   *
   * @param pair what was learnt of the persona and somebody whom the target may show; null for none
   */
  public SwapPainter(
      Persona persona,
      Clearance clearance,
      SwapSettings settings,
      KeptAreas kept,
      @Nullable LearnedSwapFile pair,
      Models models) {
    if (!clearance.persona().equals(persona.ref()) || clearance.use() != Use.SWAP) {
      throw new IllegalArgumentException(
          "%s does not clear a swap with %s".formatted(clearance, persona.ref().name()));
    }
    // What was learnt was learnt from the pictures as they are.
    this.persona = pair == null && persona.refiner() == null ? persona.exposed() : persona;
    refiner = Refiner.of(persona, models);
    learned = pair == null ? null : new LearnedSwap(models, pair, persona);
    swap = new FaceSwap(refiner, learned);
    this.clearance = clearance;
    this.settings = settings;
    this.kept = kept;
    MeshAreas areas = new MeshAreas(FaceTopology.canonical());
    features = new FaceShape(areas);
    measuring = new FaceCover(areas, models, COVER);
    covering = new FaceCover(areas, models, COVER);
    choice = new ViewChoice(this.persona.views());
    measuring.prepare();
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
    float[] out = new float[SIZE];
    Apertures a = face.apertures();
    float[] shape = FaceShape.measure(face.mesh());
    SmallFace small = SmallFace.of(picture, face.mesh());
    SkinModel skin = measuring.skin(small);
    if (previous == null) {
      out[OPEN] = first((float) a.rightEye());
      out[OPEN + 1] = first((float) a.leftEye());
      System.arraycopy(shape, 0, out, SHAPE, shape.length);
    } else {
      float[] p = previous.values();
      float n = Math.min(p[COUNT] + 1, MEMORY);
      out[COUNT] = n;
      out[OPEN] = open(p[OPEN], (float) a.rightEye());
      out[OPEN + 1] = open(p[OPEN + 1], (float) a.leftEye());
      for (int i = 0; i < shape.length; i++) {
        out[SHAPE + i] = p[SHAPE + i] + (shape[i] - p[SHAPE + i]) / (n + 1);
      }
    }
    out[KNOWN] = known(face, previous);
    MouthPatch mouth = MouthPatch.of(picture, face.mesh());
    lips(mouth, face.mesh(), a.mouth(), previous, out);
    if (!face.locked()) {
      System.arraycopy(LipSeal.seen(mouth, face.mesh()), 0, out, SEAL, LipSeal.SIZE);
      System.arraycopy(LipSeam.seen(mouth, face.mesh(), true), 0, out, SEAM, LipSeam.SIZE);
    }
    System.arraycopy(skin.values(), 0, out, SKIN, SkinModel.SIZE);
    return measuring.measure(out, picture, face, small, skin, previous);
  }

  /** 1 while the track shows whom the learned swap was learnt with, as its key frames say. */
  private float known(FaceObservation face, @Nullable FaceNotes previous) {
    float was = previous == null ? 0 : previous.values()[KNOWN];
    if (learned == null || face.embedding().length == 0) {
      return was;
    }
    return learned.likeness(face.embedding()) >= Identity.SAME - was * LOYAL ? 1 : 0;
  }

  /** Notes what {@link LipLine} sees on frames in which the mouth is open: the mean of those. */
  private static void lips(
      MouthPatch patch, FaceMesh mesh, double mouth, @Nullable FaceNotes previous, float[] out) {
    for (int i = LIPS; i < KNOWN; i++) {
      out[i] = previous == null ? i == SPOKEN ? 4 : .7f : previous.values()[i];
    }
    if (mouth > .03) {
      float[] inside = LipLine.inside(patch, mesh);
      out[SPOKEN] = Math.min(out[SPOKEN] + 1, MEMORY);
      for (int l = 0; l < 2; l++) {
        out[LIPS + l] += (inside[l] - out[LIPS + l]) / out[SPOKEN];
      }
    }
  }

  /** How wide an eye usually stands that is seen for the first time, maybe while it is shut. */
  static float first(float now) {
    return Math.max(REST, now);
  }

  /**
   * How wide an eye usually stands: rises at once, falls slowly, so that blinks do not lower it.
   */
  private static float open(float usual, float now) {
    return now > usual ? usual + .3f * (now - usual) : usual + .008f * (now - usual);
  }

  @Override
  public Painted paint(Picture picture, FaceWindow window) {
    float sure = Facing.sure(window.faces());
    if (sure == 0) {
      return new Painted(picture, Map.of(CONFIDENCE, 0.0));
    }
    float[] notes = average(window);
    FaceMesh seen = lips(window);
    Apertures now = FaceGeometry.apertures(seen);
    float inside = INSIDE * shy(now.mouth()) * (1 - told(seen, now.mouth()));
    FaceMesh own = features.part(seen, notes[LIPS] * inside, notes[LIPS + 1] * inside);
    float[] wanted = choice.shape();
    float[] usual = java.util.Arrays.copyOfRange(notes, SHAPE, SHAPE + FaceShape.SIZE);
    float[] open = opened(now, notes, FaceGeometry.pose(seen).yaw());
    FaceMesh mesh = features.shape(own, usual, wanted, (float) settings.shape(), open);
    float[] lids = {lid(open[0]), lid(open[1])};
    List<FaceMesh> around = new ArrayList<>();
    for (FaceObservation f : window.faces()) {
      around.add(f.mesh());
    }
    float[] shares = choice.shares(around, window.centre());
    float[] stays = kept.at(window.face().track(), window.face().frame());
    Patch patch =
        swap.paint(
            picture,
            new FaceSwap.Order(
                own,
                mesh,
                persona.views().toArray(View[]::new),
                shares,
                lids,
                new float[] {ball(open[0]), ball(open[1])},
                gap(now.mouth()),
                blur(window.faces()),
                covering.over(picture, own, window, stays),
                stays == null ? 0 : KeptAreas.forehead(stays),
                new SkinModel(java.util.Arrays.copyOfRange(notes, SKIN, SKIN + SkinModel.SIZE)),
                settings),
            notes[KNOWN]);
    Map<String, Double> measures =
        Map.of(
            CONFIDENCE,
            (double) sure,
            EYES,
            mesh.eyeDistance(),
            SOURCE_EYES,
            persona.views().get(ViewChoice.most(shares)).eyes());
    return new Painted(patch == null ? picture : picture.plus(Facing.part(patch, sure)), measures);
  }

  /** The target's mesh, steadied, with its inner lips where they are. */
  private static FaceMesh lips(FaceWindow w) {
    List<float[]> all = w.notes().stream().map(FaceNotes::values).toList();
    FaceMesh steady = Steady.mesh(w.faces(), w.centre());
    FaceMesh shut = LipSeal.shut(steady, LipSeal.together(all, SEAL, w.centre()));
    float parted = (float) FaceGeometry.apertures(shut).mouth();
    float[] seam = NearFrames.mean(all, SEAM, LipSeam.SIZE, w.centre());
    return LipSeam.moved(shut, seam, Rings.smooth(.02f, .04f, parted) * told(shut, parted));
  }

  /**
   * How far the picture tells where lips end, 0 to 1: not where it is coarse (360 by 288 pixels, as
   * measured), nor in a wide mouth, whose tongue and gums have the lips' colours.
   */
  private static float told(FaceMesh m, double mouth) {
    float fine = Rings.smooth(COARSE, 1.5f * COARSE, (float) m.eyeDistance());
    return fine * (1 - Rings.smooth(.16f, .22f, (float) mouth));
  }

  /** The persona is drawn no crisper than the target is. */
  private static float blur(List<FaceObservation> around) {
    double sum = 0;
    for (FaceObservation f : around) {
      sum += Math.min(f.quality().sharpness(), 1);
    }
    return (float) Math.min(2, 1 / Math.sqrt(Math.max(sum / around.size(), .05)));
  }

  /**
   * How open the eyes are, right and left, 1 where they are as open as usual. In a head that turns
   * away the far eye looks narrow though nobody blinks: there it goes by the near one, for one lid
   * alone is rarely shut. Lids that are about as far open are held for moving together: between the
   * persona's lid on one eye and the target's on the other a blink would look torn.
   *
   * @param yaw degrees, positive where the face points to the picture's right
   */
  static float[] opened(Apertures now, float[] notes, double yaw) {
    float right = (float) now.rightEye() / Math.max(notes[OPEN], .05f);
    float left = (float) now.leftEye() / Math.max(notes[OPEN + 1], .05f);
    float away = Rings.smooth(18, 28, (float) Math.abs(yaw));
    if (yaw > 0) {
      left += away * (right - left);
    } else {
      right += away * (left - right);
    }
    float both = (right + left) / 2;
    float together = 1 - Rings.smooth(WINK, 2 * WINK, Math.abs(right - left));
    right += together * (both - right);
    left += together * (both - left);
    return new float[] {Math.min(1, right), Math.min(1, left)};
  }

  /** How far the target's own lid shows: wholly when the eye is half shut or less. */
  private static float lid(float open) {
    return 1 - Rings.smooth(.5f, .9f, open);
  }

  /** How far the target's own eye shows between its lids: only when too little is left to draw. */
  private static float ball(float open) {
    return 1 - Rings.smooth(.35f, .7f, open);
  }

  /** How much of {@link #INSIDE} holds for lips {@code mouth} eye distances apart. */
  private static float shy(double mouth) {
    float m = (float) mouth;
    return Rings.smooth(.01f, .05f, m) * (1 - .6f * Rings.smooth(.15f, .35f, m));
  }

  /** How far lips {@code mouth} eye distances apart let what is between them show. */
  static float gap(double mouth) {
    return Rings.smooth(.015f, .05f, (float) mouth);
  }

  /** The notes averaged over the window, so that they change slowly and without delay. */
  private static float[] average(FaceWindow w) {
    float[] sum = new float[SIZE];
    for (FaceNotes n : w.notes()) {
      for (int i = 0; i < SIZE; i++) {
        sum[i] += n.values()[i] / w.notes().size();
      }
    }
    return sum;
  }

  @Override
  public void close() {
    measuring.close();
    covering.close();
    if (refiner != null) {
      refiner.close();
    }
    if (learned != null) {
      learned.close();
    }
  }
}
