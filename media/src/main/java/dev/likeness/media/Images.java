package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.likeness.core.Frame;
import dev.likeness.core.Trouble;
import dev.likeness.core.YuvFrame.Matrix;
import dev.likeness.media.MediaException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/** Still pictures in and out, always as sRGB: an embedded colour profile is applied. */
public final class Images {
  private Images() {}

  /**
   * Reads JPEG (CMYK too), PNG (of any depth), WebP, GIF, BMP, TIFF and what else FFmpeg decodes;
   * of moving pictures the first. It stands upright as EXIF asks; what is transparent lies over
   * white.
   *
   * @throws MediaException NOT_FOUND, EMPTY, NOT_MEDIA, UNSUPPORTED (sound alone), DAMAGED,
   *     TOO_LARGE (more than 100 megapixels)
   */
  public static Frame read(Path file) {
    try (Source source = Source.open(file)) {
      AVStream stream = source.video();
      if (stream == null) {
        throw new MediaException(
            source.sounds().isEmpty() ? Code.NOT_MEDIA : Code.UNSUPPORTED,
            file + ": there is no picture in it");
      }
      return first(source, stream);
    }
  }

  private static Frame first(Source source, AVStream stream) {
    AVFrame f = av_frame_alloc();
    try (TrackDecoder decoder = new TrackDecoder(source, stream, 1)) {
      if (!decoder.next(f)) {
        throw new MediaException(
            Code.DAMAGED,
            "%s: the picture cannot be decoded (%s); take the original"
                .formatted(source.file, source.damage().orElse("there is no data")));
      }
      Frame upright = upright(overWhite(f), Tracks.turn(stream, f));
      AVFrameSideData icc = av_frame_get_side_data(f, AV_FRAME_DATA_ICC_PROFILE);
      if (icc == null) {
        return upright;
      }
      byte[] profile = new byte[(int) icc.size()];
      icc.data().get(profile);
      return Profile.toSrgb(upright, profile);
    } finally {
      av_frame_free(f);
    }
  }

  private static Frame overWhite(AVFrame f) {
    boolean alpha = (av_pix_fmt_desc_get(f.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
    int w = f.width();
    int h = f.height();
    Matrix guess = Colour.guess(w, h);
    try (Scaler scaler = Scaler.toRgb(f, alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24, guess)) {
      AVFrame rgb = scaler.scale(f);
      int stride = rgb.linesize(0);
      ByteBuffer in = Av.view(rgb.data(0), (long) stride * h);
      byte[] out = new byte[Math.multiplyExact(w * 3, h)];
      byte[] row = new byte[w * 4];
      for (int y = 0; y < h; y++) {
        if (!alpha) {
          in.get(y * stride, out, y * w * 3, w * 3);
          continue;
        }
        in.get(y * stride, row, 0, w * 4);
        for (int x = 0, o = y * w * 3; x < w; x++) {
          int a = row[4 * x + 3] & 255;
          for (int c = 0; c < 3; c++) {
            int v = (row[4 * x + c] & 255) * a + 255 * (255 - a);
            out[o++] = (byte) ((v + 127) / 255);
          }
        }
      }
      return new Frame(w, h, out);
    }
  }

  private static Frame upright(Frame f, Turn turn) {
    if (turn.equals(Turn.NONE)) {
      return f;
    }
    int w = turn.transposed() ? f.height() : f.width();
    int h = turn.transposed() ? f.width() : f.height();
    byte[] out = new byte[f.rgb().length];
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++, o += 3) {
        int u = turn.flipX() ? w - 1 - x : x;
        int v = turn.flipY() ? h - 1 - y : y;
        int i = (turn.transposed() ? u * f.width() + v : v * f.width() + u) * 3;
        out[o] = f.rgb()[i];
        out[o + 1] = f.rgb()[i + 1];
        out[o + 2] = f.rgb()[i + 2];
      }
    }
    return new Frame(w, h, out);
  }

  /**
   * Writes PNG (lossless), JPEG (chroma at full size) or WebP by the extension.
   *
   * @param quality 0–1, for JPEG and WebP; JPEG keeps 40 dB and more from .9 on
   * @throws MediaException WRITE_FAILED, UNSUPPORTED (another extension)
   */
  public static void write(Frame frame, Path file, double quality) {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality " + quality + " is not in 0–1");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    byte[] bytes =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "png" -> StillEncoder.png(file, frame);
          case "jpg", "jpeg" -> StillEncoder.jpeg(file, frame, quality);
          case "webp" -> StillEncoder.webp(file, frame, quality);
          default ->
              throw new MediaException(
                  Code.UNSUPPORTED, file + ": pictures are written as .png, .jpg or .webp");
        };
    Path part = OutputFile.beside(file);
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new MediaException(
          Code.WRITE_FAILED,
          file + ": cannot be written (" + Trouble.of(e) + "); check the folder and the disk",
          e);
    }
  }

  /** Whether a file is a still picture, by its content; false for whatever cannot be read. */
  public static boolean isImage(Path file) {
    try {
      return Media.probe(file).kind() == MediaInfo.Kind.IMAGE;
    } catch (MediaException e) {
      return false;
    }
  }
}
