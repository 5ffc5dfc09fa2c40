package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A face's expression moved by hand from what a picture shows. Immutable.
 *
 * @param smile corners of the mouth out and up; below 0 down; −1 to 1
 * @param brows raised; below 0 lowered; −1 to 1
 * @param gaze the eyes turned to the picture's right, −1 to 1
 * @param gazeUp the eyes turned up, −1 to 1
 * @param blink lids shut; below 0 opened wider; −1 to 1
 * @param mouth opened; below 0 shut; −1 to 1
 * @param yaw degrees that the head is turned to the picture's right
 * @param pitch degrees that the head is raised
 */
public record Sliders(
    double smile,
    double brows,
    double gaze,
    double gazeUp,
    double blink,
    double mouth,
    double yaw,
    double pitch) {
  /** As the picture is. */
  public static final Sliders NONE = new Sliders(0, 0, 0, 0, 0, 0, 0, 0);

  /** A head is turned by so much at most, degrees: what is behind it is stretched along. */
  public static final double MOST_YAW = 12;

  public static final double MOST_PITCH = 8;

  /** And no further from straight than this. */
  private static final double FURTHEST = 25;

  private static final double FURTHEST_PITCH = 18;

  /** Eyes that are narrower, gap by width, show nothing that could be opened or turned. */
  private static final double SHUT = .1;

  /** A mouth that is open by so much, in distances between the eyes, is not opened further. */
  private static final double OPEN = .45;

  public Sliders {
    require("smile", smile, 1);
    require("brows", brows, 1);
    require("gaze", gaze, 1);
    require("gaze-up", gazeUp, 1);
    require("blink", blink, 1);
    require("mouth", mouth, 1);
    require("yaw", yaw, 90);
    require("pitch", pitch, 90);
  }

  private static void require(String slider, double at, double most) {
    if (!(Math.abs(at) <= most)) {
      throw new IllegalArgumentException(
          "%s must lie between %.0f and %.0f, not at %s".formatted(slider, -most, most, at));
    }
  }

  /**
   * What a picture supports of a request.
   *
   * @param sliders to be used
   * @param remarks what was taken back, and why
   */
  public record Supported(Sliders sliders, List<String> remarks) {}

  /** What a face supports. */
  public Supported within(FaceMesh face) {
    List<String> said = new ArrayList<>();
    Pose p = FaceGeometry.pose(face);
    Apertures a = FaceGeometry.apertures(face, p);
    double turned = turn("yaw", yaw, p.yaw(), MOST_YAW, FURTHEST, said);
    double raised = turn("pitch", pitch, p.pitch(), MOST_PITCH, FURTHEST_PITCH, said);
    boolean eyes = Math.max(a.rightEye(), a.leftEye()) >= SHUT;
    boolean moved = gaze != 0 || gazeUp != 0 || blink < 0;
    if (!eyes && moved) {
      said.add("the eyes are shut in the picture: they are neither opened nor turned");
    }
    boolean iris = face.hasIris();
    if (eyes && !iris && (gaze != 0 || gazeUp != 0)) {
      said.add("no irises were found in the picture: the eyes are not turned");
    }
    double room = Math.max(0, 1 - a.mouth() / OPEN);
    double opened = Math.min(mouth, room);
    if (opened < mouth) {
      said.add(
          String.format(
              Locale.ROOT, "mouth %.2f instead of %.2f: it is open already", opened, mouth));
    }
    boolean look = eyes && iris;
    return new Supported(
        new Sliders(
            smile,
            brows,
            look ? gaze : 0,
            look ? gazeUp : 0,
            eyes ? blink : Math.max(0, blink),
            opened,
            turned,
            raised),
        List.copyOf(said));
  }

  private static double turn(
      String name, double wanted, double from, double most, double furthest, List<String> said) {
    double low = Math.min(0, Math.max(-most, -furthest - from));
    double high = Math.max(0, Math.min(most, furthest - from));
    double v = Math.max(low, Math.min(wanted, high));
    if (v != wanted) {
      said.add(
          String.format(
              Locale.ROOT,
              "%s %.1f instead of %.1f degrees: the head is at %.1f in the picture, which shows no"
                  + " more of it",
              name,
              v,
              wanted,
              from));
    }
    return v;
  }

  /** What a face does that was moved so; the sliders are taken as they are. */
  FaceMotion.State state(Expression expression, FaceMesh base) {
    MouthShape shape = new MouthShape((float) (.6 * Math.max(0, mouth)), 0, 0, 0, 0, 0, 0, 0);
    float[] d = expression.offset(shape, (float) brows, (float) smile);
    if (mouth < 0) {
      close(d, HeadFrame.of(base).local(base), (float) -mouth);
    }
    return new FaceMotion.State(
        shape,
        0,
        0,
        (float) yaw,
        (float) -pitch,
        0,
        new FaceMotion.Play(
            d,
            (float) Math.max(-.25, blink),
            (float) Math.max(-.25, blink),
            (float) (.18 * gaze),
            (float) (-.09 * gazeUp)));
  }

  /** Lips that are parted come together. */
  private static void close(float[] d, float[] local, float share) {
    for (int i = 1; i < Expression.AROUND / 2; i++) {
      int low = Expression.LIPS[3][i];
      int high = Expression.LIPS[3][Expression.AROUND - i];
      float gap = Math.max(0, local[3 * low + 1] - local[3 * high + 1]);
      for (int k = 0; k < Expression.LIPS.length; k++) {
        float half = Expression.FOLLOW[k] * share * gap / 2;
        d[3 * Expression.LIPS[k][i] + 1] -= half;
        d[3 * Expression.LIPS[k][Expression.AROUND - i] + 1] += half;
      }
    }
  }

  /** For records, by name. */
  public Map<String, String> text() {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("smile", String.valueOf(smile));
    out.put("brows", String.valueOf(brows));
    out.put("gaze", String.valueOf(gaze));
    out.put("gaze_up", String.valueOf(gazeUp));
    out.put("blink", String.valueOf(blink));
    out.put("mouth", String.valueOf(mouth));
    out.put("yaw", String.valueOf(yaw));
    out.put("pitch", String.valueOf(pitch));
    return out;
  }
}
