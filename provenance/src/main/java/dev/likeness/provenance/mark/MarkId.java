package dev.likeness.provenance.mark;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What a mark says: a number that tells nothing to who has not its record. */
public record MarkId(long value) {

  /**
   * The id of what a job makes: to all who have not the key as good as drawn at random, and the
   * same when the job goes on after it was interrupted, or is repeated.
   */
  public static MarkId of(MarkKey key, String job) {
    MarkKey.Bits bits = key.bits("likeness mark 1 id " + job + " ");
    long value = 0;
    for (int i = 0; i < 64; i++) {
      value = 2 * value + bits.next();
    }
    return new MarkId(value);
  }

  /**
   * Reads 16 hexadecimal digits.
   *
   * @throws IllegalArgumentException where they are none
   */
  public static MarkId of(String hex) {
    if (hex.length() != 16) {
      throw new IllegalArgumentException("'" + hex + "' are not 16 hexadecimal digits");
    }
    return new MarkId(HexFormat.fromHexDigitsToLong(hex));
  }

  /**
   * By how much of a tile the pattern of this id is moved, right and down: so that where two marks
   * lie over each other their waves do not fall together.
   */
  double[] shift() {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return new double[] {(mixed >>> 40 & 0xFFF) / 4096.0, (mixed >>> 52) / 4096.0};
  }

  /** 8 bytes, the highest first. */
  public byte[] bytes() {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
