package dev.likeness.cli;

import dev.likeness.flow.gan.Generators;
import dev.likeness.synthesis.duel.PictureMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** For other programs. */
@Command(
    name = "export",
    description = {
      "Write a generator as ONNX, for other programs.",
      "",
      "style.onnx makes a style from numbers, draw.onnx a picture from a style at each level. What"
          + " another program draws with them bears none of this program's labels: say that it is made."
    })
final class GanExport extends Task {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A generator's file (default: the one in the program).")
  private @Nullable Path model;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder.")
  private Path out = Path.of("");

  GanExport(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path folder = GanSample.folder(path(out));
    Map<String, byte[]> parts =
        PictureMaker.onnx(Generators.read(model == null ? null : path(model)));
    parts.forEach(
        (name, bytes) -> {
          try {
            Files.write(folder.resolve(name + ".onnx"), bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          say(folder.resolve(name + ".onnx").toString());
        });
    print(object().put("folder", folder.toString()));
  }
}
