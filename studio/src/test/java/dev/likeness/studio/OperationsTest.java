package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.flow.Home;
import dev.likeness.media.Images;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Back-up, restore, upgrade, retention, metrics, log. */
class OperationsTest {
  private static final StudioOptions USUAL = new StudioOptions(0, null, StudioOptions.KEPT);

  @TempDir private Path folder;

  private Home home(String name) {
    return Home.of(Map.of("LIKENESS_HOME", folder.resolve(name).toString()));
  }

  private Path picture() {
    Path file = folder.resolve("p.png");
    Images.write(new Frame(64, 64, new byte[64 * 64 * 3]), file, 1);
    return file;
  }

  @Test
  void whatIsBackedUpComesBack() throws Exception {
    Home home = home("home");
    String file;
    try (Studio studio = Studio.start(home, Clock.systemUTC(), USUAL);
        Visitor me = Visitor.entering(studio)) {
      file = me.uploaded(picture());
      me.post(
          "/api/users", "{\"name\":\"ann\",\"password\":\"correct horse\",\"roles\":[\"admin\"]}");
      assertThatThrownBy(
              () -> Studio.backup(home, Clock.systemUTC(), USUAL, folder.resolve("b.zip")))
          .hasMessageContaining("a studio works in");
    }
    Path zip = folder.resolve("b.zip");
    Studio.backup(home, Clock.systemUTC(), USUAL, zip);
    assertThat(Files.getPosixFilePermissions(zip))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> Studio.backup(home, Clock.systemUTC(), USUAL, zip))
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> Studio.restore(zip, home)).hasMessageContaining("is there already");

    Home other = home("other");
    assertThat(Studio.restore(zip, other)).isPositive();
    assertThat(other.folder().resolve("studio/uploads").resolve(file)).exists();
    assertThat(Files.getPosixFilePermissions(other.folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Studio studio = Studio.start(other, Clock.systemUTC(), USUAL);
        Visitor ann = Visitor.login(studio, "ann", "correct horse")) {
      assertThat(Visitor.json(ann.get("/api/users")).path(0).path("name").asString())
          .isEqualTo("ann");
    }
    try (var left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("home", "other", "b.zip", "p.png");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/etc/evil", "a/../../evil", "folder/", "."})
  void aBackUpCannotWriteElsewhere(String name) throws Exception {
    Path zip = folder.resolve("evil.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream z = new ZipOutputStream(out)) {
      z.putNextEntry(new ZipEntry("likeness-backup"));
      z.putNextEntry(new ZipEntry(name));
    }
    Path inner = folder.resolve("inner");
    Files.createDirectory(inner);
    Home home = Home.of(Map.of("LIKENESS_HOME", inner.resolve("home").toString()));
    assertThatThrownBy(() -> Studio.restore(zip, home)).hasMessageContaining("no place in a home");
    try (var left = Files.list(inner)) {
      assertThat(left).isEmpty();
    }
    assertThat(folder.resolve("evil")).doesNotExist();
    Path none = Files.writeString(folder.resolve("none.zip"), "this is none");
    assertThatThrownBy(() -> Studio.restore(none, home)).hasMessageContaining("no back-up");
  }

  @Test
  void aDatabaseOfTheFirstVersionIsBroughtUpToDate() throws Exception {
    Path file = folder.resolve("old.db");
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement s = c.createStatement()) {
      s.execute(
          "CREATE TABLE orders (id TEXT PRIMARY KEY, maker TEXT NOT NULL, persona TEXT NOT NULL,"
              + " text TEXT NOT NULL, file TEXT NOT NULL, rights TEXT NOT NULL, state TEXT NOT"
              + " NULL, job TEXT NOT NULL, note TEXT NOT NULL, reviewer TEXT NOT NULL, created TEXT"
              + " NOT NULL, changed TEXT NOT NULL)");
      s.execute(
          "INSERT INTO orders VALUES ('0000000000000001', 'talk', 'zoe', 'Hello.', '', '', 'done',"
              + " 'j', '', 'Ann', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z')");
      s.execute("PRAGMA user_version = 1");
    }
    try (Database db = Database.sqlite(file)) {
      Order o = new Orders(db).find("0000000000000001").orElseThrow();
      assertThat(o.owner()).isEqualTo(User.OPERATOR);
      assertThat(o.reviewer()).isEqualTo("Ann");
      assertThat(o.settings()).isEqualTo("{}");
    }
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement s = c.createStatement()) {
      s.execute("PRAGMA user_version = 1000");
    }
    assertThatThrownBy(() -> Database.sqlite(file)).hasMessageContaining("newer Likeness");
  }

  @Test
  void draftsThatNobodyDecidesOnAreForgotten() throws Exception {
    Home home = home("home");
    Instant now = Instant.parse("2026-11-29T12:00:00Z");
    Clock clock = Clock.fixed(now, java.time.ZoneOffset.UTC);
    Path studio = Files.createDirectories(home.folder().resolve("studio"));
    try (Database db = Database.sqlite(studio.resolve("studio.db"))) {
      Orders orders = new Orders(db);
      Uploads before =
          new Uploads(
              db,
              Clock.offset(clock, Duration.ofDays(-40)),
              new FolderStore(studio),
              studio,
              studio);
      User me = new User("ann", Role.ALL, false);
      String used = before.take(Files.newInputStream(picture()), "a", me, 1 << 20).id();
      String unused = before.take(Files.newInputStream(picture()), "b", me, 1 << 20).id();
      orders.add(draft("0000000000000001", "old", "", now.minus(Duration.ofDays(31))));
      orders.add(draft("0000000000000002", "new", used, now.minus(Duration.ofDays(29))));
      for (String job : List.of("old", "new")) {
        Files.createDirectories(home.jobs().resolve(job));
        Files.writeString(home.jobs().resolve(job).resolve("chunk-00000.mp4"), "x");
      }
      new Retention(db, home, clock, orders, before, Duration.ofDays(30)).run();

      Order gone = orders.find("0000000000000001").orElseThrow();
      assertThat(gone.state()).isEqualTo(Order.State.CANCELLED);
      assertThat(gone.note()).contains("30 days");
      assertThat(home.jobs().resolve("old")).doesNotExist();
      assertThat(orders.find("0000000000000002").orElseThrow().state())
          .isEqualTo(Order.State.DRAFT);
      assertThat(home.jobs().resolve("new")).exists();
      assertThat(before.file(used)).exists();
      assertThat(studio.resolve("uploads").resolve(unused)).doesNotExist();
      assertThatThrownBy(() -> before.file(unused)).hasMessageContaining("not there");
      assertThat(before.find(unused)).isEmpty();
    }
  }

  private static Order draft(String id, String job, String file, Instant changed) {
    return new Order(
        id,
        "ann",
        Order.Maker.SWAP,
        "zoe",
        "",
        file,
        "",
        "{}",
        "",
        Order.State.DRAFT,
        job,
        "",
        "",
        0,
        changed,
        changed);
  }

  @Test
  void metricsCountAndSayNothingOfAnybody() throws Exception {
    try (Studio studio = Studio.start(home("home"), Clock.systemUTC(), USUAL);
        Visitor me = Visitor.entering(studio)) {
      me.post("/api/checks", "{\"file\":\"" + me.uploaded(picture()) + "\"}");
      HttpResponse<String> r = new Visitor(studio.port()).get("/metrics");
      assertThat(r.headers().firstValue("Content-Type").orElse("")).contains("version=0.0.4");
      assertThat(r.body())
          .containsPattern("likeness_checks\\{state=\"(queued|running|done)\"} 1")
          .containsPattern("likeness_http_answers_total\\{class=\"2xx\"} [1-9]")
          .contains("# TYPE likeness_orders gauge")
          .doesNotContain("operator");
      for (String line : r.body().split("\n")) {
        assertThat(line).matches("# (HELP|TYPE) .*|[a-z_]+(\\{[a-z]+=\"\\w+\"})? [0-9.]+");
      }
    }
  }

  @Test
  void theLogIsALineOfJsonEachAndHoldsNoSecret() throws Exception {
    LogRecord r = new LogRecord(Level.WARNING, "two\nlines \"quoted\"");
    r.setLoggerName("x");
    r.setThrown(new IllegalStateException("why"));
    String line = new JsonLog.Lines().format(r);
    assertThat(line.strip()).doesNotContain("\n");
    JsonNode o = JsonMapper.shared().readTree(line);
    assertThat(o.path("message").asString()).isEqualTo("two\nlines \"quoted\"");
    assertThat(o.path("trace").asString()).contains("IllegalStateException: why");

    Home home = home("home");
    String password = "correct horse battery";
    try (Studio studio = Studio.start(home, Clock.systemUTC(), USUAL);
        Visitor me = Visitor.entering(studio)) {
      me.post(
          "/api/users",
          "{\"name\":\"ann\",\"password\":\"%s\",\"roles\":[\"admin\"]}".formatted(password));
      me.tryLogin("ann", "a wrong password");
    }
    String log = Files.readString(home.folder().resolve("studio/log/studio-0.jsonl"));
    assertThat(log).contains("started on port").doesNotContain("password").doesNotContain("token");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword() {
    for (String url :
        List.of("postgres://ann:hush-hush@127.0.0.1:1/x", "nonsense://ann:hush-hush@h/x")) {
      assertThatThrownBy(() -> Database.postgres(url))
          .isInstanceOf(StudioException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush-hush"));
    }
  }
}
