package dev.likeness.puppet;

/** The smooth head: the cage subdivided twice, and what is the same for everybody on it. */
final class Fine {
  final Subdivision subdivision;

  /** Texture coordinates, two a vertex. */
  final float[] uv;

  /** Canonical positions, three a vertex: where on the average face a point lies. */
  final float[] canonical;

  /** 1 on the lips, ½ at their outline, 0 on skin. */
  final float[] lips;

  /** 1 on a lid's rim and inside, 0 elsewhere. */
  final float[] rims;

  /** 1 inside the mouth behind the lips' edge. */
  final float[] inside;

  /** Which fine triangles belong to the canonical mesh, lids' and lips' insides included. */
  final boolean[] face;

  /** The inside of cheeks and chin, seen through an open mouth: triangles turned inwards. */
  final int[] lining;

  private static final class Holder {
    static final Fine ONE = new Fine(Cage.one());
  }

  static Fine one() {
    return Holder.ONE;
  }

  private Fine(Cage cage) {
    int n = Cage.LID;
    int[][] creases = new int[2 * n][];
    for (int e = 0; e < 2; e++) {
      for (int i = 0; i < n; i++) {
        creases[e * n + i] = new int[] {cage.eyes[e][i], cage.eyes[e][(i + 1) % n]};
      }
    }
    subdivision = Subdivision.of(Cage.VERTICES, cage.triangles, creases, 1, 2);
    face = new boolean[subdivision.triangles.length / 3];
    for (int t = 0; t < face.length; t++) {
      face[t] = cage.parts[subdivision.origin[t]] != Cage.NECK;
    }
    uv = field(cage.uv, 2);
    canonical = field(cage.xyz, 3);
    lining = lining();
    float[] lip = new float[Cage.VERTICES];
    for (int k = 0; k < 4; k++) {
      for (int v : Sculptor.LIPS[k]) {
        lip[v] = k == 0 ? .5f : 1;
      }
    }
    float[] in = new float[Cage.VERTICES];
    for (int i = 0; i < Cage.LIP; i++) {
      lip[Cage.FIRST_LIP + i] = 1;
      lip[Cage.FIRST_LIP + Cage.LIP + i] = 1;
      in[Cage.FIRST_LIP + i] = .55f;
      in[Cage.FIRST_LIP + Cage.LIP + i] = 1;
    }
    lips = field(lip, 1);
    inside = field(in, 1);
    float[] rim = new float[Cage.VERTICES];
    for (int e = 0; e < 2; e++) {
      for (int v : cage.eyes[e]) {
        rim[v] = .5f;
      }
    }
    for (int i = 0; i < 4 * n; i++) {
      rim[Cage.FIRST_LID + i] = 1;
    }
    rims = field(rim, 1);
  }

  private int[] lining() {
    int[] t = subdivision.triangles;
    int[] out = new int[t.length];
    int n = 0;
    for (int i = 0; i < t.length; i += 3) {
      float y = canonical[3 * t[i] + 1];
      float z = canonical[3 * t[i] + 2];
      if (face[i / 3] && y < .5f && y > -9.6f && z > -2.6f) {
        out[n] = t[i];
        out[n + 1] = t[i + 2];
        out[n + 2] = t[i + 1];
        n += 3;
      }
    }
    return java.util.Arrays.copyOf(out, n);
  }

  private float[] field(float[] coarse, int size) {
    float[] out = new float[size * subdivision.vertices];
    subdivision.apply(coarse, out, size);
    return out;
  }

  int vertices() {
    return subdivision.vertices;
  }
}
