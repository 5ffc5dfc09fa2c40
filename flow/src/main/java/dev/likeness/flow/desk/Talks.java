package dev.likeness.flow.desk;

import dev.likeness.answers.Reply;
import dev.likeness.answers.dialogue.Desk;
import dev.likeness.answers.dialogue.Dialogue;
import dev.likeness.answers.dialogue.Filled;
import dev.likeness.answers.dialogue.Form;
import dev.likeness.answers.dialogue.Transcript;
import dev.likeness.answers.dialogue.Turn;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dialogues at one counter: what is said is logged, forms go into {@code records}, what a person
 * has to take over into {@code handovers}. Thread-safe.
 */
public final class Talks {
  private final Counter counter;
  private final List<Form> forms;
  private final Clock clock;
  private final Drawer records;
  private final Drawer handovers;

  /** Borrows both. */
  public Talks(Workshop workshop, Counter counter) {
    Home home = workshop.home();
    this.counter = counter;
    clock = workshop.clock();
    forms = forms(home, counter.name());
    records = records(home, counter.name());
    handovers = new Drawer(home.handovers().resolve(counter.name()));
  }

  /** Forms that people brought along for a collection, and the one that comes with the program. */
  private static List<Form> forms(Home home, String name) {
    Path folder = home.forms().resolve(name);
    List<Form> all = new ArrayList<>();
    for (String n : new Drawer(folder).names()) {
      all.add(Form.read(folder.resolve(n + ".json")));
    }
    Form own = Form.complaint();
    if (all.stream().noneMatch(f -> f.name().equals(own.name()))) {
      all.add(own);
    }
    return all;
  }

  private static Drawer records(Home home, String name) {
    return new Drawer(home.records().resolve(name));
  }

  /**
   * Brings a form along for a collection; one of the same name is replaced.
   *
   * @throws dev.likeness.answers.dialogue.FormException where the file is none
   */
  public static Form add(Workshop workshop, String name, Path file) {
    new Shelves(workshop).require(name);
    Form f = Form.read(file);
    JsonNode text = JsonMapper.shared().readTree(file.toFile());
    new Drawer(workshop.home().forms().resolve(name)).put(f.name(), text);
    return f;
  }

  /** What was recorded for a collection, the oldest first. */
  public static List<JsonNode> recorded(Workshop workshop, String name) {
    new Shelves(workshop).require(name);
    Drawer d = records(workshop.home(), name);
    return d.names().stream()
        .map(d::get)
        .sorted(java.util.Comparator.comparing(o -> o.path("at").asString("")))
        .toList();
  }

  /** Forgets a record; false where there is none. */
  public static boolean forget(Workshop workshop, String name, String record) {
    return records(workshop.home(), name).remove(record);
  }

  /** A dialogue whose turns are logged. */
  public final class Talk {
    private final Dialogue dialogue = new Dialogue(counter.name(), forms, new Kept(), clock);

    public String id() {
      return dialogue.id();
    }

    public Turn greeting() {
      return dialogue.greeting();
    }

    /** One thread at a time. */
    public Turn say(String said) {
      return logged(dialogue.say(said));
    }

    /** Hands over where nothing was understood. */
    public Turn handOver(String why) {
      return logged(dialogue.handOver(why));
    }

    private Turn logged(Turn t) {
      counter.log(t.kind().name(), t.sources(), t.heard(), t.text());
      return t;
    }
  }

  public Talk open() {
    return new Talk();
  }

  private final class Kept implements Desk {
    @Override
    public Reply answer(String question) {
      return counter.answer(question);
    }

    @Override
    public void keep(Filled f) {
      ObjectNode o =
          JsonMapper.shared()
              .createObjectNode()
              .put("id", f.id())
              .put("form", f.form())
              .put("dialogue", f.dialogue())
              .put("at", f.at().toString());
      ObjectNode values = o.putObject("values");
      f.values().forEach(values::put);
      records.put(f.id(), o);
    }

    @Override
    public void handOver(Transcript t) {
      ObjectNode o =
          JsonMapper.shared()
              .createObjectNode()
              .put("dialogue", t.id())
              .put("from", t.from())
              .put("why", t.why())
              .put("at", clock.instant().toString());
      ArrayNode lines = o.putArray("lines");
      t.lines()
          .forEach(
              l ->
                  lines
                      .addObject()
                      .put("at", l.at().toString())
                      .put("who", l.visitor() ? "visitor" : "assistant")
                      .put("text", l.text()));
      handovers.put(t.id(), o);
    }
  }

  /** A turn as JSON. */
  public static ObjectNode json(Turn t) {
    ObjectNode o =
        JsonMapper.shared()
            .createObjectNode()
            .put("heard", t.heard())
            .put("question", t.question())
            .put("kind", t.kind().name().toLowerCase(java.util.Locale.ROOT))
            .put("answer", t.text())
            .put("handover", t.handover())
            .put("confidence", Math.round(1000 * t.confidence()) / 1000.0)
            .put("artificial", true);
    sources(o, t.sources());
    return o;
  }

  /** Adds the places that were cited. */
  public static void sources(ObjectNode to, List<Reply.Citation> citations) {
    ArrayNode sources = to.putArray("sources");
    for (Reply.Citation c : citations) {
      sources
          .addObject()
          .put("file", c.source())
          .put("place", c.place())
          .put("heading", c.heading())
          .put("quote", c.quote());
    }
  }
}
