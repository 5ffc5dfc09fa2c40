package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of a stream in files of their own, beside its initialization segment (C2PA section
 * 18.6.6). All that the manifest knows of must be there.
 *
 * @param init the initialization segment
 * @param path of it; null where nothing can lie beside it
 */
record FragmentFiles(FileChannel init, @Nullable Path path, CborMap content, boolean offsets) {
  private static final List<String> NAMES =
      List.of(".m4s", ".m4f", ".mp4", ".m4v", ".m4a", ".cmfv", ".cmfa", ".cmft");

  void run(List<MerkleMap> trees) throws Fault, IOException {
    Map<MerkleMap, BitSet> seen = new HashMap<>();
    for (Path p : candidates()) {
      try (FileChannel in = FileChannel.open(p, StandardOpenOption.READ)) {
        fragment(in, p, trees, seen);
      }
    }
    for (MerkleMap t : trees) {
      int there = seen.getOrDefault(t, new BitSet()).cardinality();
      if (there != t.count()) {
        throw MerkleCheck.mismatch(
            "%d of %d fragments lie beside the file".formatted(there, t.count()));
      }
    }
  }

  private List<Path> candidates() throws Fault, IOException {
    Path folder = path == null ? null : path.toAbsolutePath().getParent();
    if (folder == null || path == null) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> out =
          all.filter(p -> !p.getFileName().equals(path.getFileName()))
              .filter(p -> NAMES.stream().anyMatch(name(p)::endsWith))
              .filter(Files::isRegularFile)
              .limit(Limits.FRAGMENTS + 1L)
              .sorted()
              .toList();
      if (out.size() > Limits.FRAGMENTS) {
        throw MerkleCheck.malformed("more than " + Limits.FRAGMENTS + " files beside it");
      }
      return out;
    }
  }

  private static String name(Path p) {
    return p.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private void fragment(FileChannel in, Path p, List<MerkleMap> trees, Map<MerkleMap, BitSet> seen)
      throws Fault, IOException {
    List<BmffBox> top;
    List<MerkleBox> boxes;
    try {
      top = BmffBox.top(in);
      boxes = MerkleBox.all(in, top);
    } catch (Malformed e) {
      return; // no fragment of anything
    }
    Optional<MerkleMap> known =
        trees.stream().filter(t -> !boxes.isEmpty() && t.owns(boxes.get(0))).findFirst();
    if (known.isEmpty()) {
      return;
    }
    MerkleMap tree = known.get();
    MerkleBox said = boxes.get(0);
    List<Range> excluded = BmffHash.ranges(in, top, content.maps("exclusions"));
    Coverage coverage = Coverage.ofBoxes(top, excluded, offsets);
    byte[] hash = coverage.hash(in, Io.digest(tree.algorithm()));
    if (!tree.proves(hash, said)) {
      throw MerkleCheck.mismatch(
          "fragment " + Io.clip(name(p)) + " was changed after it was signed");
    }
    seen.computeIfAbsent(tree, t -> new BitSet()).set((int) said.location());
  }
}
