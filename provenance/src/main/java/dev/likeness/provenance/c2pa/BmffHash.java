package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a BMFF hash leaves out (C2PA section 18.6.2): boxes by their path, narrowed down by length,
 * content, version and flags, and parts of boxes.
 */
final class BmffHash {
  /** A box's type, and which of those of its type. */
  private static final Pattern STEP = Pattern.compile("(.{4})(?:\\[([1-9]\\d{0,7})])?");

  private BmffHash() {}

  /**
   * What the standard asks to be left out: the manifest, the file type, the random access table.
   */
  static List<CborMap> exclusions() {
    CborMap c2pa = new CborMap().put("offset", 8).put("value", BmffContainer.C2PA);
    return List.of(
        new CborMap().put("xpath", "/uuid").put("data", List.of(c2pa)),
        new CborMap().put("xpath", "/ftyp"),
        new CborMap().put("xpath", "/mfra"));
  }

  /** The coverage of a file that is about to be written. */
  static Coverage written(List<BmffBox> boxes, Range manifest) {
    List<Range> out = new ArrayList<>();
    out.add(manifest);
    for (BmffBox b : boxes) {
      if (b.type() == BmffBox.FTYP || b.type() == BmffBox.MFRA) {
        out.add(new Range(b.offset(), b.end()));
      }
    }
    return Coverage.ofBoxes(boxes, out, true);
  }

  /** What the exclusions of a file's assertion leave out. */
  static List<Range> ranges(FileChannel in, List<BmffBox> top, List<CborMap> exclusions)
      throws IOException {
    List<Range> out = new ArrayList<>();
    Io.Window window = new Io.Window(in);
    int compared = 0;
    if (exclusions.size() > 200) {
      throw new Malformed("more than 200 exclusions");
    }
    for (CborMap e : exclusions) {
      String path = e.text("xpath");
      if (path == null) {
        throw new Malformed("an exclusion without a path");
      }
      for (BmffBox b : find(in, top, path)) {
        if (++compared > Limits.COMPARISONS) {
          throw new Malformed("exclusions that are to be compared with too many boxes");
        }
        if (matches(window, b, e)) {
          ranges(b, e, out);
        }
      }
    }
    return out;
  }

  /** Whether an exclusion is one that the standard asks for, or of free space. */
  static boolean usual(CborMap e, boolean trees) {
    String path = e.text("xpath");
    if (path == null) {
      return false;
    }
    return switch (path) {
      case "/ftyp", "/mfra", "/free", "/skip" -> true;
      case "/uuid" ->
          e.maps("data").stream()
              .anyMatch(
                  d ->
                      Long.valueOf(8).equals(d.number("offset"))
                          && Arrays.equals(BmffContainer.C2PA, d.bytes("value")));
      case "/mdat" ->
          trees
              && e.maps("subset").size() == 1
              && Long.valueOf(16).equals(e.maps("subset").get(0).number("offset"));
      default -> false;
    };
  }

  /** The boxes that a path leads to. */
  static List<BmffBox> find(FileChannel in, List<BmffBox> top, String path) throws IOException {
    String[] steps = path.startsWith("/") ? path.substring(1).split("/", -1) : new String[0];
    if (steps.length == 0 || steps.length > Limits.BOX_DEPTH) {
      throw new Malformed("a path to a box of " + steps.length + " steps");
    }
    return find(in, top, steps, 0);
  }

  private static List<BmffBox> find(FileChannel in, List<BmffBox> boxes, String[] steps, int step)
      throws IOException {
    Matcher m = STEP.matcher(steps[step]);
    if (!m.matches()) {
      throw new Malformed("an exclusion of a box called " + Io.clip(steps[step]));
    }
    int type = Jumbf.four(m.group(1));
    int which = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
    int nth = 0;
    List<BmffBox> out = new ArrayList<>();
    for (BmffBox b : boxes) {
      if (b.type() != type || (++nth != which && which > 0)) {
        continue;
      }
      if (step == steps.length - 1) {
        out.add(b);
      } else {
        out.addAll(find(in, BmffBox.children(in, b), steps, step + 1));
      }
      if (out.size() > Limits.BOXES) {
        throw new Malformed("exclusions of too many boxes");
      }
    }
    return out;
  }

  private static boolean matches(Io.Window in, BmffBox b, CborMap e) throws IOException {
    Long length = e.number("length");
    if (length != null && length != b.size()) {
      return false;
    }
    for (CborMap d : e.maps("data")) {
      Long offset = d.number("offset");
      byte[] value = d.bytes("value");
      if (offset == null || value == null || offset < 0 || value.length > 4096) {
        throw new Malformed("an exclusion that compares with nothing");
      }
      if (offset > b.size() - value.length
          || !in.view(b.offset() + offset, value.length).equals(ByteBuffer.wrap(value))) {
        return false;
      }
    }
    Long version = e.number("version");
    byte[] flags = e.bytes("flags");
    if (version == null && flags == null) {
      return true;
    }
    if (b.size() < b.header() + 4) {
      return false;
    }
    byte[] head = new byte[4];
    in.view(b.data(), 4).get(head);
    return (version == null || (head[0] & 255) == version) && (flags == null || flagged(head, e));
  }

  private static boolean flagged(byte[] head, CborMap e) throws Malformed {
    byte[] flags = e.bytes("flags");
    if (flags == null || flags.length != 3) {
      throw new Malformed("an exclusion whose flags are not three bytes");
    }
    boolean exact = !Boolean.FALSE.equals(e.get("exact"));
    for (int i = 0; i < 3; i++) {
      int has = head[i + 1] & (exact ? 255 : flags[i]);
      if ((has & 255) != (flags[i] & 255)) {
        return false;
      }
    }
    return true;
  }

  private static void ranges(BmffBox b, CborMap e, List<Range> out) throws Malformed {
    if (!e.has("subset")) {
      out.add(new Range(b.offset(), b.end()));
      return;
    }
    long last = 0;
    for (CborMap s : e.maps("subset")) {
      Long offset = s.number("offset");
      Long length = s.number("length");
      if (offset == null || length == null || offset < 0 || length < 0) {
        throw new Malformed("an exclusion of a part without place or length");
      }
      if (offset < last) {
        throw new Malformed("an exclusion of parts that are not in order");
      }
      last = length > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + length;
      if (offset < b.size()) {
        long end = length == 0 || length > b.size() - offset ? b.size() : offset + length;
        out.add(new Range(b.offset() + offset, b.offset() + end));
        if (out.size() > Limits.BOXES) {
          throw new Malformed("exclusions of too many parts");
        }
      }
    }
  }
}
