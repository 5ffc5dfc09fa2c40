package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import dev.likeness.core.AudioClip;
import dev.likeness.media.MediaException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Sound in and out. */
public final class Audio {
  private static final int BLOCK = 1 << 15;

  private Audio() {}

  /**
   * The file's first sound track at this rate and number of channels (FFmpeg's resampler and mix).
   * Of a video, sample 0 sounds with the first picture: what comes before is cut off, a later start
   * filled with silence. Empty where there is no sound.
   *
   * @throws MediaException NOT_FOUND, EMPTY, NOT_MEDIA, UNSUPPORTED
   */
  public static Optional<AudioClip> read(Path file, int rate, int channels) {
    return read(file, rate, channels, Double.POSITIVE_INFINITY);
  }

  /**
   * Likewise, but not further than needed to see that there is more than {@code most} seconds: what
   * comes back is then longer than that, and memory does not grow with the file.
   */
  public static Optional<AudioClip> read(Path file, int rate, int channels, double most) {
    if (rate <= 0 || channels <= 0) {
      throw new IllegalArgumentException("sound of %d Hz, %d channels".formatted(rate, channels));
    }
    try (Source source = Source.open(file)) {
      List<AVStream> sounds = source.sounds();
      AVStream video = source.video();
      if (sounds.isEmpty()) {
        return Optional.empty();
      }
      try (SoundReader reader = new SoundReader(source, sounds.get(0), rate, channels)) {
        float[] samples = reader.rest(most * rate * channels);
        double zero =
            video == null || video.start_time() == AV_NOPTS_VALUE
                ? reader.start()
                : video.start_time() * av_q2d(video.time_base());
        double late = reader.start() - zero;
        // Hours between a track and the other are a broken clock, not silence.
        int shift = Math.abs(late) > 3600 ? 0 : (int) Math.round(late * rate) * channels;
        return Optional.of(new AudioClip(rate, channels, shifted(samples, shift)));
      }
    }
  }

  private static float[] shifted(float[] samples, int by) {
    if (by == 0) {
      return samples;
    }
    float[] out = new float[Math.max(0, samples.length + by)];
    int from = Math.min(samples.length, Math.max(0, -by));
    System.arraycopy(samples, from, out, Math.max(0, by), samples.length - from);
    return out;
  }

  /**
   * Writes 16-bit PCM as RIFF/WAVE; what is louder than full scale is clipped.
   *
   * @throws MediaException WRITE_FAILED
   */
  public static void writeWav(AudioClip clip, Path file) {
    Path part = OutputFile.beside(file);
    long bytes = clip.samples().length * 2L;
    if (bytes > Integer.MAX_VALUE - 44) {
      throw new IllegalArgumentException("sound of " + clip.seconds() + " s is too long for WAV");
    }
    try {
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        out.write(header(clip, (int) bytes));
        float[] s = clip.samples();
        ByteBuffer block = ByteBuffer.allocate(BLOCK * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < s.length; i += BLOCK) {
          block.clear();
          for (int j = i; j < Math.min(s.length, i + BLOCK); j++) {
            block.putShort((short) Math.max(-32768, Math.min(32767, Math.round(s[j] * 32768))));
          }
          block.flip();
          while (block.hasRemaining()) {
            out.write(block);
          }
        }
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new MediaException(
          Code.WRITE_FAILED,
          file + ": cannot be written (" + e.getMessage() + "); check the folder and the disk",
          e);
    }
  }

  private static ByteBuffer header(AudioClip clip, int bytes) {
    int frame = clip.channels() * 2;
    return ByteBuffer.allocate(44)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + bytes)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) clip.channels())
        .putInt(clip.rate())
        .putInt(clip.rate() * frame)
        .putShort((short) frame)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(bytes)
        .flip();
  }
}
