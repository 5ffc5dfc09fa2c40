package dev.likeness.voice.speech;

import dev.likeness.voice.speech.Line.Manner;
import dev.likeness.voice.speech.LineBuilder.As;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain English text or SSML (W3C Speech Synthesis Markup Language 1.1; of its elements
 * {@code speak}, {@code p}, {@code s}, {@code break}, {@code prosody} with rate, pitch and volume,
 * {@code emphasis}, {@code say-as} with characters, spell-out, digits, telephone, cardinal and
 * ordinal, and {@code sub}) into sentences.
 */
public final class SpeechText {
  private static final Pattern MARKUP = Pattern.compile("\\s*<(speak|\\?xml|!DOCTYPE)\\b");

  private static final Set<String> PASSED = Set.of("speak", "p", "s", "w", "token", "mark");

  private SpeechText() {}

  /**
   * @param text what begins with {@code <speak} or an XML declaration is SSML
   * @return at least one sentence
   * @throws SpeechException EMPTY, MARKUP with line and column, SCRIPT
   */
  public static List<Line> read(String text) {
    List<Line> lines = MARKUP.matcher(text).lookingAt() ? ssml(text) : plain(text);
    if (lines.isEmpty()) {
      throw new SpeechException(
          SpeechException.Code.EMPTY, "there is nothing in the text that could be said");
    }
    return lines;
  }

  private static List<Line> plain(String text) {
    LineBuilder out = new LineBuilder();
    int row = 0;
    for (String paragraph : text.split("\\R")) {
      row++;
      out.text(paragraph + " ", As.TEXT, Manner.PLAIN, "line " + row);
      if (paragraph.isBlank()) {
        out.end();
      }
    }
    return out.lines();
  }

  private record State(Manner manner, As as, @Nullable String alias) {}

  private static List<Line> ssml(String text) {
    LineBuilder out = new LineBuilder();
    Deque<State> open = new ArrayDeque<>();
    open.push(new State(Manner.PLAIN, As.TEXT, null));
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text.strip()));
      while (in.hasNext()) {
        switch (in.next()) {
          case XMLStreamConstants.START_ELEMENT -> open.push(enter(in, open.getFirst(), out));
          case XMLStreamConstants.END_ELEMENT -> {
            open.pop();
            if (Set.of("p", "s", "speak").contains(in.getLocalName())) {
              out.end();
            }
          }
          case XMLStreamConstants.CHARACTERS -> {
            State s = open.getFirst();
            if (s.alias() == null) {
              out.text(in.getText(), s.as(), s.manner(), place(in));
            }
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      var at = e.getLocation();
      String where =
          at == null
              ? "the SSML"
              : "line %d, column %d".formatted(at.getLineNumber(), at.getColumnNumber());
      throw new SpeechException(
          SpeechException.Code.MARKUP,
          where + ": not well-formed SSML (" + firstLine(e.getMessage()) + "); mend it there",
          e);
    }
    return out.lines();
  }

  private static String firstLine(@Nullable String message) {
    String m = message == null ? "" : message;
    int text = m.indexOf("Message: ");
    return text >= 0 ? m.substring(text + 9) : m.lines().findFirst().orElse("");
  }

  private static String place(XMLStreamReader in) {
    return "line %d, column %d"
        .formatted(in.getLocation().getLineNumber(), in.getLocation().getColumnNumber());
  }

  private static State enter(XMLStreamReader in, State outer, LineBuilder out) {
    Manner m = outer.manner();
    String name = in.getLocalName();
    if (PASSED.contains(name)) {
      if (name.equals("p") || name.equals("s")) {
        out.end();
      }
      return outer;
    }
    return switch (name) {
      case "break" -> {
        out.pause(pause(in), m);
        yield outer;
      }
      case "prosody" -> new State(prosody(in, m), outer.as(), null);
      case "emphasis" -> new State(emphasis(in, m), outer.as(), null);
      case "say-as" -> new State(m, as(in), null);
      case "sub" -> {
        String alias = in.getAttributeValue(null, "alias");
        if (alias == null) {
          throw bad(in, "<sub> needs an alias");
        }
        out.text(" " + alias + " ", As.TEXT, m, place(in));
        yield new State(m, As.TEXT, alias);
      }
      default ->
          throw bad(
              in,
              "<%s> is not known here; known are speak, p, s, break, prosody, emphasis, say-as, sub"
                  .formatted(name));
    };
  }

  private static SpeechException bad(XMLStreamReader in, String what) {
    return new SpeechException(SpeechException.Code.MARKUP, place(in) + ": " + what);
  }

  private static double pause(XMLStreamReader in) {
    String time = in.getAttributeValue(null, "time");
    if (time != null) {
      return seconds(in, time);
    }
    String strength = in.getAttributeValue(null, "strength");
    return switch (strength == null ? "medium" : strength) {
      case "none" -> 0;
      case "x-weak" -> .1;
      case "weak" -> .2;
      case "medium" -> .4;
      case "strong" -> .7;
      case "x-strong" -> 1.2;
      default -> throw bad(in, "break strength '" + strength + "' is not known");
    };
  }

  private static double seconds(XMLStreamReader in, String time) {
    try {
      String t = time.strip().toLowerCase(Locale.ROOT);
      double v =
          t.endsWith("ms")
              ? Double.parseDouble(t.substring(0, t.length() - 2)) / 1000
              : Double.parseDouble(t.endsWith("s") ? t.substring(0, t.length() - 1) : "");
      if (v >= 0 && v <= 10) {
        return v;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw bad(in, "'" + time + "' is no time; write 300ms or 1.5s, at most 10s");
  }

  private static Manner prosody(XMLStreamReader in, Manner m) {
    String rate = in.getAttributeValue(null, "rate");
    String pitch = in.getAttributeValue(null, "pitch");
    String volume = in.getAttributeValue(null, "volume");
    return new Manner(
        m.rate() * (rate == null ? 1 : rate(in, rate)),
        m.pitch() * (pitch == null ? 1 : pitch(in, pitch)),
        m.gain() * (volume == null ? 1 : volume(in, volume)));
  }

  private static double rate(XMLStreamReader in, String v) {
    return switch (v) {
      case "x-slow" -> .6;
      case "slow" -> .8;
      case "medium", "default" -> 1;
      case "fast" -> 1.25;
      case "x-fast" -> 1.6;
      default -> percent(in, v);
    };
  }

  private static double pitch(XMLStreamReader in, String v) {
    return switch (v) {
      case "x-low" -> .75;
      case "low" -> .87;
      case "medium", "default" -> 1;
      case "high" -> 1.15;
      case "x-high" -> 1.3;
      default ->
          v.endsWith("st")
              ? Math.pow(2, number(in, v.substring(0, v.length() - 2)) / 12)
              : percent(in, v);
    };
  }

  private static double volume(XMLStreamReader in, String v) {
    return switch (v) {
      case "silent" -> 0;
      case "x-soft" -> .35;
      case "soft" -> .6;
      case "medium", "default" -> 1;
      case "loud" -> 1.5;
      case "x-loud" -> 2;
      default ->
          v.toLowerCase(Locale.ROOT).endsWith("db")
              ? Math.pow(10, number(in, v.substring(0, v.length() - 2)) / 20)
              : percent(in, v);
    };
  }

  /** 120% and +20% are the same. */
  private static double percent(XMLStreamReader in, String v) {
    if (!v.endsWith("%")) {
      throw bad(in, "'" + v + "' is not understood; write 120%, +20% or a word such as slow");
    }
    double n = number(in, v.substring(0, v.length() - 1));
    boolean relative = v.startsWith("+") || v.startsWith("-");
    return relative ? 1 + n / 100 : n / 100;
  }

  private static double number(XMLStreamReader in, String v) {
    try {
      double n = Double.parseDouble(v.strip());
      if (Double.isFinite(n)) {
        return n;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw bad(in, "'" + v + "' is no number");
  }

  private static Manner emphasis(XMLStreamReader in, Manner m) {
    String level = in.getAttributeValue(null, "level");
    return switch (level == null ? "moderate" : level) {
      case "strong" -> new Manner(m.rate() * .85, m.pitch() * 1.12, m.gain() * 1.35);
      case "moderate" -> new Manner(m.rate() * .92, m.pitch() * 1.06, m.gain() * 1.2);
      case "none" -> m;
      case "reduced" -> new Manner(m.rate() * 1.1, m.pitch() * .96, m.gain() * .8);
      default -> throw bad(in, "emphasis level '" + level + "' is not known");
    };
  }

  private static As as(XMLStreamReader in) {
    String what = in.getAttributeValue(null, "interpret-as");
    return switch (what == null ? "" : what) {
      case "characters", "spell-out", "verbatim" -> As.LETTERS;
      case "digits", "telephone" -> As.DIGITS;
      case "cardinal", "number" -> As.CARDINAL;
      case "ordinal" -> As.ORDINAL;
      case "date", "time", "currency", "unit" -> As.TEXT;
      default ->
          throw bad(
              in,
              "say-as '%s' is not known; known are characters, digits, telephone, cardinal,"
                      .formatted(what)
                  + " ordinal, date, time, currency, unit");
    };
  }
}
