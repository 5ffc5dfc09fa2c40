package dev.likeness.provenance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The label of Matroska and WebM (RFC 9559): a tag of the whole file, since these have no place for
 * XMP. Tags go to the end of the segment and old ones become void, so that no cluster moves; the
 * index at the front learns the new place where it has room.
 */
final class MatroskaCarrier implements Carrier {
  private static final String TYPE = "DIGITAL_SOURCE_TYPE";
  private static final long SEGMENT = 0x18538067L;
  private static final long SEEK_HEAD = 0x114D9B74L;
  private static final long SEEK = 0x4DBBL;
  private static final long SEEK_ID = 0x53ABL;
  private static final long SEEK_POSITION = 0x53ACL;
  private static final long TAGS = 0x1254C367L;
  private static final long TAG = 0x7373L;
  private static final long TARGETS = 0x63C0L;
  private static final long SIMPLE_TAG = 0x67C8L;
  private static final long TAG_NAME = 0x45A3L;
  private static final long TAG_STRING = 0x4487L;
  private static final long CRC = 0xBFL;
  private static final int LARGEST = 16 << 20;

  @Override
  public Marks read(FileChannel in) throws IOException {
    Marks found = Marks.NONE;
    for (Ebml e : Ebml.children(in, segment(in))) {
      if (e.id() == TAGS) {
        for (Ebml tag : tags(in, e)) {
          for (Ebml simple : Ebml.children(in, tag)) {
            if (is(in, simple, TYPE)) {
              found = found.or(new Marks(text(in, simple, TAG_STRING).orElse(null), null));
            } else if (is(in, simple, Aigc.NAME)) {
              found = found.or(new Marks(null, text(in, simple, TAG_STRING).orElse(null)));
            }
          }
        }
      }
    }
    return found;
  }

  @Override
  public void write(FileChannel in, FileChannel out, Marks marks) throws IOException {
    Ebml segment = segment(in);
    List<Ebml> parts = Ebml.children(in, segment);
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    Bytes.copy(in, 0, segment.end(), out);
    for (Ebml e : parts) {
      if (e.id() == TAGS) {
        keepOthers(in, e, marks, tags);
        Bytes.put(out, e.offset(), Ebml.padding((int) e.size()));
      }
    }
    if (marks.sourceType() != null) {
      tags.writeBytes(label(TYPE, marks.sourceType()));
    }
    if (marks.aigc() != null) {
      tags.writeBytes(label(Aigc.NAME, marks.aigc()));
    }
    long place = out.position() - segment.data();
    byte[] element = Ebml.element(TAGS, tags.toByteArray());
    Bytes.append(out, element);
    grow(out, segment, element.length);
    index(in, out, parts, place);
    Bytes.copy(in, segment.end(), in.size() - segment.end(), out);
  }

  private static Ebml segment(FileChannel in) throws IOException {
    long at = 0;
    while (at < in.size()) {
      Ebml e = Ebml.at(in, at, in.size());
      if (e.id() == SEGMENT) {
        return e;
      }
      at = e.end();
    }
    throw new DamagedFile("Matroska without a segment");
  }

  private static Ebml small(Ebml e) throws DamagedFile {
    if (e.size() > LARGEST) {
      throw new DamagedFile("tags at byte " + e.offset() + " are larger than " + LARGEST);
    }
    return e;
  }

  /** Each tag, without the checksum and the void that may stand between. */
  private static List<Ebml> tags(FileChannel in, Ebml tags) throws IOException {
    return Ebml.children(in, small(tags)).stream().filter(t -> t.id() == TAG).toList();
  }

  /** Copies the tags of the file without those that are written anew. */
  private static void keepOthers(FileChannel in, Ebml tags, Marks marks, ByteArrayOutputStream out)
      throws IOException {
    for (Ebml tag : tags(in, tags)) {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      boolean any = false;
      for (Ebml part : Ebml.children(in, tag)) {
        boolean anew =
            marks.sourceType() != null && is(in, part, TYPE)
                || marks.aigc() != null && is(in, part, Aigc.NAME);
        if (part.id() != CRC && !anew) {
          kept.writeBytes(Bytes.at(in, part.offset(), (int) part.size()));
          any |= part.id() == SIMPLE_TAG;
        }
      }
      if (any) {
        out.writeBytes(Ebml.element(TAG, kept.toByteArray()));
      }
    }
  }

  private static boolean is(FileChannel in, Ebml e, String name) throws IOException {
    return e.id() == SIMPLE_TAG && text(in, e, TAG_NAME).equals(Optional.of(name));
  }

  private static Optional<String> text(FileChannel in, Ebml parent, long id) throws IOException {
    for (Ebml e : Ebml.children(in, parent)) {
      if (e.id() == id && e.end() - e.data() <= LARGEST) {
        byte[] b = Bytes.at(in, e.data(), (int) (e.end() - e.data()));
        return Optional.of(new String(b, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private static byte[] label(String name, String value) {
    byte[] simple =
        join(
            Ebml.element(TAG_NAME, name.getBytes(StandardCharsets.UTF_8)),
            Ebml.element(TAG_STRING, value.getBytes(StandardCharsets.UTF_8)));
    return Ebml.element(
        TAG, join(Ebml.element(TARGETS, new byte[0]), Ebml.element(SIMPLE_TAG, simple)));
  }

  /** Adds to the size that the segment states, in the bytes that state it. */
  private static void grow(FileChannel out, Ebml segment, int more) throws IOException {
    if (segment.open()) {
      return;
    }
    int bytes = (int) (segment.data() - segment.offset()) - 4;
    byte[] size = Ebml.size(segment.end() - segment.data() + more, bytes);
    Bytes.put(out, segment.offset() + 4, size);
  }

  /** Enters the new place of the tags into the index, if the void behind it leaves room. */
  private static void index(FileChannel in, FileChannel out, List<Ebml> parts, long place)
      throws IOException {
    for (int i = 0; i < parts.size(); i++) {
      Ebml head = parts.get(i);
      if (head.id() != SEEK_HEAD) {
        continue;
      }
      long room = head.size();
      if (i + 1 < parts.size() && parts.get(i + 1).id() == Ebml.VOID) {
        room += parts.get(i + 1).size();
      }
      byte[] fresh = seekHead(in, head, place);
      long rest = room - fresh.length;
      if (rest == 0 || rest >= 2 && rest <= LARGEST) {
        Bytes.put(out, head.offset(), fresh);
        Bytes.put(out, head.offset() + fresh.length, Ebml.padding((int) rest));
      }
      return;
    }
  }

  private static byte[] seekHead(FileChannel in, Ebml head, long place) throws IOException {
    ByteArrayOutputStream seeks = new ByteArrayOutputStream();
    byte[] tags = ByteBuffer.allocate(4).putInt((int) TAGS).array();
    for (Ebml seek : Ebml.children(in, small(head))) {
      if (seek.id() == SEEK && !Arrays.equals(id(in, seek), tags)) {
        seeks.writeBytes(Bytes.at(in, seek.offset(), (int) seek.size()));
      }
    }
    byte[] position = ByteBuffer.allocate(8).putLong(place).array();
    seeks.writeBytes(
        Ebml.element(
            SEEK, join(Ebml.element(SEEK_ID, tags), Ebml.element(SEEK_POSITION, position))));
    return Ebml.element(SEEK_HEAD, seeks.toByteArray());
  }

  private static byte @Nullable [] id(FileChannel in, Ebml seek) throws IOException {
    for (Ebml e : Ebml.children(in, seek)) {
      if (e.id() == SEEK_ID) {
        return Bytes.at(in, e.data(), (int) (e.end() - e.data()));
      }
    }
    return null;
  }

  private static byte[] join(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }
}
