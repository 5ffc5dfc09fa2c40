package dev.likeness.flow.desk;

import dev.likeness.answers.tutor.Memory;
import dev.likeness.answers.tutor.Progress;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Workshop;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How far learners are in a course, a file each. */
public final class Learners {
  private static final String FORMAT = "likeness-progress/1";
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

  private final String course;
  private final Drawer drawer;

  /**
   * @throws FlowException BAD_REQUEST where the name is none
   */
  public Learners(Workshop workshop, String course) {
    if (!NAME.matcher(course).matches()) {
      throw new FlowException(
          FlowException.Code.BAD_REQUEST,
          "a course's name has 1 to 64 letters, digits, '.', '-' and '_', not '%s'"
              .formatted(course));
    }
    this.course = course;
    drawer = new Drawer(workshop.home().tutor().resolve(course));
  }

  /** A learner's progress; none yet where the learner is new. */
  public Progress read(String learner) {
    if (!drawer.has(learner)) {
      return new Progress(course, learner, Map.of());
    }
    JsonNode o = drawer.get(learner);
    Map<String, Memory> cards = new LinkedHashMap<>();
    try {
      if (!o.path("format").asString("").equals(FORMAT)) {
        throw new IllegalArgumentException("format");
      }
      for (Map.Entry<String, JsonNode> e : o.path("cards").properties()) {
        JsonNode c = e.getValue();
        cards.put(
            e.getKey(),
            new Memory(
                c.path("repetitions").asInt(),
                c.path("ease").asDouble(),
                c.path("days").asInt(),
                LocalDate.parse(c.path("due").asString(""))));
      }
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new FlowException(
          FlowException.Code.IO,
          "the progress of %s in %s is damaged; move the file away to begin anew"
              .formatted(learner, course),
          e);
    }
    return new Progress(course, learner, cards);
  }

  public void keep(Progress p) {
    ObjectNode o =
        JsonMapper.shared()
            .createObjectNode()
            .put("format", FORMAT)
            .put("course", p.course())
            .put("learner", p.learner());
    ObjectNode cards = o.putObject("cards");
    new java.util.TreeMap<>(p.cards())
        .forEach(
            (id, m) ->
                cards
                    .putObject(id)
                    .put("repetitions", m.repetitions())
                    .put("ease", Math.round(m.ease() * 1e4) / 1e4)
                    .put("days", m.days())
                    .put("due", m.due().toString()));
    drawer.put(p.learner(), o);
  }
}
