package dev.likeness.studio;

import dev.likeness.core.Trouble;
import dev.likeness.flow.Home;
import dev.likeness.studio.answers.AnswerDesk;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The studio of one home: a web server on the loopback interface, and a worker. Answers nobody but
 * who came by {@link #address}. Must be closed.
 */
public final class Studio implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final System.Logger LOG = System.getLogger(Studio.class.getName());

  /** This process's name among all that work on the database. */
  private static final String MAIN = "studio";

  private final FileChannel lock;
  private final JsonLog log;
  private final Backstage backstage;
  private final Sessions sessions;
  private final Api api;
  private final News news;
  private final AnswerDesk answers;
  private final WebServer server;

  private Studio(
      FileChannel lock,
      JsonLog log,
      Backstage backstage,
      Sessions sessions,
      Api api,
      News news,
      AnswerDesk answers,
      WebServer server) {
    this.lock = lock;
    this.log = log;
    this.backstage = backstage;
    this.sessions = sessions;
    this.api = api;
    this.news = news;
    this.answers = answers;
    this.server = server;
  }

  /** Starts with a database of its own. */
  static Studio start(Home home, Clock clock, int port) {
    return start(home, clock, new StudioOptions(port, null, StudioOptions.KEPT));
  }

  /**
   * Starts.
   *
   * @throws StudioException PORT where it is taken, RUNNING where another studio works in this
   *     home, NEWER, IO
   */
  public static Studio start(Home home, Clock clock, StudioOptions options) {
    Path folder = folder(home);
    FileChannel lock = null;
    JsonLog log = null;
    Backstage backstage = null;
    try {
      lock = lock(folder);
      requireFree(options.port());
      log = JsonLog.in(folder.resolve("log"));
      backstage = Backstage.open(home, clock, folder, options, MAIN);
      backstage.uploads().sweep();
      Sessions sessions = new Sessions(clock);
      News news = new News(backstage.orders(), backstage.checks(), backstage.runs());
      Api api = api(home, clock, backstage, sessions, news);
      Accounts accounts = backstage.accounts();
      AnswerDesk answers =
          new AnswerDesk(
              home,
              clock,
              c -> sessions.find(c).flatMap(s -> accounts.user(s.user())).isPresent(),
              System.getenv());
      WebServer server =
          serve(options.port(), routing(backstage, sessions, api, news, answers), answers);
      if (!server.isRunning()) {
        news.close();
        answers.close();
        throw new StudioException(
            StudioException.Code.PORT,
            "port %d cannot be used; choose another with --port".formatted(options.port()));
      }
      backstage.works().start(MAIN, true);
      LOG.log(System.Logger.Level.INFO, "started on port {0}", String.valueOf(server.port()));
      return new Studio(lock, log, backstage, sessions, api, news, answers, server);
    } catch (IOException e) {
      undo(backstage, log, lock);
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be used: " + Trouble.of(e));
    } catch (RuntimeException e) {
      undo(backstage, log, lock);
      throw e;
    }
  }

  /**
   * Only works on what a studio with the same home and database was asked for, beside it or on
   * another machine that shares the home.
   */
  public static Worker work(Home home, Clock clock, StudioOptions options) {
    Path folder = folder(home);
    String name = "worker-" + Uploads.chance(6);
    try {
      Backstage backstage = Backstage.open(home, clock, folder, options, name);
      backstage.works().start(name, false);
      return new Worker(name, backstage);
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be used: " + Trouble.of(e));
    }
  }

  /** A process that only works. */
  public static final class Worker implements AutoCloseable {
    private final String name;
    private final Backstage backstage;

    private Worker(String name, Backstage backstage) {
      this.name = name;
      this.backstage = backstage;
    }

    /** Under which it holds what it works on. */
    public String name() {
      return name;
    }

    /** Ends it; what is under way then goes on elsewhere. */
    @Override
    public void close() {
      backstage.close();
    }
  }

  /**
   * Writes all of a home into one file.
   *
   * @throws StudioException RUNNING where a studio works in it; CONFLICT, IO
   */
  public static void backup(Home home, Clock clock, StudioOptions options, Path file) {
    Path folder = folder(home);
    Path copy = folder.resolve("studio.db.part");
    FileChannel lock = null;
    try {
      lock = lock(folder);
      if (options.database() == null) {
        Files.deleteIfExists(copy);
        try (Database db = Database.sqlite(folder.resolve("studio.db"))) {
          db.copy(copy);
        }
      }
      Backup.write(home.folder(), options.database() == null ? copy : null, file);
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be used: " + Trouble.of(e));
    } finally {
      Uploads.remove(copy);
      undo(null, null, lock);
    }
  }

  /**
   * Brings a back-up back into a home that is not there yet.
   *
   * @return how many files it held
   * @throws StudioException CONFLICT, BAD_REQUEST, IO
   */
  public static int restore(Path file, Home home) {
    return Backup.read(file, home.folder());
  }

  private static Path folder(Home home) {
    Path folder = home.folder().resolve("studio");
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return folder;
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, folder + " cannot be used: " + Trouble.of(e));
    }
  }

  private static WebServer serve(int port, HttpRouting.Builder routing, AnswerDesk answers) {
    return WebServer.builder()
        .host(HOST)
        .port(port)
        .shutdownHook(false)
        .routing(routing)
        .addProtocol(answers.protocol())
        .addRouting(answers.sockets())
        .build()
        .start();
  }

  private static HttpRouting.Builder routing(
      Backstage b, Sessions sessions, Api api, News news, AnswerDesk answers) {
    Metrics metrics = new Metrics();
    HttpRouting.Builder routing =
        HttpRouting.builder().addFilter(metrics).addFilter(new Gatekeeper(sessions, b.accounts()));
    Problems.addTo(routing);
    routing
        .get("/health", (req, res) -> Pages.send(res, "application/json", "{\"status\":\"up\"}"))
        .get(
            "/metrics",
            (req, res) ->
                Pages.send(
                    res,
                    "text/plain; version=0.0.4; charset=utf-8",
                    metrics.text(b.database(), news.listeners())))
        .get("/favicon.ico", (req, res) -> res.status(Status.NO_CONTENT_204).send())
        .get("/enter", (req, res) -> enter(sessions, req, res))
        .register("/api", api);
    answers.addTo(routing);
    Pages.addTo(routing);
    routing.any((req, res) -> Problems.send(res, Status.NOT_FOUND_404, "there is nothing here"));
    return routing;
  }

  /** Everything that can be asked for. */
  static Api api(Home home, Clock clock, Backstage b, Sessions sessions, News news) {
    List<Route> all = new ArrayList<>();
    all.addAll(new UsersApi(sessions, b.accounts()).routes());
    all.addAll(new PeopleApi(home, clock, b.uploads()).routes());
    all.addAll(new ChallengesApi(home, clock, b.uploads()).routes());
    all.addAll(new FilesApi(b.uploads(), b.looks()).routes());
    OrdersApi orders = new OrdersApi(home, clock, b.orders(), b.uploads(), b.works(), b.accounts());
    all.addAll(orders.routes());
    all.addAll(
        new ReviewApi(
                b.database(), home, clock, b.orders(), orders, b.uploads(), b.works(), b.looks())
            .routes());
    all.addAll(new ChecksApi(clock, b.checks(), b.uploads(), b.works()).routes());
    all.addAll(new RunsApi(clock, b.runs(), b.uploads(), b.works()).routes());
    all.addAll(new HooksApi(b.hooks(), b.uploads()).routes());
    all.addAll(new LogApi(home, clock, news, b.accounts(), sessions).routes());
    return new Api(all, new Repeats(b.database(), clock));
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
      @Nullable Backstage backstage, @Nullable JsonLog log, @Nullable FileChannel lock) {
    if (backstage != null) {
      backstage.close();
    }
    if (log != null) {
      log.close();
    }
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      // the lock ends with the process
    }
  }

  List<Route> routes() {
    return api.routes();
  }

  Orders orders() {
    return backstage.orders();
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
                res.header("Set-Cookie", UsersApi.cookie(secret))
                    .status(Status.SEE_OTHER_303)
                    .header("Location", "/")
                    .send(),
            () ->
                Problems.send(
                    res,
                    Status.FORBIDDEN_403,
                    "this address was used before, or is none; 'likeness studio' shows a new one"));
  }

  /** Ends; what is under way goes on at the next start. */
  @Override
  public void close() {
    news.close();
    server.stop();
    answers.close();
    undo(backstage, log, lock);
  }
}
