package dev.likeness.studio;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import tools.jackson.databind.node.ObjectNode;

/**
 * The studio's log: a JSON object a line, in a few files of at most 5 MB. No request's body, cookie
 * or query is ever written. Must be closed.
 */
final class JsonLog implements AutoCloseable {
  private static final int SIZE = 5 << 20;
  private static final int FILES = 4;

  private final FileHandler file;

  /** Held, since the platform forgets what is set on a logger that nobody holds. */
  private final List<Logger> loggers;

  private JsonLog(FileHandler file, List<Logger> loggers) {
    this.file = file;
    this.loggers = loggers;
  }

  /** Begins; what was logged on the terminal before goes here instead. */
  static JsonLog in(Path folder) {
    try {
      Files.createDirectories(folder);
      FileHandler file =
          new FileHandler(
              folder.toString().replace("%", "%%") + "/studio-%g.jsonl", SIZE, FILES, true);
      file.setEncoding("UTF-8");
      file.setFormatter(new Lines());
      List<Logger> loggers =
          List.of(Logger.getLogger("dev.likeness.studio"), Logger.getLogger("io.helidon"));
      loggers.get(1).setLevel(Level.WARNING);
      for (Logger l : loggers) {
        l.setUseParentHandlers(false);
        l.addHandler(file);
      }
      return new JsonLog(file, loggers);
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be written: " + Trouble.of(e));
    }
  }

  /** One object a line. */
  static final class Lines extends Formatter {
    @Override
    public String format(LogRecord r) {
      ObjectNode o =
          Views.object()
              .put("time", r.getInstant().toString())
              .put("level", r.getLevel().getName())
              .put("logger", r.getLoggerName())
              .put("message", formatMessage(r));
      if (r.getThrown() != null) {
        StringWriter trace = new StringWriter();
        r.getThrown().printStackTrace(new PrintWriter(trace));
        o.put("trace", trace.toString());
      }
      return o + "\n";
    }
  }

  @Override
  public void close() {
    for (Logger l : loggers) {
      l.removeHandler(file);
      l.setUseParentHandlers(true);
    }
    file.close();
  }
}
