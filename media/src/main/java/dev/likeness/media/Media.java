package dev.likeness.media;

import dev.likeness.media.MediaException.Code;
import dev.likeness.media.MediaInfo.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/** What is in a file. */
public final class Media {
  private Media() {}

  /**
   * Reads what a file is from its first bytes; of a still, its picture is decoded.
   *
   * @throws MediaException NOT_FOUND, EMPTY, NOT_MEDIA, DAMAGED, TOO_LARGE (a still of more than
   *     100 megapixels)
   */
  public static MediaInfo probe(Path file) {
    Kind kind;
    try (Source source = Source.open(file)) {
      AVStream video = source.video();
      kind = kind(source, video);
      if (kind != Kind.IMAGE) {
        return info(source, video, video == null ? Turn.NONE : Tracks.turn(video), kind);
      }
    }
    // Only the picture itself tells how it stands.
    try (VideoReader reader = VideoReader.open(file)) {
      MediaInfo info = reader.info();
      return new MediaInfo(kind, info.container(), reader.video().withFrames(1, 0), info.sound());
    }
  }

  static MediaInfo info(Source source, @Nullable AVStream video, Turn turn, Kind kind) {
    List<AVStream> sounds = source.sounds();
    if (video == null && sounds.isEmpty()) {
      throw new MediaException(
          Code.NOT_MEDIA,
          source.file
              + ": there is neither picture nor sound in it; give a file that a player opens");
    }
    return new MediaInfo(
        kind,
        source.container(),
        video == null ? null : Tracks.video(source, video, turn),
        sounds.isEmpty() ? null : Tracks.sound(source, sounds.get(0)));
  }

  /** A still is a file of one picture; of a GIF, that takes a look at its second one. */
  static Kind kind(Source source, @Nullable AVStream video) {
    if (video == null) {
      return Kind.AUDIO;
    }
    String name = source.container();
    if (name.endsWith("_pipe")) {
      return Kind.IMAGE;
    }
    boolean still =
        switch (name) {
          case "gif", "apng" -> packets(source, 2) < 2;
          default -> name.startsWith("mov") && isImageBrand(source);
        };
    return still ? Kind.IMAGE : Kind.VIDEO;
  }

  private static boolean isImageBrand(Source source) {
    String brand = source.metadata("major_brand");
    return brand.equals("avif") || brand.startsWith("hei") || brand.equals("mif1");
  }

  /**
   * Counts the packets of all sound tracks; 0 where there is none. Reads the whole file, decodes
   * nothing.
   *
   * @throws MediaException as {@link #probe}
   */
  public static long soundPackets(Path file) {
    AVPacket packet = avcodec.av_packet_alloc();
    try (Source source = Source.open(file)) {
      Set<Integer> tracks =
          source.sounds().stream().map(AVStream::index).collect(Collectors.toSet());
      long n = 0;
      while (!tracks.isEmpty() && source.read(packet)) {
        n += tracks.contains(packet.stream_index()) ? 1 : 0;
      }
      return n;
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  private static int packets(Source source, int atMost) {
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      int n = 0;
      while (n < atMost && source.read(packet)) {
        n++;
      }
      return n;
    } finally {
      avcodec.av_packet_free(packet);
    }
  }
}
