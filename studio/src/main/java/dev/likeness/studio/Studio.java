package dev.likeness.studio;

import dev.likeness.core.Trouble;
import dev.likeness.flow.Home;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The studio of one home: a web server on the loopback interface, and a worker. Answers nobody but
 * who came by {@link #address}. Must be closed.
 */
public final class Studio implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** What a page is made of, and of what type it is. */
  private static final Map<String, String> PAGES =
      Map.of(
          "/", "index.html",
          "/studio.css", "studio.css",
          "/studio.js", "studio.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8");

  /** Held, since the platform forgets what is set on a logger that nobody holds. */
  private static final Logger SERVER = Logger.getLogger("io.helidon");

  static {
    SERVER.setLevel(Level.WARNING);
  }

  private final FileChannel lock;
  private final Store store;
  private final Sessions sessions;
  private final Worker worker;
  private final WebServer server;

  private Studio(
      FileChannel lock, Store store, Sessions sessions, Worker worker, WebServer server) {
    this.lock = lock;
    this.store = store;
    this.sessions = sessions;
    this.worker = worker;
    this.server = server;
  }

  /**
   * Starts.
   *
   * @param port 0 for any that is free
   * @throws StudioException PORT where it is taken, RUNNING where another studio works in this
   *     home, NEWER, IO
   */
  public static Studio start(Home home, Clock clock, int port) {
    Path folder = home.folder().resolve("studio");
    FileChannel lock = null;
    Store store = null;
    Worker worker = null;
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      lock = lock(folder);
      requireFree(port);
      store = new Store(folder.resolve("studio.db"));
      Uploads uploads = new Uploads(folder);
      Sessions sessions = new Sessions(clock);
      worker = new Worker(home, clock, store, uploads);
      Api api = new Api(home, clock, sessions, store, uploads, worker);
      HttpRouting.Builder routing = HttpRouting.builder().addFilter(new Gatekeeper(sessions));
      Problems.addTo(routing);
      routing
          .get("/health", (req, res) -> send(res, "application/json", "{\"status\":\"up\"}"))
          .get("/favicon.ico", (req, res) -> res.status(Status.NO_CONTENT_204).send())
          .get("/enter", (req, res) -> enter(sessions, req, res))
          .register("/api", api);
      PAGES.forEach((path, file) -> routing.get(path, (req, res) -> page(res, file)));
      WebServer server =
          WebServer.builder()
              .host(HOST)
              .port(port)
              .shutdownHook(false)
              .routing(routing)
              .build()
              .start();
      if (!server.isRunning()) {
        throw new StudioException(
            StudioException.Code.PORT,
            "port %d cannot be used; choose another with --port".formatted(port));
      }
      return new Studio(lock, store, sessions, worker, server);
    } catch (IOException e) {
      undo(worker, store, lock);
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be used: " + Trouble.of(e));
    } catch (StudioException e) {
      undo(worker, store, lock);
      throw e;
    } catch (RuntimeException e) {
      undo(worker, store, lock);
      throw e;
    }
  }

  /** Asked beforehand: the server would only log it. */
  private static void requireFree(int port) {
    try (ServerSocket s = new ServerSocket()) {
      s.setReuseAddress(true);
      s.bind(new InetSocketAddress(HOST, port));
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.PORT,
          "port %d cannot be used: %s; choose another with --port".formatted(port, Trouble.of(e)));
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel c =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock got;
    try {
      got = c.tryLock();
    } catch (OverlappingFileLockException e) {
      got = null;
    }
    if (got == null) {
      c.close();
      throw new StudioException(
          StudioException.Code.RUNNING,
          "a studio works in %s already; use that one, or another LIKENESS_HOME"
              .formatted(folder.getParent()));
    }
    return c;
  }

  private static void undo(
      @Nullable Worker worker, @Nullable Store store, @Nullable FileChannel lock) {
    if (worker != null) {
      worker.close();
    }
    if (store != null) {
      store.close();
    }
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      // the lock ends with the process
    }
  }

  public int port() {
    return server.port();
  }

  /** An address that lets whoever opens it first in; the one before is no good any more. */
  public String address() {
    return "http://%s:%d/enter?token=%s".formatted(HOST, port(), sessions.token());
  }

  private static void enter(Sessions sessions, ServerRequest req, ServerResponse res) {
    sessions
        .enter(req.query().first("token").orElse(""))
        .ifPresentOrElse(
            secret ->
                res.header(
                        "Set-Cookie",
                        Gatekeeper.COOKIE + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict")
                    .status(Status.SEE_OTHER_303)
                    .header("Location", "/")
                    .send(),
            () ->
                Problems.send(
                    res,
                    Status.FORBIDDEN_403,
                    "this address was used before, or is none; 'likeness studio' shows a new one"));
  }

  private static void page(ServerResponse res, String file) {
    try (InputStream in = Studio.class.getResourceAsStream("pages/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in the jar; build again");
      }
      String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
      send(
          res, Objects.requireNonNull(type), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(ServerResponse res, String type, String body) {
    res.header("Content-Type", type).send(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends; what is under way goes on at the next start. */
  @Override
  public void close() {
    server.stop();
    undo(worker, store, lock);
  }
}
