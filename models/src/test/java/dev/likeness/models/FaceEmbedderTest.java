package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All embedders on the London set: two pictures (neutral, smiling) of each of 66 people. */
class FaceEmbedderTest {
  private record Face(String person, List<float[]> embeddings) {}

  @Test
  void onePersonIsAlikeTwoAreNot() throws IOException {
    List<Path> pictures = TestFaces.pictures("london");
    List<Face> faces = new ArrayList<>();
    try (Models models = new Models();
        FaceDetector detector = FaceDetector.back(models);
        FaceMesher mesher = new FaceMesher(models);
        FaceEmbedder hse = new FaceAttributes(models);
        FaceEmbedder dlib = new DlibFace(models);
        FaceEmbedder mobile = new MobileFace(models)) {
      List<FaceEmbedder> all = new ArrayList<>(List.of(hse, dlib, mobile));
      Path measure = Path.of(System.getProperty("likeness.measure", "no folder"));
      if (MobileFaceNet.in(measure)) {
        all.add(new MobileFaceNet(models, measure)); // models closes it
      }
      for (Path p : pictures) {
        Frame f = TestFaces.read(p);
        FaceMesh m = TestFaces.mesh(f, detector, mesher).mesh();
        List<float[]> e = new ArrayList<>();
        for (FaceEmbedder embedder : all) {
          Affine2 to = Affine2.similarity(embedder.template(), TestFaces.five(m));
          e.add(embedder.embed(f.sample(to, embedder.side(), embedder.side())));
        }
        faces.add(new Face(p.getFileName().toString().substring(0, 3), e));
      }
      for (int i = 0; i < all.size(); i++) {
        check(faces, i, all.get(i));
      }
    }
  }

  private static void check(List<Face> faces, int which, FaceEmbedder embedder) {
    List<Double> same = new ArrayList<>();
    List<Double> different = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      for (int j = i + 1; j < faces.size(); j++) {
        double likeness =
            embedder.likeness(
                faces.get(i).embeddings().get(which), faces.get(j).embeddings().get(which));
        (faces.get(i).person().equals(faces.get(j).person()) ? same : different).add(likeness);
      }
    }
    double[] s = same.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] d = different.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double p95 = d[d.length * 95 / 100];
    System.out.printf(
        "%s: same min %.2f median %.2f; different median %.2f p95 %.2f max %.2f%n",
        embedder.card().id(), s[0], s[s.length / 2], d[d.length / 2], p95, d[d.length - 1]);
    assertThat(d[d.length / 2]).as(embedder.card().id()).isCloseTo(0, within(.03));
    assertThat(s[s.length / 2]).as(embedder.card().id()).isGreaterThan(.75);
    assertThat(s[0])
        .as("%s: the least alike pair of one person", embedder.card().id())
        .isGreaterThan(p95);
  }

  @Test
  void impressionsArePlausible() throws IOException {
    List<Path> pictures = TestFaces.pictures("people");
    double[] male = new double[2];
    try (Models models = new Models();
        FaceDetector detector = FaceDetector.back(models);
        FaceMesher mesher = new FaceMesher(models);
        FaceAttributes attributes = new FaceAttributes(models)) {

      for (Path p : pictures.subList(0, 8)) {
        male[0] += look(p, detector, mesher, attributes).male() / 8;
      }
      for (Path p : pictures.subList(pictures.size() - 8, pictures.size())) {
        FaceAttributes.Impression i = look(p, detector, mesher, attributes);
        male[1] += i.male() / 8;
        assertThat(i.age()).isBetween(5.0, 95.0);
      }
    }
    assertThat(male[0]).as("files female_…").isLessThan(.3);
    assertThat(male[1]).as("files male_…").isGreaterThan(.7);
  }

  private static FaceAttributes.Impression look(
      Path p, FaceDetector detector, FaceMesher mesher, FaceAttributes attributes)
      throws IOException {
    Frame f = TestFaces.read(p);
    FaceMesh m = TestFaces.mesh(f, detector, mesher).mesh();
    Affine2 to = Affine2.similarity(attributes.template(), TestFaces.five(m));
    return attributes.look(f.sample(to, attributes.side(), attributes.side()));
  }
}
