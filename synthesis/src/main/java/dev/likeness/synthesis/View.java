package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a persona with its face mesh, ready to draw from: hair, glasses and background
 * over the face's area are found once and never drawn. Immutable.
 */
public final class View {
  private final Frame picture;
  private final FaceMesh mesh;
  private final Texture texture;
  private final float[] bare;
  private final float[] shape;
  private final float[] points;
  private final Crown.@Nullable Hair hair;
  private final float fringe;
  private final float tone;

  private final double detail;

  public View(Frame picture, FaceMesh mesh) {
    this(picture, mesh, 1);
  }

  /**
   * @param detail how many pixels of what it shows one of the picture's is worth along a side: 1,
   *     less where the picture was enlarged
   */
  private View(Frame picture, FaceMesh mesh, double detail) {
    this.detail = detail;
    this.picture = picture;
    this.mesh = mesh;
    MeshAreas areas = new MeshAreas(FaceTopology.canonical());
    this.shape = FaceShape.measure(mesh);
    bare = new float[FaceMesh.POINTS];
    java.util.Arrays.fill(bare, 1);
    points = areas.skirt.points(mesh, mesh);
    Crown crown = new Crown(areas, FaceTopology.canonical());
    SkinSearch skins = new SkinSearch(areas);
    SkinModel skin = skins.skin(SmallFace.of(picture, mesh));
    tone = skin.middle();
    hair = crown.inside(picture, mesh) ? crown.hair(picture, mesh, skin) : null;
    fringe = hair == null ? 0 : crown.fringe(hair, mesh);
    this.texture = new Texture(clean(areas, crown, skins, skin));
  }

  public Frame picture() {
    return picture;
  }

  /** A photograph, whose lips are looked for: see {@link LipSeam}. */
  public static View photo(Frame picture, FaceMesh mesh) {
    return photo(picture, mesh, 1);
  }

  /**
   * Likewise, of a picture that was enlarged, for which {@code detail} is below 1: 0.5 where it was
   * made twice as large.
   */
  public static View photo(Frame picture, FaceMesh mesh, double detail) {
    return new View(picture, LipSeam.of(picture, mesh), detail);
  }

  /** The same view {@code gain} times as bright; itself where that is 1: see {@link Exposure}. */
  View exposed(float gain) {
    return gain == 1 ? this : new View(Exposure.brighter(picture, mesh, gain), mesh, detail);
  }

  /** Pixels between the eyes, as many as show something. */
  public double eyes() {
    return detail * mesh.eyeDistance();
  }

  /** In pixels of {@link #picture()}. */
  public FaceMesh mesh() {
    return mesh;
  }

  Texture texture() {
    return texture;
  }

  /**
   * The picture as it is drawn onto a mesh.
   *
   * @param scale its pixels for one of {@link #picture()}'s
   */
  record Drawn(Sampler sampler, float scale) {}

  /** Ready for drawing onto a mesh, {@code blur} times coarser than the mesh's pixels. */
  Drawn drawn(FaceMesh onto, float blur) {
    int step = texture.step(blur * mesh.eyeDistance() / onto.eyeDistance());
    return new Drawn(Sampler.of(texture.frame(step)), (float) (1 / texture.reduction(step)));
  }

  /** Face and skirt, x, y and z of each point. */
  float[] points() {
    return points;
  }

  /** Where hair is, as far as it is drawn; null where the picture ends below the hairline. */
  Crown.@Nullable Hair hair() {
    return hair;
  }

  /** How far the person's hair hides the forehead down to the brows, 0 to 1. */
  float fringe() {
    return fringe;
  }

  /** How bright the skin is in the middle of the face, 8-bit units. */
  float tone() {
    return tone;
  }

  /** For each vertex, 1 where bare skin is seen there, 0 where something lies over it. */
  float[] bare() {
    return bare;
  }

  /** See {@link FaceShape}. */
  float[] shape() {
    return shape;
  }

  /** What lies over the face is painted out with the skin that is expected there. */
  private Frame clean(MeshAreas areas, Crown crown, SkinSearch o, SkinModel skin) {
    SmallFace s = SmallFace.of(picture, mesh);
    float[] found = o.find(s, skin);
    if (found == null) {
      return picture;
    }
    int w = s.frame().width();
    int h = s.frame().height();
    // its soft edge and its shadow on the cheek would stay as a dark band
    int from = Math.max(1, (int) s.mesh().y(168));
    float[] around = wider(wider(found, w, h, from), w, h, from);
    spare(areas, hair == null ? null : crown, s, found);
    spare(areas, hair == null ? null : crown, s, around);
    byte[] expected = new byte[w * h * 3];
    float[] rgb = new float[3];
    for (int i = 0; i < w * h; i++) {
      if (o.onFace(i)) {
        o.expected(skin, i, rgb);
        for (int c = 0; c < 3; c++) {
          expected[3 * i + c] = (byte) Math.max(0, Math.min(255, Math.round(rgb[c])));
        }
      }
    }
    for (int v = 0; v < bare.length; v++) {
      float f = Soft.at(found, w, h, s.mesh().x(v) - .5f, s.mesh().y(v) - .5f);
      bare[v] = 1 - Rings.smooth(.1f, .6f, f);
    }
    Frame big = new Frame(w, h, expected).sample(s.toSmall(), picture.width(), picture.height());
    byte[] out = picture.rgb().clone();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        Affine2 m = s.toSmall();
        float f =
            Soft.at(
                around, w, h, (float) m.x(x + .5, y + .5) - .5f, (float) m.y(x + .5, y + .5) - .5f);
        if (f > 0) {
          int i = 3 * (y * picture.width() + x);
          for (int c = 0; c < 3; c++) {
            int a = out[i + c] & 255;
            out[i + c] = (byte) Math.round(a + f * ((big.rgb()[i + c] & 255) - a));
          }
        }
      }
    }
    return new Frame(picture.width(), picture.height(), out);
  }

  /** From a row on, each place as covered as the most covered one next to it. */
  private static float[] wider(float[] map, int w, int h, int from) {
    float[] out = map.clone();
    for (int y = from; y < h - 1; y++) {
      for (int x = 1; x < w - 1; x++) {
        for (int n = 0; n < 9; n++) {
          int i = y * w + x;
          out[i] = Math.max(out[i], map[i + (n / 3 - 1) * w + n % 3 - 1]);
        }
      }
    }
    return out;
  }

  /**
   * Where hair reaches a brow or a shadow an eye, the search for what lies over the skin runs on
   * into them, for they are as dark; but a persona's brows and eyes are what it is known by.
   * Likewise its hair in the crown, where that is drawn.
   */
  private static void spare(MeshAreas areas, @Nullable Crown crown, SmallFace s, float[] found) {
    int w = s.frame().width();
    MeshRaster raster = new MeshRaster();
    raster.draw(s.mesh(), areas.triangles, new Box(0, 0, w, s.frame().height()));
    for (int i = 0; i < w * s.frame().height(); i++) {
      int t = raster.triangle(i);
      if (t >= 0) {
        int[] tri = areas.triangles[t];
        float b = raster.second(i);
        float c = raster.third(i);
        found[i] *=
            (1 - b - c) * areas.skin[tri[0]] + b * areas.skin[tri[1]] + c * areas.skin[tri[2]];
        found[i] *= crown == null ? 1 : 1 - crown.front(t, b, c);
      }
    }
  }

  /** Bilinear looks into a small map; 0 outside. */
  static final class Soft {
    private Soft() {}

    static float at(float[] map, int w, int h, float x, float y) {
      if (x < 0 || y < 0 || x >= w - 1 || y >= h - 1) {
        return 0;
      }
      int i = (int) y * w + (int) x;
      float fx = x - (int) x;
      float fy = y - (int) y;
      float top = map[i] + fx * (map[i + 1] - map[i]);
      float low = map[i + w] + fx * (map[i + w + 1] - map[i + w]);
      return top + fy * (low - top);
    }
  }
}
