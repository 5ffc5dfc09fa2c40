package dev.likeness.flow.desk;

import dev.likeness.core.Trouble;
import dev.likeness.flow.FlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder of JSON files by their names, each written beside its place and renamed. */
final class Drawer {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
  private static final String END = ".json";

  private final Path folder;

  /** Is made when something is put into it. */
  Drawer(Path folder) {
    this.folder = folder;
  }

  private Path place(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new FlowException(
          FlowException.Code.BAD_REQUEST,
          "a name has 1 to 64 letters, digits, '.', '-' and '_', not '%s'".formatted(name));
    }
    return folder.resolve(name + END);
  }

  boolean has(String name) {
    return Files.isRegularFile(place(name));
  }

  void put(String name, JsonNode what) {
    Path to = place(name);
    Path part = to.resolveSibling("." + name + ".part");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          part, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(what));
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      part.toFile().delete();
      throw failed("written", to, e);
    }
  }

  JsonNode get(String name) {
    Path from = place(name);
    try {
      return JsonMapper.shared().readTree(Files.readString(from));
    } catch (IOException e) {
      throw failed("read", from, e);
    } catch (JacksonException e) {
      throw new FlowException(
          FlowException.Code.IO, from + " is damaged; move it away to begin anew", e);
    }
  }

  boolean remove(String name) {
    try {
      return Files.deleteIfExists(place(name));
    } catch (IOException e) {
      throw failed("removed", place(name), e);
    }
  }

  List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> out = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path p : all.sorted().toList()) {
        String n = String.valueOf(p.getFileName());
        if (n.toLowerCase(Locale.ROOT).endsWith(END) && !n.startsWith(".")) {
          out.add(n.substring(0, n.length() - END.length()));
        }
      }
      return out;
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
  }

  private static FlowException failed(String what, Path file, IOException e) {
    return new FlowException(
        FlowException.Code.IO,
        "%s cannot be %s (%s); check the folder, its rights and the space on the disk"
            .formatted(file, what, Trouble.of(e)),
        e);
  }
}
