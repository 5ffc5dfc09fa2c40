package dev.likeness.provenance;

import static dev.likeness.provenance.Fixtures.ascii;
import static dev.likeness.provenance.Fixtures.cut;
import static dev.likeness.provenance.Fixtures.join;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A Matroska file with all that the label has to do with. */
final class MatroskaFixture {
  private static final int SEGMENT = 0x18538067;

  private MatroskaFixture() {}

  /**
   * @param room whether void follows the index
   * @param sizeBytes of the segment's size; 0 for one that states none
   */
  static byte[] webm(boolean room, int sizeBytes) {
    byte[] others =
        Ebml.element(
            0x1254C367,
            join(
                Ebml.element(0xBF, new byte[] {0x42, 0x7F, 0x42, 0x7F}),
                Ebml.element(
                    0x7373,
                    join(
                        Ebml.element(0x63C0, new byte[0]),
                        tag("ENCODER", "Lavf"),
                        tag("COMMENT", "other")))));
    byte[] index =
        Ebml.element(
            0x114D9B74,
            join(seek(0x1549A966, 200), seek(0x1254C367, 300), Ebml.element(0xBF, new byte[4])));
    byte[] info = Ebml.element(0x1549A966, Ebml.element(0x2AD7B1, new byte[] {15, 66, 64}));
    byte[] cluster =
        Ebml.element(
            0x1F43B675,
            join(
                Ebml.element(0xE7, new byte[1]),
                new byte[] {(byte) 0xA3, (byte) 0x84, 1, 0, 0, 0}));
    byte[] content = join(index, room ? Ebml.padding(60) : new byte[0], info, others, cluster);
    byte[] id = ByteBuffer.allocate(4).putInt(SEGMENT).array();
    byte[] size =
        sizeBytes == 0
            ? new byte[] {1, -1, -1, -1, -1, -1, -1, -1}
            : Ebml.size(content.length, sizeBytes);
    byte[] head = Ebml.element(0x1A45DFA3, Ebml.element(0x4282, ascii("webm")));
    return join(head, id, size, content);
  }

  /** The id of the element that the index calls the tags, by its own reading. */
  static Optional<Integer> tagsByIndex(byte[] file) {
    byte[] entry = {0x53, (byte) 0xAB, (byte) 0x84, 0x12, 0x54, (byte) 0xC3, 0x67};
    int segment = find(file, ByteBuffer.allocate(4).putInt(SEGMENT).array()) + 12;
    int at = find(file, entry);
    if (at < 0) {
      return Optional.empty();
    }
    int p = at + entry.length;
    int length = file[p + 2] & 0x7F;
    long position = 0;
    for (byte b : cut(file, p + 3, p + 3 + length)) {
      position = position << 8 | b & 255;
    }
    return Optional.of(ByteBuffer.wrap(file).getInt((int) (segment + position)));
  }

  private static int find(byte[] file, byte[] what) {
    for (int i = 0; i + what.length <= file.length; i++) {
      if (Arrays.equals(cut(file, i, i + what.length), what)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] seek(int id, int position) {
    return Ebml.element(
        0x4DBB,
        join(
            Ebml.element(0x53AB, ByteBuffer.allocate(4).putInt(id).array()),
            Ebml.element(0x53AC, ByteBuffer.allocate(4).putInt(position).array())));
  }

  private static byte[] tag(String name, String value) {
    return Ebml.element(
        0x67C8, join(Ebml.element(0x45A3, ascii(name)), Ebml.element(0x4487, ascii(value))));
  }
}
