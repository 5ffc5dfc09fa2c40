package dev.likeness.provenance;

import java.util.Locale;

/**
 * After whose rules the visible label is made. The machine-readable marks are the same under all of
 * them: digital source type, Content Credentials, record and log. {@code docs/leaving.md} names the
 * sections.
 */
public sealed interface LabelRules {
  LabelRules EU = new Eu();

  /** The name on the command line. */
  String word();

  /** What is written where there is room. */
  default String wording(Disclosure disclosure) {
    return disclosure.wording();
  }

  /** What is written where there is not. */
  default String shortWording(Disclosure disclosure) {
    return "AI";
  }

  /** One line for records: everything that decides the label. */
  String describe();

  /**
   * The wording and place of the EU's icons (Code of Practice on marking and labelling of
   * AI-generated content, 10 June 2026, section 2 and annex): AI, AI GENERATED or AI MODIFIED, in a
   * corner, in every picture.
   */
  record Eu() implements LabelRules {
    @Override
    public String word() {
      return "eu";
    }

    @Override
    public String describe() {
      return "eu";
    }
  }

  /**
   * GB 45438-2025 (in force since 1 September 2025): letters at least 5 % of the picture's short
   * side high, in a corner of every picture, naming AI and that it generated (生成) or synthesised
   * (合成); and the field AIGC in the metadata.
   *
   * @param producer name or code of who provides the service: ContentProducer
   */
  record China(String producer) implements LabelRules {
    /** Stands in the metadata where nobody is named. */
    public static final String UNNAMED = "Likeness";

    public China {
      if (producer.isBlank()
          || producer.length() > 200
          || producer.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "producer: needs 1 to 200 characters, not '" + producer + "'");
      }
    }

    @Override
    public String word() {
      return "china";
    }

    @Override
    public String wording(Disclosure disclosure) {
      return switch (disclosure) {
        case MODIFIED -> "AI合成";
        case GENERATED -> "AI生成";
      };
    }

    @Override
    public String shortWording(Disclosure disclosure) {
      return wording(disclosure);
    }

    @Override
    public String describe() {
      return "china by " + producer;
    }
  }

  /**
   * For works that are evidently art or fiction (AI Act, Article 50(4)): no badge in the pictures,
   * but a card behind them that says what was done. Only for films.
   *
   * @param seconds how long the card stands, {@value #SHORTEST} to {@value #LONGEST}
   */
  record Film(double seconds) implements LabelRules {
    public static final double SHORTEST = 2;
    public static final double LONGEST = 30;
    public static final double USUAL = 4;

    public Film {
      if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
        throw new IllegalArgumentException(
            "end card of %s seconds: it stands for %s to %s".formatted(seconds, SHORTEST, LONGEST));
      }
    }

    @Override
    public String word() {
      return "film";
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, "film, end card of %.2f s", seconds);
    }
  }
}
