package dev.likeness.answers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Questions and answers as CSV (RFC 4180) in UTF-8: two columns, the first row may name them. Each
 * row is a passage whose heading is the question. Places are rows.
 */
final class PairsReader implements DocumentReader {
  @Override
  public List<Block> read(Path file) throws IOException {
    List<Block> out = new ArrayList<>();
    try (Reader in = Files.newBufferedReader(file);
        CSVParser rows = CSVFormat.RFC4180.parse(in)) {
      for (CSVRecord r : rows) {
        if (r.size() < 2) {
          throw new IOException(
              "row %d has %d column; a question and its answer are needed"
                  .formatted(r.getRecordNumber(), r.size()));
        }
        boolean names =
            r.getRecordNumber() == 1
                && r.get(0).strip().equalsIgnoreCase("question")
                && r.get(1).strip().equalsIgnoreCase("answer");
        if (!names && !r.get(1).isBlank()) {
          String place = "row " + r.getRecordNumber();
          out.add(Block.heading(1, r.get(0), place));
          out.add(Block.alone(r.get(1), place));
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException("it is damaged: " + e.getMessage(), e);
    }
    return out;
  }
}
