package dev.likeness.faces;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceFinder.Sighting;
import dev.likeness.faces.TrackerState.Gone;
import dev.likeness.faces.TrackerState.Live;
import dev.likeness.models.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows faces through a clip, frame by frame, looking only back. On most frames the mesh network
 * looks where the last mesh was; the detector helps at the beginning, after cuts, when a face is
 * lost, and every now and then for newcomers. Who leaves and comes back keeps the track number if
 * the embedding agrees.
 *
 * <p>What comes out depends on the pictures and on {@link #state} alone, so a tracker that is
 * resumed from its state goes on bit for bit as if it had never stopped. Not thread-safe; uses, but
 * does not own, a finder.
 */
public final class FaceTracker {
  private static final double OVERLAP = .4;

  /**
   * A region keeps still until the face has moved by this much, so that still heads do not shake.
   */
  private static final double STILL = .04;

  /** When a face has moved by this much since the last frame the network looks again. */
  private static final double FAST = .1;

  /** A face that jumps by this much (in its region's side) between frames was cut. */
  private static final double JUMP = .22;

  /** So many people who left are remembered. */
  private static final int MEMORY = 256;

  private final FaceFinder finder;
  private final Options options;
  private TrackerState state;

  /**
   * @param maxFaces how many faces are followed at once; the largest win
   * @param lookEvery after how many frames the whole picture is searched for newcomers
   * @param sweepEvery after how many frames small faces are searched as well
   * @param keyEvery after how many frames the identity is checked
   */
  public record Options(int maxFaces, int lookEvery, int sweepEvery, int keyEvery) {
    public static final Options DEFAULT = new Options(8, 12, 80, 50);

    public Options {
      if (maxFaces < 1 || lookEvery < 1 || sweepEvery < 1 || keyEvery < 1) {
        throw new IllegalArgumentException(
            "at least 1 each: %d faces, %d, %d, %d frames"
                .formatted(maxFaces, lookEvery, sweepEvery, keyEvery));
      }
    }
  }

  public FaceTracker(FaceFinder finder, Options options) {
    this(finder, options, TrackerState.fresh());
  }

  private FaceTracker(FaceFinder finder, Options options, TrackerState state) {
    this.finder = finder;
    this.options = options;
    this.state = state;
  }

  /**
   * A tracker that goes on where another one was when it gave its {@link #state}.
   *
   * @throws FacesException when the text is no state
   */
  public static FaceTracker resume(FaceFinder finder, Options options, String state) {
    return new FaceTracker(finder, options, TrackerState.parse(state));
  }

  /** All that is needed to go on later: JSON, a few 10 KB for each face. */
  public String state() {
    return state.json();
  }

  /**
   * The faces of the next picture, in order of their track numbers.
   *
   * @param index the frame's number; above all before it. Left-out numbers break all tracks' runs
   */
  public List<FaceObservation> next(Picture p, long index) {
    if (index < state.next()) {
      throw new IllegalArgumentException(
          "frame %d after frame %d".formatted(index, state.next() - 1));
    }
    float[] signature = CutDetector.signature(p);
    float[] before = state.signature();
    boolean first = before.length == 0;
    double moved = first ? 0 : CutDetector.moved(before, signature);
    double recoloured = first ? 0 : CutDetector.recoloured(before, signature);
    boolean cut = first || index != state.next() || CutDetector.isCut(moved, recoloured);
    boolean doubt = CutDetector.isDoubtful(moved, state.moved());
    return new Step(p, index, cut, doubt).run(signature, moved);
  }

  /**
   * Passes over the next picture, which is the very one before: nothing is looked at, and it counts
   * for none of the intervals.
   *
   * @param index the frame's number, right after the one before
   */
  public void again(long index) {
    if (index != state.next()) {
      throw new IllegalArgumentException(
          "frame %d is not the one after %d".formatted(index, state.next() - 1));
    }
    state =
        new TrackerState(
            index + 1,
            state.lastTrack(),
            state.sinceLook(),
            state.sinceSweep(),
            state.signature(),
            state.moved(),
            state.live(),
            state.gone());
  }

  /** The work on one frame. */
  private final class Step {
    private final Picture picture;
    private final long index;
    private final boolean cut;
    private final boolean doubt;
    private final List<Live> live = new ArrayList<>();
    private final List<Gone> gone = new ArrayList<>(state.gone());
    private final List<FaceObservation> out = new ArrayList<>();
    private int lastTrack = state.lastTrack();
    private boolean lost;

    Step(Picture picture, long index, boolean cut, boolean doubt) {
      this.picture = picture;
      this.index = index;
      this.cut = cut;
      this.doubt = doubt;
    }

    List<FaceObservation> run(float[] signature, double moved) {
      for (Live l : state.live()) {
        if (cut || !follow(l)) {
          lost = true;
          leave(l.track(), l.identity());
        }
      }
      boolean sweep = cut || state.sinceSweep() + 1 >= options.sweepEvery();
      boolean look =
          sweep || lost || live.isEmpty() || state.sinceLook() + 1 >= options.lookEvery();
      if (look && live.size() < options.maxFaces()) {
        newcomers(sweep ? finder.detect(picture) : finder.detectLarge(picture));
        if (sweep && live.isEmpty()) {
          newcomers(finder.detectTurned(picture));
        }
      }
      live.sort(Comparator.comparingInt(Live::track));
      out.sort(Comparator.comparingInt(FaceObservation::track));
      state =
          new TrackerState(
              index + 1,
              lastTrack,
              look ? 0 : state.sinceLook() + 1,
              sweep ? 0 : state.sinceSweep() + 1,
              signature,
              moved,
              List.copyOf(live),
              List.copyOf(gone));
      return List.copyOf(out);
    }

    /** Looks where the face was; false when it is no longer there. */
    private boolean follow(Live l) {
      Sighting s = finder.look(picture, l.roi());
      if (!s.present()) {
        return false;
      }
      Roi at = Roi.of(s.mesh());
      Roi looked = l.roi();
      if (looked.distance(at) > FAST) {
        looked = at;
        s = finder.look(picture, looked);
        if (!s.present()) {
          return false;
        }
        at = Roi.of(s.mesh());
      }
      Roi roi = looked.distance(at) > STILL ? at : looked;
      FaceMesh mesh = finder.withIris(picture, s.mesh(), l.mesh(), index % 2 == 1);
      if (taken(mesh)) {
        return false;
      }
      FaceObservation.Quality q = FaceFinder.quality(picture, mesh, s.sharpness());
      boolean jumped = Roi.of(l.mesh()).distance(at) > JUMP;
      boolean odd = jumped || doubt;
      boolean key = odd || l.sinceKey() + 1 >= options.keyEvery();
      if (!key || (!q.good() && !odd)) {
        add(l.track(), mesh, roi, l.age() + 1, l.sinceKey() + 1, l.identity(), l.doubts(), s, q);
        return true;
      }
      float[] e = finder.embed(picture, mesh);
      boolean same = Identity.same(l.identity(), e);
      int doubts = same ? 0 : l.doubts() + 1;
      if (doubts >= (odd ? 1 : 2)) {
        leave(l.track(), l.identity());
        enter(mesh, roi, s, q, e);
        return true;
      }
      float[] identity = same ? Identity.sum(l.identity(), e) : l.identity();
      int since = same ? 0 : Math.max(0, options.keyEvery() - 5);
      live.add(new Live(l.track(), mesh, roi, l.age() + 1, since, identity, doubts));
      out.add(
          new FaceObservation(
              l.track(), index, mesh, s.presence(), jumped, false, q, same ? e : new float[0]));
      return true;
    }

    private void add(
        int track,
        FaceMesh mesh,
        Roi roi,
        int age,
        int sinceKey,
        float[] identity,
        int doubts,
        Sighting s,
        FaceObservation.Quality q) {
      live.add(new Live(track, mesh, roi, age, sinceKey, identity, doubts));
      out.add(new FaceObservation(track, index, mesh, s.presence(), false, false, q, new float[0]));
    }

    /** Whether another track has this face already. */
    private boolean taken(FaceMesh mesh) {
      return live.stream().anyMatch(o -> o.mesh().bounds().iou(mesh.bounds()) > OVERLAP);
    }

    /**
     * Whether it lies over a face that is followed: half of one and half of another are no third.
     */
    private boolean touched(FaceMesh mesh) {
      Box b = mesh.bounds();
      for (Live l : live) {
        Box o = l.mesh().bounds();
        Box both = o.intersect(b);
        double smaller = Math.min((double) b.width() * b.height(), (double) o.width() * o.height());
        if ((double) both.width() * both.height() > .35 * smaller) {
          return true;
        }
      }
      return false;
    }

    private void newcomers(List<Detection> found) {
      List<Detection> large = new ArrayList<>(found);
      large.sort(Comparator.comparingDouble(Detection::width).reversed());
      for (Detection d : large) {
        if (live.size() >= options.maxFaces() || followed(d)) {
          continue;
        }
        Optional<Sighting> s = finder.settle(picture, Roi.of(d));
        if (s.isPresent() && s.get().presence() >= FaceFinder.SURE && !touched(s.get().mesh())) {
          FaceMesh mesh = finder.withIris(picture, s.get().mesh());
          FaceObservation.Quality q = FaceFinder.quality(picture, mesh, s.get().sharpness());
          enter(mesh, Roi.of(s.get().mesh()), s.get(), q, finder.embed(picture, mesh));
        }
      }
    }

    private boolean followed(Detection d) {
      float x = (d.left() + d.right()) / 2;
      float y = (d.top() + d.bottom()) / 2;
      for (Live l : live) {
        var b = l.mesh().bounds();
        if (x > b.x() && x < b.right() && y > b.y() && y < b.bottom()) {
          return true;
        }
      }
      return false;
    }

    /** Begins a run: of somebody known, if the embedding says so, else of somebody new. */
    private void enter(FaceMesh mesh, Roi roi, Sighting s, FaceObservation.Quality q, float[] e) {
      Gone best = null;
      double most = -1;
      for (Gone g : gone) {
        double alike = Identity.likeness(g.identity(), e);
        if (Identity.same(g.identity(), e) && alike > most) {
          best = g;
          most = alike;
        }
      }
      int track;
      float[] identity = e;
      if (best == null) {
        track = ++lastTrack;
      } else {
        gone.remove(best);
        track = best.track();
        identity = Identity.sum(best.identity(), e);
      }
      live.add(new Live(track, mesh, roi, 0, 0, identity, 0));
      out.add(new FaceObservation(track, index, mesh, s.presence(), true, false, q, e));
    }

    private void leave(int track, float[] identity) {
      gone.add(new Gone(track, identity));
      if (gone.size() > MEMORY) {
        gone.remove(0);
      }
    }
  }
}
