package dev.likeness.puppet;

/** The light of a scene: a few distant lamps and an even surround. Linear light throughout. */
final class Lamps {
  /** Unit directions towards the lamps; the first casts shadows. */
  final float[][] towards;

  final float[][] colour;

  /** How large each lamp looks; 0 a point, 1 a wall. */
  final float[] soft;

  /** Light from above and from below. */
  final float[] sky;

  final float[] ground;
  private @org.jspecify.annotations.Nullable DepthMap shadow;

  private Lamps(float[][] towards, float[][] colour, float[] soft, float[] sky, float[] ground) {
    this.towards = towards;
    this.colour = colour;
    this.soft = soft;
    this.sky = sky;
    this.ground = ground;
  }

  void castBy(DepthMap map) {
    shadow = map;
  }

  /** How much of the key light reaches a point. */
  float keyAt(float x, float y, float z, float bias) {
    return shadow == null ? 1 : shadow.lit(x, y, z, bias);
  }

  /** How much of the key light reaches a point inside hair: it fades with depth. */
  float keyThrough(float x, float y, float z) {
    if (shadow == null) {
      return 1;
    }
    float below = shadow.below(x, y, z) - .12f;
    if (below <= 0) {
      return 1;
    }
    float t = 1 / (1 + below * 1.1f + below * below * .6f);
    return .10f + .90f * t * t;
  }

  private static float[] rgb(float r, float g, float b) {
    return new float[] {r, g, b};
  }

  static Lamps of(Light light) {
    return switch (light) {
      case STUDIO ->
          new Lamps(
              new float[][] {dir(-.55f, .62f, .75f), dir(.8f, .1f, .6f), dir(.75f, .45f, -.7f)},
              new float[][] {
                rgb(1.02f, .98f, .925f), rgb(.19f, .205f, .23f), rgb(.60f, .63f, .70f)
              },
              new float[] {.5f, .9f, .3f},
              rgb(.215f, .225f, .245f),
              rgb(.115f, .105f, .100f));
      case WINDOW ->
          new Lamps(
              new float[][] {dir(-.9f, .35f, .45f), dir(.7f, .0f, .7f), dir(-.5f, .5f, -.8f)},
              new float[][] {
                rgb(1.050f, 1.110f, 1.200f), rgb(.072f, .066f, .060f), rgb(.300f, .330f, .360f)
              },
              new float[] {.8f, 1, .4f},
              rgb(.180f, .198f, .228f),
              rgb(.108f, .096f, .090f));
      case SUNSET ->
          new Lamps(
              new float[][] {dir(.85f, .28f, .5f), dir(-.8f, .3f, .5f), dir(-.7f, .3f, -.7f)},
              new float[][] {
                rgb(1.380f, .810f, .420f), rgb(.132f, .180f, .276f), rgb(.540f, .270f, .150f)
              },
              new float[] {.15f, 1, .3f},
              rgb(.180f, .216f, .300f),
              rgb(.156f, .114f, .084f));
      case OVERCAST ->
          new Lamps(
              new float[][] {dir(-.15f, .9f, .5f), dir(.5f, .2f, .8f), dir(.5f, .6f, -.6f)},
              new float[][] {
                rgb(.510f, .528f, .552f), rgb(.150f, .150f, .156f), rgb(.180f, .180f, .192f)
              },
              new float[] {1, 1, 1},
              rgb(.492f, .516f, .552f),
              rgb(.228f, .222f, .216f));
      case INDOOR ->
          new Lamps(
              new float[][] {dir(.25f, .85f, .55f), dir(-.7f, .3f, .6f), dir(-.6f, .5f, -.7f)},
              new float[][] {
                rgb(.930f, .750f, .528f), rgb(.180f, .180f, .156f), rgb(.270f, .240f, .180f)
              },
              new float[] {.45f, .9f, .5f},
              rgb(.216f, .210f, .180f),
              rgb(.156f, .132f, .102f));
      case LOW_KEY ->
          new Lamps(
              new float[][] {dir(.85f, .45f, .42f), dir(-.8f, .1f, .5f), dir(-.8f, .3f, -.6f)},
              new float[][] {
                rgb(1.200f, 1.110f, .990f), rgb(.05f, .06f, .08f), rgb(.450f, .510f, .660f)
              },
              new float[] {.2f, 1, .2f},
              rgb(.060f, .066f, .078f),
              rgb(.030f, .030f, .030f));
    };
  }

  private static float[] dir(float x, float y, float z) {
    return DepthMap.unit(x, y, z);
  }
}
