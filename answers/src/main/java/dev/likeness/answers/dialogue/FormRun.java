package dev.likeness.answers.dialogue;

import dev.likeness.answers.Secrets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A form while it is filled in. */
final class FormRun {
  private static final Pattern STOP =
      Pattern.compile(
          "(?iu)^\\W*(?:cancel|stop|abort|quit|never ?mind|forget (?:it|that|about it)|leave it|no more)\\b.{0,20}$");
  private static final Pattern YES =
      Pattern.compile(
          "(?iu)^\\W*(?:yes|yep|yeah|y|right|correct|that(?:'s| is) (?:right|correct)|ok|okay|sure|confirm(?:ed)?|exactly)\\b.{0,30}$");
  private static final Pattern NO =
      Pattern.compile("(?iu)^\\W*(?:no|nope|n|wrong|not (?:quite|right|correct)|incorrect)\\b.*$");
  private static final int TRIES = 3;

  private final Form form;
  private final Map<String, String> values = new LinkedHashMap<>();
  private int at;
  private int tries;
  private boolean confirming;

  FormRun(Form form) {
    this.form = form;
  }

  /** What a turn makes of it. */
  sealed interface Step {
    /** The same or the next field is asked for. */
    record Ask(String text) implements Step {}

    /** All is read back. */
    record Confirm(String text) implements Step {}

    /** It is confirmed. */
    record Done(Map<String, String> values) implements Step {}

    record Cancelled() implements Step {}

    /** It does not get on: a person has to help. */
    record Stuck() implements Step {}
  }

  Form form() {
    return form;
  }

  String ask() {
    Field f = field();
    String more =
        switch (f.kind()) {
          case CHOICE -> " (" + String.join(", ", f.choices()) + ")";
          case TEXT, PAST, DATE, EMAIL, PHONE, CONTACT, NUMBER -> "";
        };
    return f.ask() + more + (f.optional() ? " You may say skip." : "");
  }

  private Field field() {
    return form.fields().get(at);
  }

  /** Whether a question to the documents can be told from an answer to the form. */
  boolean takesQuestions() {
    return confirming || field().kind() != Field.Kind.TEXT;
  }

  Step take(String said, LocalDate today) {
    if (STOP.matcher(said).matches()) {
      return new Step.Cancelled();
    }
    return confirming ? confirm(said) : field(said, today);
  }

  private Step field(String said, LocalDate today) {
    String bare = said.replace(Secrets.HIDDEN, "").strip();
    Field.Taken t =
        bare.isEmpty() ? new Field.Taken("", "I keep no such number.") : field().take(said, today);
    if (!t.good()) {
      return ++tries >= TRIES ? new Step.Stuck() : new Step.Ask(t.why() + " " + ask());
    }
    tries = 0;
    values.put(field().name(), t.value());
    at++;
    while (at < form.fields().size() && values.containsKey(field().name())) {
      at++;
    }
    return at < form.fields().size() ? new Step.Ask(ask()) : readBack();
  }

  private Step readBack() {
    confirming = true;
    String all =
        form.fields().stream()
            .map(f -> f.name() + ": " + values.get(f.name()))
            .collect(Collectors.joining("; "));
    return new Step.Confirm(
        "I have noted for %s: %s. Is that right? Say yes, or what is wrong (%s), or cancel."
            .formatted(
                form.title(),
                all,
                form.fields().stream().map(Field::name).collect(Collectors.joining(", "))));
  }

  private Step confirm(String said) {
    Optional<Field> wrong =
        form.fields().stream()
            .filter(
                f ->
                    Pattern.compile("(?iu)\\b" + Pattern.quote(f.name()) + "\\b")
                        .matcher(said)
                        .find())
            .findFirst();
    if (wrong.isPresent() && (form.fields().size() == 1 || !YES.matcher(said).matches())) {
      return again(form.fields().indexOf(wrong.get()));
    }
    if (YES.matcher(said).matches()) {
      return new Step.Done(values);
    }
    if (++tries >= TRIES) {
      return new Step.Stuck();
    }
    return new Step.Confirm(
        (NO.matcher(said).matches()
                ? "What is wrong: "
                : "Please say yes, cancel, or what is wrong: ")
            + form.fields().stream().map(Field::name).collect(Collectors.joining(", "))
            + "?");
  }

  private Step again(int field) {
    confirming = false;
    tries = 0;
    at = field;
    values.remove(form.fields().get(field).name());
    return new Step.Ask(ask());
  }

  Filled filled(String id, String dialogue, Instant now) {
    return new Filled(id, form.name(), dialogue, now, new LinkedHashMap<>(values));
  }
}
