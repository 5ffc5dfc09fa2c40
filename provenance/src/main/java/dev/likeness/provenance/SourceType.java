package dev.likeness.provenance;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The IPTC digital source type, and the field AIGC, inside a file: as XMP in JPEG, PNG, WebP, WAV,
 * MP4 and MOV, as a tag in WebM and Matroska. What a file is, is told by its first bytes, not by
 * its name.
 */
public final class SourceType {
  /** Where the terms of the vocabulary live. */
  public static final String BASE = "http://cv.iptc.org/newscodes/digitalsourcetype/";

  private SourceType() {}

  /** The kinds of file that can carry the label. */
  public enum Kind {
    JPEG(new JpegCarrier(), "jpg", "jpeg"),
    PNG(new PngCarrier(), "png"),
    WEBP(new RiffCarrier("WEBP", "XMP "), "webp"),
    WAV(new RiffCarrier("WAVE", "_PMX"), "wav"),
    MP4(new IsoCarrier(), "mp4", "m4v", "m4a", "mov"),
    MATROSKA(new MatroskaCarrier(), "webm", "mkv");

    private final Carrier carrier;
    private final List<String> extensions;

    Kind(Carrier carrier, String... extensions) {
      this.carrier = carrier;
      this.extensions = List.of(extensions);
    }

    /** Whether a file of this kind may bear this name. */
    public boolean suits(Path file) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      return extensions.stream().anyMatch(x -> name.endsWith("." + x));
    }

    /** The endings of names that suit, most usual first. */
    public List<String> extensions() {
      return extensions;
    }
  }

  /** What a file is; empty where it is none of the kinds known here. */
  public static Optional<Kind> kind(Path file) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      return kind(in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The digital source type that a file states, as the URI stands there.
   *
   * @throws ProvenanceException CONTAINER when it is of no known kind or damaged, IO
   */
  public static Optional<String> read(Path file) {
    return Optional.ofNullable(marks(file).sourceType());
  }

  /**
   * All that a file states of how it was made.
   *
   * @throws ProvenanceException CONTAINER when it is of no known kind or damaged, IO
   */
  public static Marks marks(Path file) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      return require(file, in).carrier.read(in);
    } catch (Carrier.DamagedFile e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Writes a copy of a medium that states this digital source type; everything else in it stays.
   *
   * @param out written beside and renamed
   * @param uri of the vocabulary at {@link #BASE}
   * @throws ProvenanceException CONTAINER when it is of no known kind, damaged, or without room for
   *     the label; IO
   */
  public static void write(Path in, Path out, String uri) {
    write(in, out, new Marks(uri, null));
  }

  /**
   * Likewise with all that there is to state; a mark that is null stays as it is in the file.
   *
   * @throws ProvenanceException CONTAINER, IO
   */
  public static void write(Path in, Path out, Marks marks) {
    Beside.write(
        out,
        part -> {
          try (FileChannel from = FileChannel.open(in, StandardOpenOption.READ);
              FileChannel to =
                  FileChannel.open(
                      part,
                      StandardOpenOption.CREATE,
                      StandardOpenOption.TRUNCATE_EXISTING,
                      StandardOpenOption.READ,
                      StandardOpenOption.WRITE)) {
            require(in, from).carrier.write(from, to, marks);
          } catch (Carrier.DamagedFile e) {
            throw damaged(in, e);
          }
        });
  }

  private static Kind require(Path file, FileChannel in) throws IOException {
    return kind(in)
        .orElseThrow(
            () ->
                new ProvenanceException(
                    ProvenanceException.Code.CONTAINER,
                    file
                        + " is none of JPEG, PNG, WebP, WAV, MP4, MOV, WebM, Matroska; only these"
                        + " can carry the label"));
  }

  private static Optional<Kind> kind(FileChannel in) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(12);
    while (b.hasRemaining() && in.read(b, b.position()) >= 0) {
      // fill
    }
    b.clear();
    int first = b.getInt(0);
    if (first >>> 8 == 0xFFD8FF) {
      return Optional.of(Kind.JPEG);
    }
    if (b.getLong(0) == 0x89504E470D0A1A0AL) {
      return Optional.of(Kind.PNG);
    }
    if (first == 0x52494646) {
      return switch (b.getInt(8)) {
        case 0x57454250 -> Optional.of(Kind.WEBP);
        case 0x57415645 -> Optional.of(Kind.WAV);
        default -> Optional.empty();
      };
    }
    if (first == 0x1A45DFA3) {
      return Optional.of(Kind.MATROSKA);
    }
    return switch (b.getInt(4)) {
      // ftyp; older QuickTime files begin with moov, mdat, wide or free
      case 0x66747970, 0x6D6F6F76, 0x6D646174, 0x77696465, 0x66726565 -> Optional.of(Kind.MP4);
      default -> Optional.empty();
    };
  }

  private static ProvenanceException damaged(Path file, IOException e) {
    return new ProvenanceException(
        ProvenanceException.Code.CONTAINER, file + ": " + e.getMessage(), e);
  }

  private static ProvenanceException unreadable(Path file, IOException e) {
    return new ProvenanceException(
        ProvenanceException.Code.IO, "cannot read " + file + ": " + Trouble.of(e), e);
  }
}
