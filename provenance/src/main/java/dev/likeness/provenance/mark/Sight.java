package dev.likeness.provenance.mark;

/**
 * A picture in which a mark was found, and how the mark lies in it. The mark shows how the picture
 * was turned, mirrored, scaled and cut since it was marked, up to whole tiles; so it can be laid
 * upon the {@link Imprint} of what the mark was given to. Immutable.
 */
public final class Sight {
  /** How much of the picture must lie on what the imprint was taken of. */
  private static final double COVERED = .6;

  private final Plane luma;
  private final Place place;
  private final Decoder.Fit fit;

  /**
   * @param luma of the picture, of any size
   * @param white the plane that {@code place} speaks of
   */
  Sight(Plane luma, Plane white, Place place, Decoder.Fit fit) {
    this(Imprint.small(luma), white.width(), white.height(), place, fit);
  }

  private Sight(Plane small, int width, int height, Place place, Decoder.Fit fit) {
    double x = (double) small.width() / width;
    double y = (double) small.height() / height;
    this.luma = small;
    this.place = new Place(place.a() * x, place.b() * x, place.c() * y, place.d() * y);
    this.fit = fit;
  }

  /**
   * How alike the picture is to what was marked, from −1 to 1: the best correlation of steps over
   * all shifts by whole tiles; 0 where too little can be compared.
   *
   * @param id of the mark, which tells where its tiles begin
   */
  public double likeness(MarkId id, Imprint known) {
    Ground ground = new Ground(id, known);
    double[] low = {1e9, 1e9};
    double[] high = {-1e9, -1e9};
    double w = luma.width();
    double h = luma.height();
    for (double[] corner : new double[][] {{0, 0}, {w, 0}, {0, h}, {w, h}}) {
      double[] tile = ground.tiles(corner[0], corner[1]);
      for (int i = 0; i < 2; i++) {
        low[i] = Math.min(low[i], tile[i]);
        high[i] = Math.max(high[i], tile[i]);
      }
    }
    double best = 0;
    for (int y = (int) Math.floor(low[1] - ground.tilesY); y <= Math.ceil(high[1]); y++) {
      for (int x = (int) Math.floor(low[0] - ground.tilesX); x <= Math.ceil(high[0]); x++) {
        double across = Math.min(high[0], x + ground.tilesX) - Math.max(low[0], x);
        double along = Math.min(high[1], y + ground.tilesY) - Math.max(low[1], y);
        if (across > 0
            && along > 0
            && across * along > .9 * COVERED * (high[0] - low[0]) * (high[1] - low[1])) {
          best = Math.max(best, ground.likeness(x, y));
        }
      }
    }
    return best;
  }

  /** The marked picture, in tiles from its upper left corner. */
  private final class Ground {
    private final Imprint known;
    private final double[] shift;
    private final double tilesX;
    private final double tilesY;
    private final Plane p;
    private final double[] inverse = place.inverse();
    private final int[] m = fit.matrix();

    Ground(MarkId id, Imprint known) {
      this.known = known;
      this.shift = id.shift();
      double period =
          known.scale() * Tile.PERIOD / Tile.SIDE * Math.min(known.width(), known.height());
      this.tilesX = known.width() / period;
      this.tilesY = known.height() / period;
      double pixels = Math.sqrt(Math.abs(place.a() * place.d() - place.b() * place.c()));
      this.p = Imprint.smoothed(luma, Math.min(tilesX, tilesY) / Imprint.CELLS * pixels);
    }

    /** Where a pixel of what is seen lies, but for whole tiles. */
    double[] tiles(double px, double py) {
      double x = px - luma.width() / 2.0;
      double y = py - luma.height() / 2.0;
      double u = inverse[0] * x + inverse[1] * y - .5 / Tile.CELLS;
      double v = inverse[2] * x + inverse[3] * y - .5 / Tile.CELLS;
      return new double[] {
        m[0] * u + m[1] * v + fit.x() / Tile.CELLS - shift[0],
        m[2] * u + m[3] * v + fit.y() / Tile.CELLS - shift[1]
      };
    }

    /** What is seen at a place of the marked picture; not a number outside. */
    private float at(double tileX, double tileY) {
      double s = tileX + shift[0] - fit.x() / Tile.CELLS;
      double t = tileY + shift[1] - fit.y() / Tile.CELLS;
      double u = m[0] * s + m[2] * t + .5 / Tile.CELLS;
      double v = m[1] * s + m[3] * t + .5 / Tile.CELLS;
      double x = luma.width() / 2.0 + place.a() * u + place.b() * v;
      double y = luma.height() / 2.0 + place.c() * u + place.d() * v;
      return x < 0 || y < 0 || x >= luma.width() || y >= luma.height() ? Float.NaN : p.at(x, y);
    }

    double likeness(int dx, int dy) {
      Relief relief =
          Relief.of(known.columns(), known.rows(), (x, y) -> at(x * tilesX + dx, y * tilesY + dy));
      double area = Math.abs(place.a() * place.d() - place.b() * place.c()) * tilesX * tilesY;
      double covered = relief.covered() * area / luma.width() / luma.height();
      return covered < COVERED ? 0 : relief.likeness(known);
    }
  }
}
