package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Proofs from a log's files; whoever asks for them holds its lock. */
final class LogProofs {
  /**
   * Shows that an entry is in the log.
   *
   * @param sequence of the entry, from 1
   */
  static Proof.Inclusion inclusion(LogFiles files, long sequence) throws IOException {
    TreeHead head = requireHead(files);
    if (sequence < 1 || sequence > head.size()) {
      throw new LogException(
          LogException.Code.PROOF,
          "there is no entry %d; the log has %d".formatted(sequence, head.size()));
    }
    List<Digest> leaves = signedLeaves(files, head);
    return new Proof.Inclusion(
        line(files, sequence), sequence, Merkle.inclusion(leaves, (int) sequence - 1), head);
  }

  /**
   * Shows that the log only grew since a head.
   *
   * @param from the size that the log had
   */
  static Proof.Consistency consistency(LogFiles files, long from) throws IOException {
    TreeHead head = requireHead(files);
    if (from < 1 || from > head.size()) {
      throw new LogException(
          LogException.Code.PROOF,
          "the log has %d entries; it never ended with entry %d".formatted(head.size(), from));
    }
    List<Digest> leaves = signedLeaves(files, head);
    return new Proof.Consistency(headAt(files, from), Merkle.consistency(leaves, (int) from), head);
  }

  private static TreeHead requireHead(LogFiles files) throws IOException {
    return files
        .lastHead()
        .map(LogFiles.LastHead::head)
        .orElseThrow(() -> new LogException(LogException.Code.PROOF, "the log has no entry yet"));
  }

  private static List<Digest> signedLeaves(LogFiles files, TreeHead head) throws IOException {
    List<Digest> leaves = leaves(files, head.size());
    if (!Merkle.root(leaves).equals(head.root())) {
      throw LogFiles.broken(files.log(), "it is not what the last head signs");
    }
    return leaves;
  }

  /**
   * The log's first entries as leaves of the tree.
   *
   * @throws LogException BROKEN where there are fewer
   */
  static List<Digest> leaves(LogFiles files, long count) throws IOException {
    List<Digest> out = new ArrayList<>();
    try (LogFiles.Lines lines = new LogFiles.Lines(files.log())) {
      for (LogFiles.Line l = lines.next(); l != null && out.size() < count; l = lines.next()) {
        out.add(Merkle.leaf(l.bytes()));
      }
    }
    if (out.size() < count) {
      throw LogFiles.broken(
          files.log(), "%d entries, and %d were signed".formatted(out.size(), count));
    }
    return out;
  }

  private static String line(LogFiles files, long sequence) throws IOException {
    try (LogFiles.Lines lines = new LogFiles.Lines(files.log())) {
      for (LogFiles.Line l = lines.next(); l != null; l = lines.next()) {
        if (sequence == CanonicalJson.read(l.bytes()).path("sequence").longValue()) {
          return l.text();
        }
      }
    }
    throw LogFiles.broken(files.log(), "entry " + sequence + " is gone");
  }

  private static TreeHead headAt(LogFiles files, long size) throws IOException {
    try (LogFiles.Lines lines = new LogFiles.Lines(files.heads())) {
      for (LogFiles.Line l = lines.next(); l != null; l = lines.next()) {
        TreeHead h = TreeHead.of(CanonicalJson.read(l.bytes()));
        if (h.size() == size) {
          return h;
        }
      }
    }
    throw LogFiles.broken(files.heads(), "the head of " + size + " entries is gone");
  }

  private LogProofs() {}
}
