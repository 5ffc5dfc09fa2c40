package dev.likeness.cli;

import dev.likeness.flow.Jobs;
import dev.likeness.flow.Workshop;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists, shows and removes jobs. */
@Command(name = "jobs", description = "List jobs, show one, or remove one.")
final class JobsCommand extends Task {
  @Parameters(paramLabel = "JOB", arity = "0..1", description = "Only this one.")
  private @Nullable String id;

  @Option(names = "--remove", description = "Remove it and its files; what it exported stays.")
  private boolean remove;

  JobsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (remove && id == null) {
      throw usage("--remove needs the job: likeness jobs JOB --remove");
    }
    try (Workshop workshop = workshop()) {
      Jobs jobs = workshop.jobs();
      List<Jobs.Entry> all = id == null ? jobs.list() : List.of(jobs.show(id));
      ObjectNode o = object();
      ArrayNode list = o.putArray("jobs");
      for (Jobs.Entry e : all) {
        String state = e.state().name().toLowerCase(Locale.ROOT);
        boolean running = e.state() == Jobs.State.RUNNING && e.note().isEmpty();
        String note =
            running ? "at work; or killed, then its command with --resume goes on" : e.note();
        say("%s  %-8s  %-8s  %s  %s".formatted(e.id(), state, e.maker(), e.about(), note));
        if (id != null) {
          say("  result  " + e.out());
          say("  report  " + jobs.report(e.id()));
          say("  sheet   " + jobs.sheet(e.id()));
        }
        ObjectNode one = list.addObject();
        one.put("id", e.id()).put("maker", e.maker()).put("about", e.about());
        one.put("state", state).put("out", e.out()).put("note", e.note());
        one.put("changed", e.changed().toString());
        one.put("report", jobs.report(e.id()).toString());
        one.put("sheet", jobs.sheet(e.id()).toString());
      }
      if (all.isEmpty()) {
        say("No jobs yet.");
      }
      if (remove && id != null) {
        jobs.remove(id);
        say("Removed.");
        o.put("removed", true);
      }
      print(o);
    }
  }
}
