package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.consent.FileDigest;
import dev.likeness.flow.Home;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
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
 * Workers that are killed with SIGKILL at any moment: the draft is, byte for byte, that of a run
 * that nobody disturbed, and nothing is lost or done twice. {@code -Dlikeness.kills=20} kills more,
 * and on PostgreSQL, too, for which the daily run has no time.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("likeness.kills", 1);
  private static final int WORKERS = 3;

  @TempDir private Path folder;
  private final List<Process> workers = new ArrayList<>();

  private Process worker(Path home, @Nullable String database) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx500m",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName(),
            home.toString()));
    if (database != null) {
      command.add(database);
    }
    Process p =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "workers.log"))
            .start();
    workers.add(p);
    return p;
  }

  private void endAll() throws InterruptedException {
    for (Process p : workers) {
      p.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }
    workers.clear();
  }

  private static Order order(String id) {
    Instant now = Instant.now();
    String text = "Good morning. This is said while workers are killed, and it is said to its end.";
    return new Order(
        id,
        "ann",
        Order.Maker.TALK,
        "zoe",
        text,
        "",
        "",
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
    for (int i = 0; i < 4000; i++) {
      Order o = orders.find(id).orElseThrow();
      if (wanted.contains(o.state()) || o.state() == Order.State.FAILED) {
        return o;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("order " + id + " does not get there");
  }

  private void kills(@Nullable String database) throws Exception {
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    Path studio = folder.resolve("home/studio");
    try (Studio s = Studio.start(home, Clock.systemUTC(), 0);
        Visitor me = Visitor.entering(s)) {
      assertThat(me.post("/api/personas", "{\"name\":\"zoe\",\"seed\":3}").statusCode())
          .isEqualTo(201);
    }
    try (Database db =
        database == null
            ? Database.sqlite(studio.resolve("studio.db"))
            : Database.postgres(database)) {
      Orders orders = new Orders(db);
      worker(home.folder(), database);
      orders.add(order("000000000000000a"));
      Order calm = await(orders, "000000000000000a", Order.State.DRAFT);
      assertThat(calm.state()).as(calm.note()).isEqualTo(Order.State.DRAFT);
      Path job = home.jobs().resolve(calm.job());
      String undisturbed = FileDigest.of(job.resolve("draft.mp4")).hex();
      endAll();
      home.discard(job);

      for (int i = 0; i < WORKERS; i++) {
        worker(home.folder(), database);
      }
      orders.add(order("000000000000000b"));
      Random chance = new Random(8);
      for (int i = 0; i < KILLS; i++) {
        await(orders, "000000000000000b", Order.State.RUNNING, Order.State.DRAFT);
        Thread.sleep(500 + chance.nextInt(4000));
        // whoever has it, and now and then somebody else
        workers.remove(0).destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        worker(home.folder(), database);
      }
      Order killed = await(orders, "000000000000000b", Order.State.DRAFT);
      assertThat(killed.state()).as(killed.note()).isEqualTo(Order.State.DRAFT);
      assertThat(killed.job()).isEqualTo(calm.job());
      assertThat(FileDigest.of(job.resolve("draft.mp4")).hex()).isEqualTo(undisturbed);

      Order approved = killed.with(Order.State.APPROVED, killed.job(), "", "Ann", Instant.now());
      assertThat(orders.move(approved, Order.State.DRAFT)).isTrue();
      Order done = await(orders, "000000000000000b", Order.State.DONE);
      assertThat(done.state()).as(done.note()).isEqualTo(Order.State.DONE);
      List<String> kinds = new ArrayList<>();
      home.audit(Clock.systemUTC()).read(e -> kinds.add(said(e.body())));
      assertThat(kinds.stream().filter(k -> k.equals("approval"))).hasSize(1);
      assertThat(kinds.stream().filter(k -> k.equals("export"))).hasSize(1);
      assertThat(studio.resolve("results/000000000000000b.mp4")).exists();
    } finally {
      endAll();
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
    assumeTrue(Integer.getInteger("likeness.kills") != null, "-Dlikeness.kills=N asks for it");
    try (Postgres p = Postgres.start()) {
      kills(p.url());
    }
  }
}
