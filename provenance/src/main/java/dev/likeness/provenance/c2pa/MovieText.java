package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text under a key of one's own among the metadata of a film or sound in the ISO base media
 * format: {@code moov/udta/meta} with the handler {@code mdta} (see {@link MovieKeys}). What lies
 * behind moves, and all absolute offsets with it.
 */
public final class MovieText {
  private static final int MOOV = Jumbf.four("moov");
  private static final int UDTA = Jumbf.four("udta");
  private static final int META = Jumbf.four("meta");
  private static final int ILST = Jumbf.four("ilst");

  private MovieText() {}

  /** Where it goes: the boxes that grow, and the piece of the file that is replaced. */
  private record Place(List<BmffBox> grow, Range old, byte[] fresh) {
    long more() {
      return fresh.length - old.length();
    }
  }

  /** The text under a key; empty where there is none, or where the boxes cannot be followed. */
  public static Optional<String> read(FileChannel in, String key) throws IOException {
    try {
      BmffBox moov = first(BmffBox.readable(in), MOOV);
      BmffBox udta = moov == null ? null : first(BmffBox.children(in, moov), UDTA);
      for (BmffBox b : udta == null ? List.<BmffBox>of() : BmffBox.children(in, udta)) {
        if (b.type() == META && MovieKeys.is(in, b)) {
          return MovieKeys.read(in, b).text(key);
        }
      }
      return Optional.empty();
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a copy that has this text under this key, in place of any other.
   *
   * @param out empty, written from its start
   * @return false, and nothing written, where that cannot be: no {@code moov} that can be followed,
   *     or offsets that cannot move
   */
  public static boolean write(FileChannel in, FileChannel out, String key, String text)
      throws IOException {
    try {
      List<BmffBox> top = BmffBox.top(in);
      BmffBox moov = first(top, MOOV);
      Place place = moov == null ? null : place(in, moov, key, text);
      if (place == null || place.grow.stream().anyMatch(b -> b.size() + place.more() > 1L << 31)) {
        return false;
      }
      Optional<List<BmffOffsets.Patch>> patches = BmffOffsets.patches(in, top, place.more());
      if (patches.isEmpty()) {
        return false;
      }
      LayoutCopy.write(in, out, layout(in, place, patches.get()));
      return true;
    } catch (Malformed e) {
      return false;
    }
  }

  private static @Nullable BmffBox first(List<BmffBox> boxes, int type) {
    return boxes.stream().filter(b -> b.type() == type).findFirst().orElse(null);
  }

  private static @Nullable Place place(FileChannel in, BmffBox moov, String key, String text)
      throws IOException {
    List<BmffBox> inside = BmffBox.children(in, moov);
    BmffBox udta = first(inside, UDTA);
    if (udta == null) {
      byte[] meta = MovieKeys.NONE.with(key, text).box();
      return new Place(List.of(moov), new Range(moov.end(), moov.end()), MovieKeys.box(UDTA, meta));
    }
    List<BmffBox> data = BmffBox.children(in, udta);
    // QuickTime ends user data with four zeros; what is new goes before them
    long end = data.isEmpty() ? udta.data() : data.get(data.size() - 1).end();
    for (BmffBox b : data) {
      if (b.type() == META && (MovieKeys.is(in, b) || idle(in, b))) {
        MovieKeys keys = MovieKeys.is(in, b) ? MovieKeys.read(in, b) : MovieKeys.NONE;
        return new Place(
            List.of(moov, udta), new Range(b.offset(), b.end()), keys.with(key, text).box());
      }
    }
    byte[] meta = MovieKeys.NONE.with(key, text).box();
    return new Place(List.of(moov, udta), new Range(end, end), meta);
  }

  /** Whether metadata of another handler hold nothing, as FFmpeg leaves them. */
  private static boolean idle(FileChannel in, BmffBox meta) throws IOException {
    BmffBox list = first(BmffBox.children(in, meta), ILST);
    return list != null && list.size() == list.header();
  }

  private static Layout layout(FileChannel in, Place p, List<BmffOffsets.Patch> patches)
      throws IOException {
    List<Layout.Table> tables = new ArrayList<>();
    for (BmffBox b : p.grow) {
      if (!b.open()) {
        boolean wide = b.header() == 16;
        long size = b.offset() + (wide ? 8 : 0);
        tables.add(new Layout.Table(size, 1, wide ? 8 : 4, p.more(), 0));
      }
    }
    for (BmffOffsets.Patch t : patches) {
      // what lies before the new piece stays where it is
      tables.add(new Layout.Table(t.from(), t.count(), t.width(), p.more(), p.old.to()));
    }
    tables.sort(Comparator.comparingLong(Layout.Table::from));
    List<Layout.Part> parts = new ArrayList<>();
    long at = 0;
    boolean placed = false;
    for (Layout.Table t : tables) {
      if (!placed && t.from() >= p.old.to()) {
        at = replaced(parts, at, p);
        placed = true;
      }
      parts.add(new Layout.Copy(at, t.from()));
      parts.add(t);
      at = t.from() + t.length();
    }
    if (!placed) {
      at = replaced(parts, at, p);
    }
    parts.add(new Layout.Copy(at, in.size()));
    return new Layout(parts, b -> b);
  }

  private static long replaced(List<Layout.Part> parts, long at, Place p) {
    parts.add(new Layout.Copy(at, p.old.from()));
    parts.add(new Layout.Bytes(p.fresh));
    return p.old.to();
  }
}
