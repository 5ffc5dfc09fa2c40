package dev.likeness.cli;

import dev.likeness.flow.Home;
import dev.likeness.studio.Studio;
import dev.likeness.studio.StudioOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the studio. */
@Command(
    name = "studio",
    description = {
      "Start the studio: pages in the browser to make, look at, approve and verify.",
      "",
      "It is reached from this machine only. The address that is shown lets in whoever opens it"
          + " first, once; Enter shows a new one, Ctrl-C ends. What is under way then goes on at"
          + " the next start."
    })
final class StudioCommand extends Task {
  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Where it listens on 127.0.0.1; 0 for any port that is free (default:"
              + " ${DEFAULT-VALUE}).")
  private int port = 4180;

  @Option(
      names = "--keep-drafts",
      paramLabel = "DAYS",
      description =
          "Delete drafts that nobody decided on, and files that nothing uses, after so many days"
              + " (default: ${DEFAULT-VALUE}).")
  private int days = (int) StudioOptions.KEPT.toDays();

  @Option(
      names = "--work-only",
      description =
          "No pages: only help a studio with the same LIKENESS_HOME and database with its work.")
  private boolean workOnly;

  @Mixin private StudioDatabase database = new StudioDatabase();

  @Option(
      names = "--media",
      paramLabel = "PLACE",
      description =
          "Keep what is brought and let out in another folder, or in a store that speaks S3:"
              + " s3://BUCKET/PREFIX?endpoint=URL&region=NAME. Its keys are read from"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from the file that"
              + " AWS_SHARED_CREDENTIALS_FILE names. The variable LIKENESS_MEDIA says the same as"
              + " this option.")
  private @Nullable String media;

  private final Terminal terminal;

  StudioCommand(Terminal terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  void run() {
    if (port < 0 || port > 65_535) {
      throw usage("--port " + port + " is not in 0–65535");
    }
    if (days < 1) {
      throw usage("--keep-drafts needs at least 1 day, not " + days);
    }
    Home home = Home.of(terminal.environment());
    StudioOptions options =
        new StudioOptions(
            port, database.url(terminal.environment()), media(), Duration.ofDays(days));
    if (workOnly) {
      work(home, options);
      return;
    }
    try (Studio studio = Studio.start(home, Clock.systemUTC(), options);
        ProgressLine stop = progress()) {
      tell(studio);
      BufferedReader in = terminal.in();
      while (!stop.stopRequested()) {
        if (in != null && in.ready() && in.readLine() != null) {
          tell(studio);
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StudioOptions.@Nullable Media media() {
    Map<String, String> environment = terminal.environment();
    String named = media == null ? environment.getOrDefault("LIKENESS_MEDIA", "") : media;
    if (named.isBlank()) {
      return null;
    }
    String place = named.startsWith("s3:") ? named : path(Path.of(named)).toString();
    return new StudioOptions.Media(place, environment::get);
  }

  private void work(Home home, StudioOptions options) {
    try (Studio.Worker worker = Studio.work(home, Clock.systemUTC(), options);
        ProgressLine stop = progress()) {
      say("At work as " + worker.name() + "; Ctrl-C ends.");
      print(object().put("worker", worker.name()));
      while (!stop.stopRequested()) {
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Studio studio) {
    String address = studio.address();
    say("The studio is open: " + address);
    print(object().put("url", address).put("port", studio.port()));
  }
}
