package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * What a BMFF hash leaves out (C2PA section 18.6.2): boxes by their path, narrowed down by length,
 * content, version and flags, and parts of boxes.
 */
final class BmffHash {
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

  /** The coverage that the exclusions of a file's assertion ask for. */
  static Coverage read(FileChannel in, List<BmffBox> top, List<CborMap> exclusions, boolean offsets)
      throws IOException {
    List<Range> out = new ArrayList<>();
    Io.Window window = new Io.Window(in);
    int compared = 0;
    if (exclusions.size() > 200) {
      throw new Malformed("more than 200 exclusions");
    }
    for (CborMap e : exclusions) {
      String path = e.text("xpath");
      if (path == null || !path.startsWith("/")) {
        throw new Malformed("an exclusion without a path");
      }
      String[] steps = path.substring(1).split("/", -1);
      if (steps.length > Limits.BOX_DEPTH) {
        throw new Malformed("an exclusion with a path of " + steps.length + " steps");
      }
      for (BmffBox b : find(in, top, steps, 0)) {
        if (++compared > Limits.COMPARISONS) {
          throw new Malformed("exclusions that are to be compared with too many boxes");
        }
        if (matches(window, b, e)) {
          ranges(b, e, out);
        }
      }
    }
    return Coverage.ofBoxes(top, out, offsets);
  }

  private static List<BmffBox> find(FileChannel in, List<BmffBox> boxes, String[] steps, int step)
      throws IOException {
    String name = steps[step].replaceFirst("\\[\\d+]$", "");
    if (name.length() != 4) {
      throw new Malformed("an exclusion of a box called " + Io.clip(name));
    }
    int type = Jumbf.four(name);
    List<BmffBox> out = new ArrayList<>();
    for (BmffBox b : boxes) {
      if (b.type() != type) {
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
    for (CborMap s : e.maps("subset")) {
      Long offset = s.number("offset");
      Long length = s.number("length");
      if (offset == null || length == null || offset < 0 || length < 0) {
        throw new Malformed("an exclusion of a part without place or length");
      }
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
