package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The face networks on portraits of people who do not exist. */
class FaceModelsTest {
  private static final int EVERY = 6;

  private static List<Path> some() throws IOException {
    List<Path> all = TestFaces.pictures("people");
    List<Path> out = new ArrayList<>();
    for (int i = 0; i < all.size(); i += EVERY) {
      out.add(all.get(i));
    }
    return out;
  }

  @Test
  void bothDetectorsAgreeOnEyes() throws IOException {
    try (Models models = new Models();
        FaceDetector near = FaceDetector.shortRange(models);
        FaceDetector far = FaceDetector.back(models)) {
      for (Path p : some()) {
        Frame f = TestFaces.read(p);
        List<Detection> a = near.detect(f.sample(TestFaces.whole(f, 128), 128, 128), .5);
        List<Detection> b = far.detect(f.sample(TestFaces.whole(f, 256), 256, 256), .5);
        assertThat(a).as("%s near", p).isNotEmpty();
        assertThat(b).as("%s far", p).isNotEmpty();
        Detection d = b.get(0);
        assertThat(d.x(FaceDetector.RIGHT_EYE)).isLessThan(d.x(FaceDetector.LEFT_EYE));
        assertThat(d.y(FaceDetector.NOSE)).isLessThan(d.y(FaceDetector.MOUTH));
        for (int i = 0; i < 4; i++) {
          double off = Math.hypot(2 * a.get(0).x(i) - d.x(i), 2 * a.get(0).y(i) - d.y(i));
          assertThat(off / d.width()).as("%s point %d", p, i).isLessThan(.2);
        }
      }
    }
  }

  @Test
  void meshIrisAndSecondLandmarkerAgree() throws IOException {
    List<Double> contour = new ArrayList<>();
    List<Double> landmarks = new ArrayList<>();
    try (Models models = new Models();
        FaceDetector detector = FaceDetector.back(models);
        FaceMesher mesher = new FaceMesher(models);
        IrisFinder irises = new IrisFinder(models);
        Landmarks68 second = new Landmarks68(models)) {
      for (Path p : some()) {
        Frame f = TestFaces.read(p);
        FaceMesher.Result r = TestFaces.mesh(f, detector, mesher);
        assertThat(r.presence()).as("presence in %s", p).isGreaterThan(.9);
        for (boolean left : new boolean[] {false, true}) {
          contour.add(eye(f, r.mesh(), irises, left));
        }
        landmarks.add(second(f, r.mesh(), second));
      }
      assertThat(models.openSessions()).isEqualTo(4);
    }
    assertThat(median(contour)).as("lids against mesh").isLessThan(.05);
    assertThat(median(landmarks)).as("68 against mesh").isLessThan(.06);
  }

  /** Looks at an eye, checks that the iris is plausible, returns how far the lids are off. */
  private static double eye(Frame f, FaceMesh m, IrisFinder irises, boolean left) {
    int outer = left ? 263 : 33;
    int inner = left ? 362 : 133;
    double width = m.distance(outer, inner);
    Affine2 q =
        Affine2.squareTo(
            (m.x(outer) + m.x(inner)) / 2,
            (m.y(outer) + m.y(inner)) / 2,
            IrisFinder.MARGIN * width,
            TestFaces.roll(m),
            IrisFinder.SIDE);
    IrisFinder.Eye e = irises.find(f.sample(q, IrisFinder.SIDE, IrisFinder.SIDE), left);
    double corners = IrisFinder.SIDE / IrisFinder.MARGIN;
    assertThat(e.irisRadius() / corners).as("iris radius").isBetween(.14, .32);
    assertThat(Math.abs(e.irisX() - 32) / corners).as("iris across").isLessThan(.45);
    assertThat(Math.abs(e.irisY() - 32) / corners).as("iris up").isLessThan(.3);
    int[] vertices = IrisFinder.meshVertices(left);
    double off = 0;
    for (int i = 0; i < IrisFinder.RIM; i++) {
      double x = q.x(e.contour()[3 * i], e.contour()[3 * i + 1]);
      double y = q.y(e.contour()[3 * i], e.contour()[3 * i + 1]);
      off += Math.hypot(x - m.x(vertices[i]), y - m.y(vertices[i])) / IrisFinder.RIM;
    }
    return off / m.eyeDistance();
  }

  private static double second(Frame f, FaceMesh m, Landmarks68 net) {
    int[][] same = {{36, 33}, {39, 133}, {42, 362}, {45, 263}, {30, 4}, {48, 61}, {54, 291}};
    Affine2 q =
        Affine2.squareTo(
            (m.bounds().x() + m.bounds().right()) / 2.0,
            m.bounds().y() + .6 * m.bounds().height(),
            m.bounds().height(),
            TestFaces.roll(m),
            Landmarks68.SIDE);
    float[] l = net.find(f.sample(q, Landmarks68.SIDE, Landmarks68.SIDE));
    double off = 0;
    for (int[] s : same) {
      double x = q.x(l[2 * s[0]], l[2 * s[0] + 1]);
      double y = q.y(l[2 * s[0]], l[2 * s[0] + 1]);
      off += Math.hypot(x - m.x(s[1]), y - m.y(s[1])) / same.length;
    }
    return off / m.eyeDistance();
  }

  @Test
  void personIsCutFromTheBackground() throws IOException {
    try (Models models = new Models();
        PersonSegmenter segmenter = new PersonSegmenter(models);
        FaceDetector detector = FaceDetector.back(models)) {
      for (Path p : some()) {
        Frame f = TestFaces.read(p);
        Frame square = f.sample(TestFaces.whole(f, 256), 256, 256);
        Mask mask = segmenter.segment(square);
        Detection d = detector.detect(square, .5).get(0);
        int nose = Math.round(d.y(FaceDetector.NOSE)) * 256 + Math.round(d.x(FaceDetector.NOSE));
        assertThat(mask.values()[nose]).as("nose in %s", p).isGreaterThan(.9f);
        double person = 0;
        for (float v : mask.values()) {
          assertThat(v).isBetween(0f, 1f);
          person += v / mask.values().length;
        }
        assertThat(person).as("share of the person in %s", p).isBetween(.1, .9);
      }
    }
  }

  @Test
  void handsAreFoundAndConfirmed() throws IOException {
    try (Models models = new Models();
        HandDetector detector = new HandDetector(models);
        HandLandmarker landmarker = new HandLandmarker(models)) {
      for (Path p : TestFaces.pictures("people")) {
        switch (p.getFileName().toString()) {
          case "female_56.jpg", "male_46.jpg" ->
              assertThat(hand(p, detector, landmarker)).as("a hand in %s", p).isGreaterThan(.9);
          case "female_1.jpg", "female_91.jpg", "male_0.jpg" ->
              assertThat(hand(p, detector, landmarker)).as("no hand in %s", p).isLessThan(.5);
          default -> {} // other portraits have no hands, or doubtful ones
        }
      }
    }
  }

  /** The best presence of a hand. */
  private static double hand(Path p, HandDetector detector, HandLandmarker landmarker)
      throws IOException {
    Frame f = TestFaces.read(p);
    Affine2 w = TestFaces.whole(f, HandDetector.SIDE);
    double best = 0;
    for (Detection d : detector.detect(f.sample(w, HandDetector.SIDE, HandDetector.SIDE), .5)) {
      Affine2 q = w.after(HandLandmarker.region(d));
      HandLandmarker.Hand h =
          landmarker.find(f.sample(q, HandLandmarker.SIDE, HandLandmarker.SIDE));
      best = Math.max(best, h.presence());
    }
    return best;
  }

  @Test
  void noFaceInNoise() {
    byte[] noise = new byte[256 * 256 * 3];
    new java.util.Random(1).nextBytes(noise);
    try (Models models = new Models();
        FaceDetector detector = FaceDetector.back(models);
        FaceMesher mesher = new FaceMesher(models)) {
      Frame f = new Frame(256, 256, noise);
      assertThat(detector.detect(f, .5)).isEmpty();
      assertThat(mesher.find(f.sample(Affine2.IDENTITY, 192, 192)).presence()).isLessThan(.1);
    }
  }

  private static double median(List<Double> values) {
    double[] v = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(v);
    return v[v.length / 2];
  }
}
