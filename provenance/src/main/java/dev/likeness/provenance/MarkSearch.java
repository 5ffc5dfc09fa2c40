package dev.likeness.provenance;

import dev.likeness.media.Decoder;
import dev.likeness.media.MediaException;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.mark.FilmMarkReader;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkKey;
import dev.likeness.provenance.mark.MarkReader;
import dev.likeness.provenance.mark.Sight;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the installation's invisible mark in a file and, if there is one, for the file it was
 * given to. Since marks can be copied from one picture to another, a mark alone says nothing about
 * a picture: it counts only where the picture looks like the one that it was given to.
 */
public final class MarkSearch {
  /** Pictures a second that are looked at in a film. */
  private static final double RATE = 5;

  private final MarkBook book;
  private final Decoder decoder;

  public MarkSearch(MarkBook book) {
    this(book, Decoder.here());
  }

  /**
   * @param decoder used, not closed
   */
  public MarkSearch(MarkBook book, Decoder decoder) {
    this.decoder = decoder;
    this.book = book;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * It could not be looked for: no pictures, damage, or an installation that never marked any.
     */
    record NotLooked(String why) implements Outcome {}

    /** None was found; that proves nothing. */
    record NotFound() implements Outcome {}

    /** A mark of this installation, of which no record is left. */
    record Unknown(MarkId id, double score) implements Outcome {}

    /** A mark of this installation in a picture that it was not given to. */
    record Strange(MarkId id, double score, double likeness) implements Outcome {}

    /**
     * A picture or film of this installation.
     *
     * @param likeness of what is seen to what left, from {@link Imprint#SAME} to 1
     */
    record Ours(MarkBook.Entry entry, double score, double likeness) implements Outcome {}
  }

  /** Looks at a file of any kind. */
  public Outcome look(Path file) {
    Optional<MarkKey> key = book.existingKey();
    if (key.isEmpty()) {
      return new Outcome.NotLooked("this installation has marked nothing yet");
    }
    try {
      if (decoder.probe(file).kind() == MediaInfo.Kind.AUDIO) {
        return new Outcome.NotLooked("sound bears no mark");
      }
      return judge(find(file, new MarkReader(key.get(), book.given())));
    } catch (MediaException e) {
      return new Outcome.NotLooked("its pictures cannot be read");
    }
  }

  private Outcome judge(Optional<MarkReader.Finding> finding) {
    if (finding.isEmpty()) {
      return new Outcome.NotFound();
    }
    MarkReader.Finding f = finding.get();
    List<MarkBook.Entry> entries = book.entries(f.id());
    if (entries.isEmpty()) {
      return new Outcome.Unknown(f.id(), f.score());
    }
    MarkBook.Entry best = entries.get(0);
    double most = -1;
    for (MarkBook.Entry e : entries) {
      double likeness = likeness(f.sights(), f.id(), e.imprints());
      if (likeness > most) {
        most = likeness;
        best = e;
      }
    }
    return most >= Imprint.SAME
        ? new Outcome.Ours(best, f.score(), most)
        : new Outcome.Strange(f.id(), f.score(), most);
  }

  /** The least alike of the pictures seen, each compared with the one it is most like. */
  private static double likeness(List<Sight> seen, MarkId id, List<Imprint> known) {
    double least = seen.isEmpty() ? 0 : 1;
    for (Sight s : seen) {
      double most = 0;
      for (Imprint k : known) {
        most = Math.max(most, s.likeness(id, k));
      }
      least = Math.min(least, most);
    }
    return least;
  }

  private Optional<MarkReader.Finding> find(Path file, MarkReader reader) {
    return switch (decoder.probe(file).kind()) {
      case AUDIO -> Optional.empty();
      case IMAGE -> reader.read(decoder.picture(file));
      case VIDEO -> film(file, reader);
    };
  }

  private Optional<MarkReader.Finding> film(Path file, MarkReader reader) {
    FilmMarkReader film = new FilmMarkReader(reader);
    try (Decoder.Film in = decoder.film(file)) {
      MediaInfo.Video video = in.video();
      int step = Math.max(1, (int) Math.round(video.fps() / RATE));
      boolean found = false;
      for (VideoPicture p = in.next(); p != null && !found; p = in.next()) {
        if (p.index() % step == 0) {
          found = film.add(p.picture());
        }
      }
    }
    return film.finding();
  }
}
