package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.models.Detection;
import dev.likeness.models.Models;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class FaceFinderTest {
  private final Models models = new Models();
  private FaceFinder finder = new FaceFinder(models);

  @BeforeAll
  void open() {
    finder.close();
    finder = new FaceFinder(models);
  }

  @AfterAll
  void close() {
    finder.close();
    assertThat(models.openSessions()).isZero();
    models.close();
  }

  @Test
  void seesNobodyInGrey() {
    Frame grey = new Frame(320, 200, new byte[320 * 200 * 3]);
    assertThat(finder.faces(grey)).isEmpty();
    assertThat(finder.faces(Frame.black(3, 3))).isEmpty();
    assertThat(finder.look(grey, new Roi(100, 100, 80, 0)).present()).isFalse();
  }

  @Test
  void tilesCoverThePictureAndStopAtUsefulSizes() {
    assertThat(FaceFinder.tiles(512, 512)).isEmpty();
    for (int[] size : new int[][] {{1920, 1080}, {1080, 1920}, {3000, 400}}) {
      boolean[] covered = new boolean[size[0] * size[1]];
      for (Box b : FaceFinder.tiles(size[0], size[1])) {
        assertThat(b.width()).isGreaterThanOrEqualTo(384);
        Box in = b.intersect(new Box(0, 0, size[0], size[1]));
        for (int y = in.y(); y < in.bottom(); y++) {
          for (int x = in.x(); x < in.right(); x++) {
            covered[y * size[0] + x] = true;
          }
        }
      }
      for (boolean c : covered) {
        assertThat(c).isTrue();
      }
    }
  }

  @Test
  void meshesOnePortraitWhereverAndHoweverItIsTurned() {
    Frame f = RealMedia.still("people/female_1.jpg");
    List<FaceObservation> straight = finder.faces(f);
    assertThat(straight).hasSize(1);
    FaceObservation one = straight.get(0);
    assertThat(one.presence()).isGreaterThan(.9f);
    assertThat(one.mesh().hasIris()).isTrue();
    assertThat(one.quality().good()).isTrue();
    assertThat(one.embedding()).isNotEmpty();
    FaceObservation unnamed = finder.meshes(f).get(0);
    assertThat(unnamed.box()).isEqualTo(one.box());
    assertThat(unnamed.mesh().x(4)).isEqualTo(one.mesh().x(4));
    assertThat(unnamed.embedding()).isEmpty();
    Affine2 turn = Affine2.squareTo(535, 400, 900, Math.toRadians(25), 512);
    FaceObservation turned = finder.faces(f.sample(turn, 512, 512)).get(0);
    FaceMesh back = turned.mesh().map(turn);
    double sum = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      sum += Math.hypot(back.x(i) - one.mesh().x(i), back.y(i) - one.mesh().y(i));
    }
    assertThat(sum / FaceMesh.POINTS / one.quality().size()).isLessThan(.04);
    assertThat(turned.pose().roll()).isCloseTo(one.pose().roll() - 25, within(3.0));
    assertThat(Identity.same(one.embedding(), turned.embedding())).isTrue();
  }

  @Test
  void findsHeadsThatLieOrStandOnTheirHead() {
    Frame f = RealMedia.still("people/female_1.jpg");
    for (int degrees : new int[] {90, 180, 270}) {
      Affine2 turn = Affine2.squareTo(512, 512, 1024, Math.toRadians(degrees), 512);
      List<FaceObservation> faces = finder.faces(f.sample(turn, 512, 512));
      assertThat(faces).as("turned by %d°", degrees).hasSize(1);
      double roll = Math.IEEEremainder(faces.get(0).pose().roll() + degrees, 360);
      assertThat(roll).isCloseTo(0, within(6.0));
    }
  }

  @Test
  void findsSmallFacesInALargePicture() {
    Frame f = RealMedia.still("people/male_1.jpg");
    byte[] rgb = new byte[1600 * 900 * 3];
    java.util.Arrays.fill(rgb, (byte) 110);
    Frame scene = new Frame(1600, 900, rgb);
    Frame small = f.sample(Affine2.scale(f.width() / 160.0), 160, 160);
    for (int y = 0; y < 160; y++) {
      System.arraycopy(small.rgb(), y * 480, rgb, ((620 + y) * 1600 + 1100) * 3, 480);
    }
    List<Detection> found = finder.detect(scene);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).left()).isBetween(1100f, 1260f);
    assertThat(finder.faces(scene)).hasSize(1);
  }

  @Test
  void knowsSmilingPeopleAgain() {
    String[] people = {"001", "005", "017", "064", "112", "142"};
    float[][] calm = new float[people.length][];
    float[][] smiling = new float[people.length][];
    for (int i = 0; i < people.length; i++) {
      calm[i] = finder.faces(RealMedia.still("london/" + people[i] + "_03.jpg")).get(0).embedding();
      smiling[i] =
          finder.faces(RealMedia.still("london/" + people[i] + "_08.jpg")).get(0).embedding();
    }
    for (int i = 0; i < people.length; i++) {
      for (int j = 0; j < people.length; j++) {
        assertThat(Identity.same(calm[i], smiling[j]))
            .as("%s and %s", people[i], people[j])
            .isEqualTo(i == j);
      }
    }
  }

  @Test
  void measuresWhatACorrectionAsksFor() {
    Frame f = RealMedia.still("people/female_1.jpg");
    FaceObservation one = finder.faces(f).get(0);
    List<FaceObservation> resolved =
        finder.resolve(
            f,
            List.of(
                new Alignments.Wanted(7, 3, true, Roi.of(one.mesh())),
                new Alignments.Deleted(2, 3)));
    assertThat(resolved).singleElement().extracting(FaceObservation::track).isEqualTo(7);
    assertThat(resolved.get(0).box().iou(one.box())).isGreaterThan(.9);
  }
}
