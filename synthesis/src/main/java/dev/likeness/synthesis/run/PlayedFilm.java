package dev.likeness.synthesis.run;

import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Decoder;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A video as {@link Played} has it. Holds the pictures of its last two seconds. */
final class PlayedFilm implements Decoder.Film {
  /** Ticks a picture: containers know finer times than a picture's. */
  private static final int TICKS = 512;

  private final Decoder.Film film;
  private final Played how;
  private final MediaInfo.Video track;
  private final Deque<YuvFrame> end = new ArrayDeque<>();
  private List<YuvFrame> loop = List.of();
  private boolean ended;
  private int at;
  private int step = -1;
  private long n;
  private long wanted;

  /**
   * @param film is closed with this
   */
  PlayedFilm(Decoder.Film film, Played how) {
    this.film = film;
    this.how = how;
    MediaInfo.Video v = film.video();
    track =
        v.withSize(
                YuvFrame.shrunk(v.width(), how.scale()), YuvFrame.shrunk(v.height(), how.scale()))
            .evenly(how.fps(), TICKS, how.frames());
  }

  @Override
  public MediaInfo.Video video() {
    return track;
  }

  @Override
  public @Nullable VideoPicture next() {
    while (n < how.frames()) {
      YuvFrame picture = ended ? null : read();
      if (picture == null) {
        picture = again();
      }
      if (picture == null) {
        return null;
      }
      long number = n++;
      if (number >= wanted) {
        Timecode time = new Timecode(number * TICKS, 1, how.fps() * TICKS);
        return new VideoPicture(number, time, TICKS, picture);
      }
    }
    return null;
  }

  private @Nullable YuvFrame read() {
    VideoPicture p = film.next();
    if (p == null) {
      ended = true;
      loop = new ArrayList<>(end);
      at = loop.size() - 1;
      end.clear();
      return null;
    }
    YuvFrame picture = p.picture().shrunk(how.scale());
    end.addLast(picture);
    if (end.size() > kept()) {
      end.removeFirst();
    }
    return picture;
  }

  private @Nullable YuvFrame again() {
    if (loop.size() > 1) {
      at += step;
      if (at < 0 || at >= loop.size()) {
        step = -step;
        at += 2 * step;
      }
    }
    return loop.isEmpty() ? null : loop.get(at);
  }

  private int kept() {
    return Played.kept(track.width(), track.height(), how.fps());
  }

  /** What belongs to the end that is played back and forth is read all the same. */
  @Override
  public void skipTo(long index) {
    wanted = Math.max(wanted, index);
    long has = film.video().frames();
    // where the container is mistaken by a few, the end is still read
    long last = how.frames() <= has ? how.frames() : has - 2L * kept();
    long first = Math.min(wanted, last);
    if (end.isEmpty() && !ended && n < first) {
      film.skipTo(first);
      n = first;
    }
  }

  @Override
  public Optional<String> damage() {
    return film.damage();
  }

  @Override
  public void close() {
    film.close();
  }
}
