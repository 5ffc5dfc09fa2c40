package dev.likeness.studio;

import dev.likeness.core.StoppedException;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Trains; what was under way when a worker was killed goes on from its last checkpoint. */
final class RunWork {
  /** What was begun so often, and never came any further, is given up. */
  private static final int MOST = 3;

  static final Map<Run.Kind, Trainer> TRAINERS =
      Map.of(Run.Kind.GAN, new GanTrainer(), Run.Kind.REFINE, new RefineTrainer());

  private final Home home;
  private final Clock clock;
  private final Runs runs;
  private final Uploads files;
  private final Consumer<Run> told;
  private volatile boolean closing;

  /**
   * @param told hears of every run whose state this has changed
   */
  RunWork(Home home, Clock clock, Runs runs, Uploads files, Consumer<Run> told) {
    this.home = home;
    this.clock = clock;
    this.runs = runs;
    this.files = files;
    this.told = told;
  }

  /** What is under way shall end soon, to go on later. */
  void stop() {
    closing = true;
  }

  /** Who trains a kind of run. */
  static Trainer trainer(Run.Kind kind) {
    return Objects.requireNonNull(TRAINERS.get(kind));
  }

  /**
   * Does what is to be done.
   *
   * @return whether it has to go on later
   */
  boolean run(String id) {
    RunPlace place = files.runs().run(id);
    return Files.isDirectory(place.folder()) && Locks.alone(place.lock(), () -> perform(id, place));
  }

  private boolean perform(String id, RunPlace place) {
    Run r = runs.find(id).orElse(null);
    if (r == null || !r.state().open() || closing) {
      return r != null && r.state().open();
    }
    if (r.state() == Run.State.QUEUED) {
      if (!runs.move(id, Run.State.QUEUED, Run.State.RUNNING, "", clock.instant())) {
        return false;
      }
      runs.find(id).ifPresent(told);
    }
    if (runs.begin(id) > MOST) {
      end(id, Run.State.FAILED, "it was begun %d times and came no further".formatted(MOST));
      return false;
    }
    try (Workshop shop = new Workshop(home, clock)) {
      Path pictures =
          r.folder().isEmpty() ? place.pictures() : files.runs().pictures().resolve(r.folder());
      Told progress = new Told(id, runs::pulse, () -> closing);
      String note = trainer(r.kind()).train(r, pictures, place, shop, listener(place), progress);
      end(id, Run.State.DONE, note);
    } catch (StoppedException e) {
      if (closing) {
        return true;
      }
      end(id, Run.State.STOPPED, "");
    } catch (RuntimeException | LinkageError e) {
      String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      end(id, Run.State.FAILED, why);
    }
    return false;
  }

  private void end(String id, Run.State to, String note) {
    if (runs.move(id, Run.State.RUNNING, to, note, clock.instant())) {
      runs.find(id).ifPresent(told);
    }
  }

  private static Trainer.Listener listener(RunPlace place) {
    return new Trainer.Listener() {
      private final StringBuilder said = new StringBuilder();

      @Override
      public void said(String line) {
        if (said.length() < 4000) {
          said.append(line).append('\n');
        }
      }

      @Override
      public void curves(Curves now) {
        ObjectNode o = now.json().put("said", said.toString());
        Path part = place.live().resolveSibling("live.json.part");
        try {
          Files.writeString(part, o.toString());
          Files.move(
              part,
              place.live(),
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
