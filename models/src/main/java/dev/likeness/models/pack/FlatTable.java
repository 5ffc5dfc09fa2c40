package dev.likeness.models.pack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table of a FlatBuffer; fields are numbered from 0 in the order of the schema. */
final class FlatTable {
  private final ByteBuffer file;
  private final int at;

  private FlatTable(ByteBuffer file, int at) {
    this.file = file;
    this.at = at;
  }

  static FlatTable root(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(file, file.getInt(0));
  }

  /** Where a field's value lies, 0 when it is left out. */
  private int field(int i) {
    if (at == 0) {
      return 0;
    }
    int vtable = at - file.getInt(at);
    int slot = 4 + 2 * i;
    if (slot >= Short.toUnsignedInt(file.getShort(vtable))) {
      return 0;
    }
    int offset = Short.toUnsignedInt(file.getShort(vtable + slot));
    return offset == 0 ? 0 : at + offset;
  }

  int integer(int i, int otherwise) {
    int p = field(i);
    return p == 0 ? otherwise : file.getInt(p);
  }

  int octet(int i, int otherwise) {
    int p = field(i);
    return p == 0 ? otherwise : file.get(p);
  }

  /** A table; one that is left out has no fields. */
  FlatTable table(int i) {
    int p = field(i);
    return new FlatTable(file, p == 0 ? 0 : p + file.getInt(p));
  }

  List<FlatTable> tables(int i) {
    List<FlatTable> out = new ArrayList<>();
    int p = field(i);
    if (p != 0) {
      int vector = p + file.getInt(p);
      for (int k = 0; k < file.getInt(vector); k++) {
        int e = vector + 4 + 4 * k;
        out.add(new FlatTable(file, e + file.getInt(e)));
      }
    }
    return out;
  }

  /** The bytes of a vector of bytes, little-endian; empty when left out. */
  ByteBuffer bytes(int i) {
    int p = field(i);
    if (p == 0) {
      return ByteBuffer.allocate(0);
    }
    int vector = p + file.getInt(p);
    return file.slice(vector + 4, file.getInt(vector)).order(ByteOrder.LITTLE_ENDIAN);
  }

  int[] ints(int i) {
    int p = field(i);
    if (p == 0) {
      return new int[0];
    }
    int vector = p + file.getInt(p);
    int[] out = new int[file.getInt(vector)];
    for (int k = 0; k < out.length; k++) {
      out[k] = file.getInt(vector + 4 + 4 * k);
    }
    return out;
  }

  String text(int i) {
    return StandardCharsets.UTF_8.decode(bytes(i)).toString();
  }
}
