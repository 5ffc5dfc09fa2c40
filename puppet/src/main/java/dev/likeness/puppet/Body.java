package dev.likeness.puppet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of a person that does not change from picture to picture. */
final class Body {
  final Identity identity;
  final Rig rig;
  final SkinMap skin;
  final MouthParts mouth;
  final Ears ears;
  final Clothes clothes;
  final @Nullable Eyewear eyewear;

  /** Hair on the skull. */
  final Strands hair;

  /** Brows, lashes, beard: rooted in the skin. */
  final List<Strands> rooted;

  /** One neighbour of every fine vertex. */
  final int[] beside;

  /** Openness of the head's fine mesh, of either ear, and of each garment. */
  final float[] headOpen;

  final List<float[]> earOpen = new ArrayList<>();
  final List<float[]> clothOpen = new ArrayList<>();

  Body(Identity identity) {
    this.identity = identity;
    Sculptor.Form form = Sculptor.form(identity.shape());
    Fine fine = Fine.one();
    int[] triangles = fine.subdivision.triangles;
    rig = new Rig(form);
    skin = SkinBaker.bake(identity);
    mouth = new MouthParts(form);
    ears = new Ears(form, identity);
    clothes = new Clothes(identity);
    eyewear = identity.glasses() == null ? null : new Eyewear(identity.glasses(), form);
    float[] rest = new float[3 * fine.vertices()];
    fine.subdivision.apply3(rig.pose(Pose.NEUTRAL).xyz, rest);
    float[] normal = new float[rest.length];
    Surface.normals(triangles, rest, normal);
    beside = Whiskers.neighbours(triangles, fine.vertices());
    Strands grown = HairCut.grow(identity, rest, normal);
    rooted =
        List.of(
            Whiskers.brows(identity, rest, normal, beside),
            Whiskers.lashes(identity, rest, normal, beside),
            Whiskers.beard(identity, rest, normal, beside));
    Openness around = new Openness();
    around.draw(triangles, rest);
    for (int e = 0; e < 2 && ears.shown(); e++) {
      around.draw(Ears.triangles(e), ears.points(e));
    }
    for (int i = 0; i < clothes.parts(); i++) {
      around.draw(clothes.triangles(i), clothes.points(i));
    }
    around.draw(grown.at, grown.points, 3);
    hair = grown.opened(around.within(grown.at, grown.points, .8f));
    headOpen = around.of(rest, normal, .1f);
    for (int e = 0; e < 2; e++) {
      float[] seen = around.of(ears.points(e), normals(Ears.triangles(e), ears.points(e)), .12f);
      for (int i = 0; i < seen.length; i++) {
        seen[i] = .3f + .7f * seen[i];
      }
      earOpen.add(seen);
    }
    for (int i = 0; i < clothes.parts(); i++) {
      float[] n = normals(clothes.triangles(i), clothes.points(i));
      clothOpen.add(around.of(clothes.points(i), n, .4f));
    }
  }

  private static float[] normals(int[] triangles, float[] points) {
    float[] n = new float[points.length];
    Surface.normals(triangles, points, n);
    return n;
  }
}
