package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The packets of a file as they lie in it. */
record Packets(List<Entry> sound, List<Entry> pictures, String title, String comment) {

  record Entry(double seconds, double duration, int hash) {}

  static Packets of(Path file) {
    List<Entry> sound = new ArrayList<>();
    List<Entry> pictures = new ArrayList<>();
    AVPacket p = av_packet_alloc();
    try (Source source = Source.open(file)) {
      while (source.read(p)) {
        var s = source.format.streams(p.stream_index());
        byte[] bytes = new byte[p.size()];
        p.data().get(bytes);
        double tick = av_q2d(s.time_base());
        Entry e = new Entry(p.pts() * tick, p.duration() * tick, Arrays.hashCode(bytes));
        int type = s.codecpar().codec_type();
        if (type == AVMEDIA_TYPE_AUDIO) {
          sound.add(e);
        } else if (type == AVMEDIA_TYPE_VIDEO) {
          pictures.add(e);
        }
      }
      return new Packets(sound, pictures, source.metadata("title"), source.metadata("comment"));
    } finally {
      av_packet_free(p);
    }
  }

  List<Integer> soundHashes() {
    return sound.stream().map(Entry::hash).toList();
  }

  double soundEnd() {
    return sound.get(sound.size() - 1).seconds + sound.get(sound.size() - 1).duration;
  }
}
