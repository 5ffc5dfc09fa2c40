package dev.likeness.flow;

import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.LabelRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where results go and what their names say. */
public final class Results {
  private static final List<String> VIDEO = List.of(".mp4", ".m4v", ".mov", ".mkv", ".webm");
  private static final List<String> PICTURE = List.of(".png", ".jpg", ".jpeg", ".webp");

  private Results() {}

  /** The ending of a file's name with its dot, in small letters; empty where there is none. */
  static String ending(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }

  /** The ending of segments that are joined to this file. */
  static String segmentEnding(Path out) {
    return ending(out).equals(".webm") ? ".webm" : ".mp4";
  }

  /**
   * Makes sure, before any work, that the result can be written there.
   *
   * @throws FlowException BAD_REQUEST
   * @throws dev.likeness.media.MediaException where the target is missing or no medium
   */
  static void requirePlace(Path target, Path out) {
    requirePlace(out);
    MediaInfo.Kind kind = kind(target);
    requireEnding(out, kind == MediaInfo.Kind.IMAGE ? PICTURE : VIDEO, "for this target");
    requireOther(target, out);
  }

  /**
   * Makes sure that the label asked for can be made.
   *
   * @throws FlowException BAD_REQUEST
   */
  static void requireLabel(Path target, BadgeSpec badge) {
    if (badge.rules() instanceof LabelRules.Film && kind(target) == MediaInfo.Kind.IMAGE) {
      throw new FlowException(
          Code.BAD_REQUEST,
          target
              + " is a still picture and has no end for a card; label it after the rules of eu or"
              + " china");
    }
  }

  /** Likewise for a preview, a small picture of whatever the target is. */
  static void requirePreviewPlace(Path target, Path out) {
    requirePlace(out);
    kind(target);
    requireEnding(out, List.of(".png"), "as a preview");
    requireOther(target, out);
  }

  /**
   * Makes sure that a film can be written there.
   *
   * @throws FlowException BAD_REQUEST
   */
  static void requireFilm(Path out) {
    requirePlace(out);
    requireEnding(out, VIDEO, "for a film");
  }

  /**
   * Makes sure that a preview of a film can be written there.
   *
   * @throws FlowException BAD_REQUEST
   */
  static void requirePreviewFilm(Path out) {
    requirePlace(out);
    requireEnding(out, List.of(".mp4"), "as a preview");
  }

  /**
   * Makes sure that sound can be written there.
   *
   * @throws FlowException BAD_REQUEST
   */
  static void requireSound(Path out) {
    requirePlace(out);
    requireEnding(out, List.of(".wav"), "for speech");
  }

  /**
   * Makes sure that a folder of results can be there.
   *
   * @throws FlowException BAD_REQUEST
   */
  static void requireFolder(Path out) {
    Path parent = out.toAbsolutePath().normalize().getParent();
    boolean there = Files.isDirectory(out);
    if (parent == null || (Files.exists(out) && !there)) {
      throw new FlowException(Code.BAD_REQUEST, out + " is no folder; name one");
    }
    if (!there && !Files.isDirectory(parent)) {
      throw new FlowException(Code.BAD_REQUEST, "there is no folder " + parent + "; make it first");
    }
    if (!Files.isWritable(there ? out : parent)) {
      throw new FlowException(
          Code.BAD_REQUEST, "there is no right to write into " + out + "; name another folder");
    }
  }

  /**
   * Makes sure, before any work, that a file can be written there.
   *
   * @throws FlowException BAD_REQUEST
   */
  public static void requirePlace(Path out) {
    Path folder = out.toAbsolutePath().getParent();
    if (out.getFileName() == null || Files.isDirectory(out)) {
      throw new FlowException(Code.BAD_REQUEST, out + " is a folder; name a file");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new FlowException(Code.BAD_REQUEST, "there is no folder " + folder + "; make it first");
    }
    if (!Files.isWritable(folder)) {
      throw new FlowException(
          Code.BAD_REQUEST, "there is no right to write into " + folder + "; name another folder");
    }
    if (Files.exists(out) && !Files.isWritable(out)) {
      throw new FlowException(
          Code.BAD_REQUEST, out + " is write-protected; name another file, or remove that one");
    }
  }

  private static MediaInfo.Kind kind(Path target) {
    MediaInfo.Kind kind = Media.probe(target).kind();
    if (kind == MediaInfo.Kind.AUDIO) {
      throw new FlowException(
          Code.BAD_REQUEST, target + " holds sound only; give a video or a picture");
    }
    return kind;
  }

  private static void requireEnding(Path out, List<String> endings, String of) {
    if (!endings.contains(ending(out))) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s: %s the result's name must end in %s".formatted(out, of, oneOf(endings)));
    }
  }

  private static String oneOf(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static void requireOther(Path target, Path out) {
    try {
      if (Files.exists(out) && Files.isSameFile(target, out)) {
        throw new FlowException(
            Code.BAD_REQUEST, "the result would replace the target " + target + "; name another");
      }
    } catch (IOException e) {
      throw Folders.failed("read", out, e);
    }
  }
}
