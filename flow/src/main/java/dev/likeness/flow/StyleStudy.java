package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import dev.likeness.synthesis.style.Study;
import dev.likeness.synthesis.style.StyleException;
import dev.likeness.synthesis.style.Works;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Learns a style from a folder of works and writes it as a file. */
public final class StyleStudy {
  /** Shorter works have too little to paint with. */
  private static final int SMALLEST = 128;

  private final Workshop workshop;
  private final Consumer<String> said;

  /**
   * @param said hears what is left out, and why
   */
  public StyleStudy(Workshop workshop, Consumer<String> said) {
    this.workshop = workshop;
    this.said = said;
  }

  /**
   * What was learnt.
   *
   * @param works how many were learnt from
   * @param left how many files were not
   * @param pieces how many parts of them are kept
   */
  public record Learnt(int works, int left, int pieces) {}

  /**
   * Learns and writes.
   *
   * @param most parts that are kept
   * @param about title and licence
   * @throws FlowException BAD_REQUEST where the folder holds nothing to learn from
   * @throws dev.likeness.provenance.GateRefused where a work shows what is not made
   */
  public Learnt perform(
      Path data, Path out, int most, Map<String, String> about, Progress progress) {
    Path parent = out.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new FlowException(
          Code.IO, "cannot write %s: there is no such folder, or no right to".formatted(out));
    }
    List<Path> files = files(data);
    Gate gate = workshop.gate();
    Study study = new Study();
    TreeSet<String> known = new TreeSet<>();
    for (int i = 0; i < files.size(); i++) {
      progress.checkStop();
      progress.report("Looking at works", i, files.size());
      Path file = files.get(i);
      try {
        Frame work = Images.read(file);
        String digest = FileDigest.of(file).hex();
        if (Math.min(work.width(), work.height()) < SMALLEST) {
          left(file, "smaller than %d pixels".formatted(SMALLEST));
        } else if (!known.add(digest)) {
          left(file, "is there twice");
        } else {
          gate.picture(work, "the work " + file.getFileName());
          study.add(work);
        }
      } catch (MediaException e) {
        left(file, "cannot be read as a picture");
      }
    }
    if (known.isEmpty()) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s holds no picture of %d pixels or more to learn from".formatted(data, SMALLEST));
    }
    progress.report("Choosing parts", 0, 0);
    Works learnt = study.learnt(most);
    Map<String, String> notes = new LinkedHashMap<>(about);
    notes.put("works", String.valueOf(known.size()));
    String all = String.join("\n", known);
    notes.put("works_sha256", Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex());
    learnt.write(out, notes);
    return new Learnt(known.size(), files.size() - known.size(), learnt.pieces().size());
  }

  private void left(Path file, String why) {
    said.accept("left out: " + file.getFileName() + ": " + why);
  }

  private static List<Path> files(Path data) {
    if (!Files.isDirectory(data)) {
      throw new FlowException(
          Code.BAD_REQUEST, data + " is no folder; name the one that holds the works");
    }
    try (Stream<Path> all = Files.walk(data)) {
      return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
    } catch (IOException e) {
      throw new StyleException(data + " cannot be read", e);
    }
  }
}
