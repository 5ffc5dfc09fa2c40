package dev.likeness.answers.dialogue;

import dev.likeness.answers.Guard;
import dev.likeness.answers.Reply;
import dev.likeness.answers.Secrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A talk of several turns with one person, in English: questions, also such as lean on those
 * before, forms, and handing over. Secrets are hidden from everything that is said before anything
 * else is done with it, and from everything that is answered. One thread.
 */
public final class Dialogue {
  /** What is longer is not read. */
  public static final int LONGEST = 2000;

  private static final int KEPT = 200;
  private static final Pattern PERSON =
      Pattern.compile(
          "(?iu)\\b(?:speak|talk|get|connect|transfer|pass|put|chat|want|need|like)\\b.{0,25}\\b(?:a|an|some|real|actual|your)\\b ?(?:real |actual |living |live |human )*(?:person|human(?: being)?|agent|operator|somebody|someone|colleague|employee|representative|member of staff|manager|supervisor)\\b"
              + "|(?iu)\\b(?:speak|talk|chat) (?:to|with) some(?:body|one)\\b"
              + "|(?iu)^\\W*(?:human|agent|operator|a person|real person)(?: please)?\\W*$");
  private static final Pattern HELLO =
      Pattern.compile(
          "(?iu)^\\W*(?:hello|hi|hey|good (?:morning|afternoon|evening|day))(?: there| everybody)?\\W*$");
  private static final Pattern THANKS =
      Pattern.compile(
          "(?iu)^\\W*(?:thanks?(?: you)?(?: (?:very|so) much| a lot)?|cheers|great|perfect|ok(?:ay)?|good|fine)(?:[ ,]+(?:thanks?(?: you)?|great|bye))?\\W*$");
  private static final Pattern BYE =
      Pattern.compile("(?iu)^\\W*(?:good ?bye|bye(?: bye)?|see you|that(?:'s| is) all)\\b.{0,20}$");
  private static final Pattern WHO =
      Pattern.compile(
          "(?iu)\\b(?:are you|is this|am i (?:talking|speaking) (?:to|with))\\b.{0,25}\\b(?:human|person|real|robot|bot|machine|computer|ai|artificial|alive)\\b|\\bwho are you\\b|\\bwhat are you\\b");
  private static final Pattern FIRST =
      Pattern.compile("(?iu)\\b(?:first|former|1|one)\\b|^\\W*(?:yes)\\W*$");
  private static final Pattern SECOND = Pattern.compile("(?iu)\\b(?:second|latter|2|two|other)\\b");

  private static final String NOTICE =
      "I am an artificial assistant: I answer from documents and quote where it stands.";

  private final String id;
  private final String from;
  private final Desk desk;
  private final List<Form> forms;
  private final Clock clock;
  private final Deque<Transcript.Line> lines = new ArrayDeque<>();
  private String before = "";
  private List<Reply.Citation> meant = List.of();
  private @Nullable FormRun form;
  private String why = "";

  /**
   * @param from the collection that is answered from
   */
  public Dialogue(String from, List<Form> forms, Desk desk, Clock clock) {
    this.id = newId();
    this.from = from;
    this.forms = List.copyOf(forms);
    this.desk = desk;
    this.clock = clock;
  }

  private static String newId() {
    byte[] b = new byte[8];
    new SecureRandom().nextBytes(b);
    return HexFormat.of().formatHex(b);
  }

  public String id() {
    return id;
  }

  /** What is said first. */
  public Turn greeting() {
    String can =
        forms.isEmpty()
            ? ""
            : " I can also record "
                + String.join(" or ", forms.stream().map(Form::title).toList())
                + ".";
    return told(
        plain(
            "",
            Turn.Kind.COURTESY,
            "Hello. " + NOTICE + can + " Please never tell me passwords or card numbers."));
  }

  /** Answers what somebody said. */
  public Turn say(String said) {
    String cut = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
    String safe = Secrets.hide(cut).strip();
    lines.add(new Transcript.Line(clock.instant(), true, safe));
    Turn t = told(hidden(turn(safe), !safe.equals(cut.strip()) && safe.contains(Secrets.HIDDEN)));
    if (t.handover() || !why.isEmpty()) {
      why = t.handover() ? reason(safe) : why;
      desk.handOver(new Transcript(id, from, why, List.copyOf(lines)));
    }
    return t;
  }

  /** Hands over, whatever was said; where nothing was understood. */
  public Turn handOver(String because) {
    Turn t = told(plain("", Turn.Kind.HANDOVER, "I am passing you on to a person."));
    why = because;
    desk.handOver(new Transcript(id, from, why, List.copyOf(lines)));
    return t;
  }

  private static String reason(String said) {
    return PERSON.matcher(said).find() ? "asked for a person" : "not known: " + said;
  }

  private static Turn hidden(Turn t, boolean secret) {
    String text = Secrets.hide(t.text());
    List<Reply.Citation> sources =
        t.sources().stream()
            .map(
                c ->
                    new Reply.Citation(c.source(), c.place(), c.heading(), Secrets.hide(c.quote())))
            .toList();
    return new Turn(
        t.heard(),
        t.question(),
        t.kind(),
        secret
            ? "I have hidden a number or password; please never write these here. " + text
            : text,
        sources,
        t.confidence());
  }

  private Turn told(Turn t) {
    lines.add(new Transcript.Line(clock.instant(), false, t.text()));
    while (lines.size() > KEPT) {
      lines.removeFirst();
    }
    return t;
  }

  private static Turn plain(String heard, Turn.Kind kind, String text) {
    return new Turn(heard, "", kind, text, List.of(), 1);
  }

  private Turn turn(String said) {
    if (said.isEmpty()) {
      return plain(said, Turn.Kind.COURTESY, "I am listening.");
    }
    if (PERSON.matcher(said).find()) {
      form = null;
      return plain(said, Turn.Kind.HANDOVER, "I am passing you on to a person.");
    }
    FormRun open = form;
    if (open != null) {
      return filling(open, said);
    }
    Optional<Guard.Attempt> attempt = Guard.of(said);
    if (attempt.isPresent()) {
      return plain(said, Turn.Kind.REFUSED, attempt.get().reply());
    }
    Turn courtesy = courtesy(said);
    if (courtesy != null) {
      return courtesy;
    }
    String small = said.toLowerCase(Locale.ROOT);
    for (Form f : forms) {
      if (f.starts().stream().anyMatch(small::contains)) {
        FormRun run = new FormRun(f);
        form = run;
        return plain(
            said,
            Turn.Kind.ASK,
            "I record %s. Say cancel to stop. %s".formatted(f.title(), run.ask()));
      }
    }
    return question(said);
  }

  private static @Nullable Turn courtesy(String said) {
    if (WHO.matcher(said).find()) {
      return plain(said, Turn.Kind.COURTESY, NOTICE + " No person is speaking.");
    }
    String text =
        HELLO.matcher(said).matches()
            ? "Hello. What would you like to know?"
            : THANKS.matcher(said).matches()
                ? "You are welcome. Is there anything else?"
                : BYE.matcher(said).matches() ? "Goodbye." : "";
    return text.isEmpty() ? null : plain(said, Turn.Kind.COURTESY, text);
  }

  private Turn filling(FormRun run, String said) {
    if (run.takesQuestions() && said.endsWith("?")) {
      Turn t = question(said);
      return new Turn(
          said, t.question(), t.kind(), t.text() + " — " + run.ask(), t.sources(), t.confidence());
    }
    return switch (run.take(said, LocalDate.now(clock))) {
      case FormRun.Step.Ask a -> plain(said, Turn.Kind.ASK, a.text());
      case FormRun.Step.Confirm c -> plain(said, Turn.Kind.CONFIRM, c.text());
      case FormRun.Step.Done d -> {
        Instant now = clock.instant();
        String number = newId();
        desk.keep(run.filled(number, id, now));
        form = null;
        yield plain(
            said, Turn.Kind.KEPT, "%s Its number is %s.".formatted(run.form().thanks(), number));
      }
      case FormRun.Step.Cancelled c -> {
        form = null;
        yield plain(said, Turn.Kind.CANCELLED, "Nothing was recorded. What else can I do?");
      }
      case FormRun.Step.Stuck s -> {
        form = null;
        yield plain(
            said,
            Turn.Kind.HANDOVER,
            "I do not understand that. I am passing you on to a person, and have recorded nothing.");
      }
    };
  }

  /** A reply, and the question that was looked up where that is not what was said. */
  private record Found(Reply reply, String asked) {}

  private Found find(String said) {
    String chosen = chosen(said);
    if (!chosen.isEmpty()) {
      return new Found(desk.answer(chosen), chosen);
    }
    FollowUp.Whole whole = FollowUp.whole(said, before).orElse(null);
    if (whole == null) {
      return new Found(desk.answer(said), "");
    }
    Reply together = desk.answer(whole.text());
    boolean good = together.kind() == Reply.Kind.ANSWER;
    if (good && whole.surely()) {
      return new Found(together, whole.text());
    }
    Reply alone = desk.answer(said);
    boolean better =
        good
            ? alone.kind() == Reply.Kind.ANSWER && alone.confidence() >= together.confidence()
            : alone.kind() != Reply.Kind.HANDOVER;
    return better ? new Found(alone, "") : new Found(together, whole.text());
  }

  private Turn question(String said) {
    Found found = find(said);
    Reply r = found.reply;
    String asked = found.asked;
    boolean clarify = r.kind() == Reply.Kind.CLARIFY;
    meant = clarify ? r.citations() : List.of();
    if (r.kind() != Reply.Kind.HANDOVER) {
      before = asked.isEmpty() ? said : asked;
    }
    return new Turn(
        said,
        asked,
        switch (r.kind()) {
          case ANSWER -> Turn.Kind.ANSWER;
          case CLARIFY -> Turn.Kind.CLARIFY;
          case HANDOVER -> Turn.Kind.HANDOVER;
          case REFUSED -> Turn.Kind.REFUSED;
        },
        r.text(),
        r.citations(),
        r.confidence());
  }

  /**
   * After "do you mean A or B?": the question with what was meant; empty where that is not told.
   */
  private String chosen(String said) {
    if (meant.size() != 2) {
      return "";
    }
    String one = title(meant.get(0));
    String two = title(meant.get(1));
    boolean first = named(said, one) || FIRST.matcher(said).find() && said.length() < 30;
    boolean second = named(said, two) || SECOND.matcher(said).find() && said.length() < 30;
    if (first == second) {
      return "";
    }
    Matcher end = Pattern.compile("[?.!\\s]+$").matcher(before);
    return end.replaceAll("") + " (" + (first ? one : two) + ")?";
  }

  private static boolean named(String said, String title) {
    return said.toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT))
        && !title.isEmpty();
  }

  private static String title(Reply.Citation c) {
    return c.heading().substring(c.heading().lastIndexOf('›') + 1).strip();
  }
}
