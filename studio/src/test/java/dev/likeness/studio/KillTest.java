package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.consent.FileDigest;
import dev.likeness.flow.Home;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Workers that are killed with SIGKILL: the draft is, byte for byte, that of a run that nobody
 * disturbed, and nothing is lost or done twice. Daily one kill, when the first chunk is finished;
 * {@code -Dlikeness.kills=20} kills as many at any moment over a job of a minute, and on
 * PostgreSQL, too.
 */
@SuppressWarnings("NullAway.Init")
class KillTest {
  private static final @Nullable Integer KILLS = Integer.getInteger("likeness.kills");
  private static final String CALM = "000000000000000a";
  private static final String KILLED = "000000000000000b";

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private final List<Process> workers = new ArrayList<>();

  private void worker(Path home, @Nullable String database) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx500m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName(),
            home.toString()));
    if (database != null) {
      command.add(database);
    }
    workers.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "log")))
            .start());
  }

  private void endAll() throws InterruptedException {
    for (Process p : workers) {
      p.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }
    workers.clear();
  }

  private static Order order(String id, String film) {
    Instant now = Instant.now();
    return new Order(
        id,
        "operator",
        Order.Maker.SWAP,
        "elena",
        "",
        film,
        "a test",
        "{}",
        "",
        Order.State.QUEUED,
        "",
        "",
        "",
        0,
        now,
        now);
  }

  private static Order await(Orders orders, String id, Order.State... ends) throws Exception {
    List<Order.State> wanted = List.of(ends);
    for (int i = 0; i < 12_000; i++) {
      Order o = orders.find(id).orElseThrow();
      if (wanted.contains(o.state()) || o.state() == Order.State.FAILED) {
        return o;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("order " + id + " does not get there");
  }

  private void kills(@Nullable String database) throws Exception {
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    Path studio = folder.resolve("home/studio");
    Path film = shared.resolve("film.mp4");
    String brought;
    Path job;
    String undisturbed;
    try (Studio s = Studio.start(home, Clock.systemUTC(), WorkerMain.options(database));
        Visitor me = Visitor.entering(s)) {
      Cast.elena(me, folder);
      brought =
          me.uploaded(
              Files.exists(film)
                  ? film
                  : KILLS == null
                      ? Cast.film(film, "Finn", 8.8, 5)
                      : Cast.film(film, "Finn", 80, 25));
      long begun = System.nanoTime();
      s.orders().add(order(CALM, brought));
      Order calm = await(s.orders(), CALM, Order.State.DRAFT);
      assertThat(calm.state()).as(calm.note()).isEqualTo(Order.State.DRAFT);
      System.out.printf("undisturbed: %.1f s%n", (System.nanoTime() - begun) / 1e9);
      job = home.jobs().resolve(calm.job());
      undisturbed = FileDigest.of(job.resolve("draft.mp4")).hex();
    }
    home.discard(job);
    Studio.@Nullable Worker other = null;
    try (Database db =
        database == null
            ? Database.sqlite(studio.resolve("studio.db"))
            : Database.postgres(database)) {
      Orders orders = new Orders(db);
      for (int i = 0; i < (KILLS == null ? 1 : 3); i++) {
        worker(home.folder(), database);
      }
      orders.add(order(KILLED, brought));
      if (KILLS == null) {
        killWhoHasIt(job.resolve("chunk-00000.mp4.label"));
        other = Studio.work(home, Clock.systemUTC(), WorkerMain.options(null));
      } else {
        killAnybody(orders, home.folder(), database, KILLS);
      }
      Order killed = await(orders, KILLED, Order.State.DRAFT);
      assertThat(killed.state()).as(killed.note()).isEqualTo(Order.State.DRAFT);
      assertThat(home.jobs().resolve(killed.job())).isEqualTo(job);
      assertThat(FileDigest.of(job.resolve("draft.mp4")).hex()).isEqualTo(undisturbed);

      Order approved = killed.with(Order.State.APPROVED, killed.job(), "", "Ann", Instant.now());
      assertThat(orders.move(approved, Order.State.DRAFT)).isTrue();
      Order done = await(orders, KILLED, Order.State.DONE);
      assertThat(done.state()).as(done.note()).isEqualTo(Order.State.DONE);
      List<String> kinds = new ArrayList<>();
      home.audit(Clock.systemUTC()).read(e -> kinds.add(said(e.body())));
      assertThat(kinds.stream().filter(k -> k.equals("approval"))).hasSize(1);
      assertThat(kinds.stream().filter(k -> k.equals("export"))).hasSize(1);
      assertThat(studio.resolve("results/" + KILLED + ".mp4")).exists();
    } finally {
      endAll();
      if (other != null) {
        other.close();
      }
    }
  }

  /** When the first chunk is finished. */
  private void killWhoHasIt(Path chunk) throws Exception {
    for (int i = 0; !Files.exists(chunk); i++) {
      assertThat(i).as("a first chunk").isLessThan(6000);
      Thread.sleep(20);
    }
    endAll();
  }

  private void killAnybody(Orders orders, Path home, @Nullable String database, int kills)
      throws Exception {
    Random chance = new Random(8);
    Instant begun = Instant.now();
    for (int i = 0; i < kills; i++) {
      Order o = await(orders, KILLED, Order.State.RUNNING, Order.State.DRAFT);
      Thread.sleep(500 + chance.nextInt(7000));
      workers
          .remove(chance.nextInt(workers.size()))
          .destroyForcibly()
          .waitFor(20, TimeUnit.SECONDS);
      worker(home, database);
      System.out.printf(
          "kill %d after %d s, order %s%n",
          i + 1, Duration.between(begun, Instant.now()).toSeconds(), o.state().word());
    }
  }

  private static String said(JsonNode body) {
    return body.path("kind").asString("");
  }

  @Test
  void onSqlite() throws Exception {
    kills(null);
  }

  @Test
  void onPostgres() throws Exception {
    assumeTrue(KILLS != null, "-Dlikeness.kills=N asks for it");
    try (Postgres p = Postgres.start()) {
      kills(p.url());
    }
  }
}
