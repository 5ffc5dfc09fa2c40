package dev.likeness.media;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How media travel between a decoder's process and the one that asks. Everything that comes back is
 * checked against limits before memory is taken for it, for what decodes may be in strange hands.
 */
final class Wire {
  /** More pixels than this no picture may have that comes back. */
  static final long MOST_PIXELS = 200_000_000;

  private static final int MOST_SAMPLES = 1 << 28;

  /** What is asked for. */
  enum Ask {
    PROBE,
    PICTURE,
    FILM,
    KEYS,
    NEXT,
    SKIP,
    DAMAGE,
    CLOSE,
    SOUND
  }

  /** How an answer begins. */
  static final byte DONE = 0;

  static final byte REFUSED = 1;
  static final byte FAILED = 2;

  private Wire() {}

  static void write(DataOutputStream out, MediaInfo i) throws IOException {
    out.writeByte(i.kind().ordinal());
    out.writeUTF(i.container());
    MediaInfo.Video v = i.video();
    out.writeBoolean(v != null);
    if (v != null) {
      write(out, v);
    }
    MediaInfo.Sound s = i.sound();
    out.writeBoolean(s != null);
    if (s != null) {
      out.writeUTF(s.codec());
      out.writeInt(s.rate());
      out.writeInt(s.channels());
      out.writeDouble(s.seconds());
    }
  }

  static MediaInfo info(DataInputStream in) throws IOException {
    MediaInfo.Kind kind = one(MediaInfo.Kind.values(), in.readByte());
    String container = in.readUTF();
    MediaInfo.Video video = in.readBoolean() ? video(in) : null;
    MediaInfo.Sound sound =
        in.readBoolean()
            ? new MediaInfo.Sound(in.readUTF(), in.readInt(), in.readInt(), in.readDouble())
            : null;
    return new MediaInfo(kind, container, video, sound);
  }

  static void write(DataOutputStream out, MediaInfo.Video v) throws IOException {
    out.writeUTF(v.codec());
    out.writeInt(v.width());
    out.writeInt(v.height());
    out.writeInt(v.rotation());
    out.writeBoolean(v.mirrored());
    out.writeUTF(v.pixelFormat());
    out.writeInt(v.bitDepth());
    out.writeInt(v.timeBaseNum());
    out.writeInt(v.timeBaseDen());
    out.writeDouble(v.fps());
    out.writeLong(v.frames());
    out.writeDouble(v.seconds());
    out.writeInt(v.aspectNum());
    out.writeInt(v.aspectDen());
    Colour c = v.colour();
    out.writeInt(c.primaries());
    out.writeInt(c.transfer());
    out.writeInt(c.matrixCode());
    out.writeByte(c.matrix().ordinal());
    out.writeBoolean(c.fullRange());
    out.writeBoolean(c.rangeKnown());
    out.writeInt(c.chromaPlace());
  }

  static MediaInfo.Video video(DataInputStream in) throws IOException {
    return new MediaInfo.Video(
        in.readUTF(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readUTF(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readLong(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        new Colour(
            in.readInt(),
            in.readInt(),
            in.readInt(),
            one(YuvFrame.Matrix.values(), in.readByte()),
            in.readBoolean(),
            in.readBoolean(),
            in.readInt()));
  }

  static void write(DataOutputStream out, @Nullable VideoPicture p) throws IOException {
    out.writeBoolean(p != null);
    if (p == null) {
      return;
    }
    out.writeLong(p.index());
    out.writeLong(p.time().ticks());
    out.writeInt(p.time().num());
    out.writeInt(p.time().den());
    out.writeLong(p.durationTicks());
    YuvFrame y = p.picture();
    out.writeInt(y.width());
    out.writeInt(y.height());
    out.writeByte(y.matrix().ordinal());
    out.writeBoolean(y.fullRange());
    out.write(y.y());
    out.write(y.cb());
    out.write(y.cr());
  }

  static @Nullable VideoPicture picture(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    long index = in.readLong();
    Timecode time = new Timecode(in.readLong(), in.readInt(), in.readInt());
    long ticks = in.readLong();
    int w = in.readInt();
    int h = in.readInt();
    YuvFrame.Matrix matrix = one(YuvFrame.Matrix.values(), in.readByte());
    boolean full = in.readBoolean();
    int n = pixels(w, h);
    int c = (w + 1) / 2 * ((h + 1) / 2);
    return new VideoPicture(
        index,
        time,
        ticks,
        new YuvFrame(w, h, bytes(in, n), bytes(in, c), bytes(in, c), matrix, full));
  }

  static void write(DataOutputStream out, Frame f) throws IOException {
    out.writeInt(f.width());
    out.writeInt(f.height());
    out.write(f.rgb());
  }

  static Frame frame(DataInputStream in) throws IOException {
    int w = in.readInt();
    int h = in.readInt();
    return new Frame(w, h, bytes(in, Math.multiplyExact(3, pixels(w, h))));
  }

  static void write(DataOutputStream out, AudioClip a) throws IOException {
    out.writeInt(a.rate());
    out.writeInt(a.channels());
    float[] s = a.samples();
    out.writeInt(s.length);
    ByteBuffer b = ByteBuffer.allocate(4 * Math.min(s.length, 1 << 14));
    for (int i = 0; i < s.length; ) {
      b.clear();
      while (i < s.length && b.hasRemaining()) {
        b.putFloat(s[i++]);
      }
      out.write(b.array(), 0, b.position());
    }
  }

  static AudioClip sound(DataInputStream in) throws IOException {
    int rate = in.readInt();
    int channels = in.readInt();
    int n = in.readInt();
    if (n < 0 || n > MOST_SAMPLES) {
      throw new IOException(n + " samples");
    }
    float[] s = new float[n];
    byte[] part = new byte[1 << 16];
    for (int i = 0; i < n; ) {
      int now = Math.min(n - i, part.length / 4);
      in.readFully(part, 0, 4 * now);
      ByteBuffer.wrap(part).asFloatBuffer().get(s, i, now);
      i += now;
    }
    return new AudioClip(rate, channels, s);
  }

  private static int pixels(int w, int h) throws IOException {
    if (w <= 0 || h <= 0 || (long) w * h > MOST_PIXELS) {
      throw new IOException("a picture of %d×%d".formatted(w, h));
    }
    return w * h;
  }

  private static byte[] bytes(DataInputStream in, int n) throws IOException {
    byte[] b = new byte[n];
    in.readFully(b);
    return b;
  }

  private static <T> T one(T[] of, int i) throws IOException {
    if (i < 0 || i >= of.length) {
      throw new IOException("number " + i + " of " + of.length);
    }
    return of[i];
  }
}
