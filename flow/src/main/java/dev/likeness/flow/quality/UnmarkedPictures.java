package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.mark.Given;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkReader;
import dev.likeness.provenance.mark.Medium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What scores chance gives: pictures without a mark, read with all readings there are. They are
 * parts of pictures and of clips, in turn, each turned, scaled, mirrored and made lighter or darker
 * by a random number of its own, so that no two are alike and the same list gives the same ones.
 */
final class UnmarkedPictures {
  private static final int SIDE = 384;
  private static final int THREADS = 2;

  /** Of each clip its pictures at 0, 1 and 2 s. */
  private static final int LOOKS = 3;

  /** A picture to cut from, on disk or of a clip. */
  private record Source(Path file, int look) {
    boolean film() {
      return look >= 0;
    }
  }

  private final List<Source> sources = new ArrayList<>();
  private final Function<Given, MarkReader> reader;
  private final Progress progress;

  /**
   * @param reader that knows a given mark beside others
   */
  UnmarkedPictures(
      List<Path> pictures,
      List<Path> clips,
      Function<Given, MarkReader> reader,
      Progress progress) {
    pictures.forEach(p -> sources.add(new Source(p, -1)));
    for (Path clip : clips) {
      for (int i = 0; i < LOOKS; i++) {
        sources.add(new Source(clip, i));
      }
    }
    // so that few of them are of all kinds too
    Collections.shuffle(sources, new Random(1));
    this.reader = reader;
    this.progress = progress;
  }

  /** The scores of as many. */
  MarkReport.Chance read(int count) {
    MarkReader.Scores[] scores = new MarkReader.Scores[count];
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int n = i;
        all.add(
            threads.submit(
                () -> {
                  Source s = sources.get(n % sources.size());
                  scores[n] = scores(load(s), s.film(), new Random(n));
                  done.incrementAndGet();
                }));
      }
      try {
        for (Future<?> f : all) {
          progress.checkStop();
          progress.report("reading unmarked pictures", done.get(), count);
          f.get();
        }
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("an unmarked picture could not be read", e);
      } finally {
        threads.shutdownNow();
      }
    }
    List<MarkReader.Scores> list = List.of(scores);
    return new MarkReport.Chance(
        Math.min(sources.size(), count),
        list.stream().map(MarkReader.Scores::any).toList(),
        list.stream().map(MarkReader.Scores::known).toList(),
        list.stream().map(MarkReader.Scores::alike).toList(),
        reader.apply(Given.of(new MarkId(1))).knownFrom());
  }

  private static Frame load(Source s) {
    if (!s.film()) {
      return Images.read(s.file);
    }
    Frame last = null;
    try (VideoReader in = VideoReader.open(s.file)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        if (p.time().seconds() >= s.look) {
          return p.picture().toFrame();
        }
        last = p.time().seconds() + .2 > s.look ? p.picture().toFrame() : last;
      }
    }
    if (last == null) {
      throw new IllegalStateException(s.file + " has no picture at " + s.look + " s");
    }
    return last;
  }

  /**
   * Of a part of a picture. The reader believes that a mark was given to what looks just like it,
   * and of a film also what ground it had.
   */
  private MarkReader.Scores scores(Frame source, boolean film, Random random) {
    Frame part = part(source, random);
    double gain = .7 + .6 * random.nextDouble();
    MarkId id = new MarkId(random.nextLong());
    Imprint look = Imprint.of(picture(part, film), film ? Medium.FILM : Medium.STILL);
    MarkReader knowing = reader.apply(new Given(id, List.of(look)));
    return knowing.scores(picture(lit(part, gain), film));
  }

  private static Picture picture(Frame f, boolean film) {
    return film ? YuvFrame.of(f, YuvFrame.Matrix.BT709, false) : f;
  }

  private static Frame part(Frame f, Random random) {
    double side = Math.min(f.width(), f.height()) * (.6 + .4 * random.nextDouble());
    double x = side / 2 + random.nextDouble() * (f.width() - side);
    double y = side / 2 + random.nextDouble() * (f.height() - side);
    double angle = Math.toRadians(20 * random.nextDouble() - 10);
    double scale = side / SIDE;
    double c = scale * Math.cos(angle);
    double s = scale * Math.sin(angle);
    double m = random.nextBoolean() ? -1 : 1;
    double half = SIDE / 2.0;
    Affine2 to = new Affine2(m * c, -s, x - half * (m * c - s), m * s, c, y - half * (m * s + c));
    return f.sample(to, SIDE, SIDE, Math.max(1, (int) Math.ceil(scale)));
  }

  private static Frame lit(Frame f, double gain) {
    byte[] rgb = f.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.min(255, Math.round((rgb[i] & 255) * gain));
    }
    return new Frame(f.width(), f.height(), rgb);
  }
}
