package dev.likeness.puppet;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Mask;
import java.util.ArrayList;
import java.util.List;

/** One picture in the making: pose, shadows, visibility, shading, truth. Used once. */
final class Take {
  private static final float SHADOW_REACH = 21;
  private static final int SHADOW_SIZE = 512;

  private final Body body;
  private final Pose pose;
  private final Scene scene;
  final Rig.Posed posed;
  final Camera camera;
  final Canvas canvas;
  final Lamps lamps;
  final Surface head;

  /** In the order of their numbers, from 1; those before {@link #faceParts} make up the face. */
  final List<Surface> surfaces = new ArrayList<>();

  private final int faceParts;

  /** Surfaces with this number or a higher one come before a face: glasses and hands. */
  private final int covering;

  Take(Body body, Pose pose, Scene scene) {
    this.body = body;
    this.pose = pose;
    this.scene = scene;
    Identity who = body.identity;
    posed = body.rig.pose(pose);
    camera = new Camera(scene.width(), scene.height(), pose.head());
    canvas = new Canvas(scene.width(), scene.height());
    lamps = Lamps.of(scene.light());
    head = head();
    surfaces.add(head);
    for (int e = 0; e < 2; e++) {
      int seed = (int) who.seed().value() + e;
      surfaces.add(Eyes.ball(posed, e, new EyeMaterial(who.iris(), Eyes.frame(posed), seed)));
    }
    Surface[] inside = body.mouth.surfaces(posed);
    if (inside.length > 0) {
      surfaces.add(head.inside(Fine.one().lining, MouthMaterial.LINING));
    }
    surfaces.addAll(List.of(inside));
    faceParts = surfaces.size();
    Material ear = new EarMaterial(who.skin());
    for (int e = 0; e < 2 && body.ears.shown(); e++) {
      surfaces.add(body.ears.surface(posed, e, body.earOpen.get(e), ear));
    }
    Material cloth = new ClothMaterial(who.wear());
    Material under = new ClothMaterial(who.wear(), 0xD9D6CF);
    for (int i = 0; i < body.clothes.parts(); i++) {
      surfaces.add(
          body.clothes.surface(i, body.clothOpen.get(i), body.clothes.under(i) ? under : cloth));
    }
    covering = surfaces.size();
    if (body.eyewear != null && who.glasses() != null) {
      Eyewear g = body.eyewear;
      surfaces.add(rigid(g.frame, g.frameTriangles, new EyewearMaterial(who.glasses())));
    }
    if (scene.occluder() instanceof Occluder.Hand hand) {
      surfaces.addAll(List.of(HandModel.one().surfaces(hand, who)));
    }
    for (Surface s : surfaces) {
      s.project(camera);
    }
  }

  private Surface head() {
    Fine fine = Fine.one();
    float[] world = new float[3 * fine.vertices()];
    fine.subdivision.apply3(posed.xyz, world);
    SkinMap map = body.skin;
    SkinMaterial skin = new SkinMaterial(map, map.level(map.texels() / camera.scale(4)));
    Surface s = new Surface(fine.subdivision.triangles, world, fine.uv, body.headOpen, skin, true);
    skin.on(s);
    s.fold = Folds.one().shade(pose, body.identity.shape(), body.identity.skin().lines());
    s.normals();
    return s;
  }

  /** Something that turns with the head. */
  private Surface rigid(float[] points, int[] triangles, Material m) {
    float[] p = points.clone();
    for (int i = 0; i < p.length / 3; i++) {
      posed.head.apply(p, i, 1);
    }
    Surface s =
        new Surface(
            triangles, p, new float[2 * p.length / 3], Surface.ones(p.length / 3), m, false);
    s.normals();
    return s;
  }

  PuppetShot shot() {
    float[] hair = body.hair.place(posed, head.world, head.normal, body.beside);
    List<float[]> rooted = new ArrayList<>();
    for (Strands s : body.rooted) {
      rooted.add(s.place(posed, head.world, head.normal, body.beside));
    }
    shadows(hair);
    for (int i = 0; i < faceParts; i++) {
      canvas.draw(surfaces.get(i), i + 1);
    }
    Truth truth = new Truth(canvas, camera, posed, head);
    truth.rememberFace();
    for (int i = faceParts; i < surfaces.size(); i++) {
      canvas.draw(surfaces.get(i), i + 1);
    }
    HairShader shader = new HairShader(lamps, camera, canvas);
    shader.draw(body.hair, hair, turned(0, 2.5f, -4.5f));
    float[] heart = turned(0, 0, -2);
    for (int i = 0; i < rooted.size(); i++) {
      shader.draw(body.rooted.get(i), rooted.get(i), heart);
    }
    truth.coveredBy(covering + 1);
    Frame frame = picture();
    Mask face = truth.face();
    Mask occluder = truth.occluder(covering + 1);
    FaceMesh mesh = truth.mesh();
    float[] g = posed.gaze;
    return new PuppetShot(
        frame,
        mesh,
        face,
        occluder,
        truth.visible(),
        Math.toDegrees(Math.atan2(g[0], g[2])),
        Math.toDegrees(Math.asin(g[1])),
        posed.eyeLeft,
        posed.eyeRight,
        posed.mouth,
        pose);
  }

  private float[] turned(float x, float y, float z) {
    float[] p = {x, y, z};
    posed.head.apply(p, 0, 1);
    return p;
  }

  void shadows(float[] hair) {
    float[] middle = turned(0, 0, -3);
    DepthMap map = new DepthMap(SHADOW_SIZE, lamps.towards[0], middle, SHADOW_REACH);
    for (Surface s : surfaces) {
      if (!(s.material instanceof EyewearMaterial)) {
        map.draw(s == head ? Fine.one().subdivision.outline : s.triangles, s.world);
      }
    }
    float[] scratch = new float[6];
    int n = body.hair.points;
    for (int i = 0; i < body.hair.count; i++) {
      for (int k = 0; k + 1 < n; k += 2) {
        int o = 3 * (i * n + k);
        if (body.hair.at[o + 1] < -6) {
          break;
        }
        map.line(hair, o, o + (k + 2 < n ? 6 : 3), scratch, true);
      }
    }
    lamps.castBy(map);
  }

  Frame picture() {
    Backcloth cloth = new Backcloth(scene.backdrop(), scene.width(), scene.height());
    Resolve resolve = new Resolve(canvas, surfaces.toArray(new Surface[0]), lamps, cloth);
    if (body.eyewear != null) {
      Eyewear g = body.eyewear;
      Surface lens = rigid(g.lens, g.lensTriangles, EyewearMaterial::lens);
      System.arraycopy(g.lensUv, 0, lens.uv, 0, g.lensUv.length);
      lens.project(camera);
      resolve.veil(lens);
    }
    return resolve.frame();
  }
}
