package dev.likeness.studio;

import dev.likeness.flow.LipsyncRequest;
import dev.likeness.flow.Recording;
import dev.likeness.flow.ReenactRequest;
import dev.likeness.flow.StyleRequest;
import dev.likeness.flow.SwapRequest;
import dev.likeness.flow.TalkRequest;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.LabelRules;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.style.Repainter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an order is to be made, as the flow wants to hear it. The settings are JSON, the same words
 * as the command line's options; {@code openapi.yaml} lists them.
 */
final class Wish {
  /** Frames that stay as they were filmed, or in which a portrait is silent: from and to, each. */
  static final String LEFT = "left";

  private static final int MOST_LEFT = 1000;
  private static final Set<String> ALL = Set.of("quality", "label", "badge", "badge_corner");
  private static final Map<Order.Maker, Set<String>> KNOWN =
      Map.of(
          Order.Maker.SWAP,
          Set.of(
              "shape",
              "colour",
              "mask",
              "feather",
              "keep_eyes",
              "keep_mouth",
              "on",
              "person",
              "from",
              "to"),
          Order.Maker.LIPSYNC,
          Set.of("recording", "speech_rights", LEFT),
          Order.Maker.REENACT,
          Set.of("mouth", "eyes", "brows", "pose", "gaze", "absolute", "said"),
          Order.Maker.TALK,
          Set.of("motion", "seed", "recording", "speech_rights", LEFT),
          Order.Maker.STYLE,
          Set.of("style", "strength", "keep_colour", "stroke", "each_alone", "from", "to", LEFT));

  private final Uploads files;
  private final Order order;
  private final JsonNode settings;

  /**
   * @throws StudioException BAD_REQUEST for a setting that this maker does not have
   */
  Wish(Uploads files, Order order) {
    this.files = files;
    this.order = order;
    this.settings = JsonMapper.shared().readTree(order.settings());
    Set<String> known = KNOWN.getOrDefault(order.maker(), Set.of());
    settings
        .propertyNames()
        .forEach(
            n -> {
              if (!known.contains(n) && !ALL.contains(n)) {
                throw Call.bad("%s has no setting '%s'".formatted(order.maker().word(), n));
              }
            });
  }

  /** The uploaded files that the settings name. */
  List<String> brought() {
    List<String> all = new ArrayList<>();
    for (String name : List.of("recording", "style")) {
      if (!text(name).isEmpty()) {
        all.add(text(name));
      }
    }
    return all;
  }

  /**
   * Whether it can be asked for at all; nothing is opened.
   *
   * @throws IllegalArgumentException naming what cannot be
   */
  void check() {
    switch (order.maker()) {
      case SWAP -> swap(Path.of("out.mp4"), false);
      case LIPSYNC -> lipsync(Path.of("out.mp4"), files.corrected(order.id()), false);
      case REENACT -> reenact(Path.of("out.mp4"), files.corrected(order.id()), false);
      case TALK -> talk(Path.of("out.mp4"), false);
      case STYLE -> style(Path.of("out.mp4"), false);
    }
  }

  SwapRequest swap(Path out, boolean resume) {
    return swap(out, files.corrected(order.id()), resume);
  }

  /**
   * A swap.
   *
   * @param corrected what was seen, corrected; need not be there
   */
  SwapRequest swap(Path out, Path corrected, boolean resume) {
    return new SwapRequest(
        List.of(new SwapRequest.Part(order.persona(), whom())),
        files.file(order.file()),
        out,
        span(),
        Files.exists(corrected) ? corrected : null,
        files.faces(order.id()),
        new SwapSettings(
            number("shape", SwapSettings.DEFAULT.shape()),
            number("colour", SwapSettings.DEFAULT.colour()),
            number("feather", SwapSettings.DEFAULT.feather()),
            choice("mask", SwapSettings.Area.class, SwapSettings.DEFAULT.mask()),
            flag("keep_eyes"),
            flag("keep_mouth")),
        badge(),
        quality(),
        Job.CHUNK_SECONDS,
        rights(),
        resume);
  }

  private SwapRequest.Whom whom() {
    return switch (text("on")) {
      case "", "largest" -> new SwapRequest.Whom.Largest();
      case "everyone" -> new SwapRequest.Whom.Everyone();
      case "person" -> new SwapRequest.Whom.Numbered((int) number("person", 1));
      case String other ->
          throw new IllegalArgumentException(
              "on: '%s' is none of largest, everyone, person".formatted(other));
    };
  }

  /**
   * New words.
   *
   * @param corrected what was seen, corrected; need not be there
   */
  LipsyncRequest lipsync(Path out, Path corrected, boolean resume) {
    return new LipsyncRequest(
        order.persona(),
        files.file(order.file()),
        order.text(),
        recording(),
        out,
        badge(),
        quality(),
        Job.CHUNK_SECONDS,
        rights(),
        left(),
        Files.exists(corrected) ? corrected : null,
        files.faces(order.id()),
        resume);
  }

  /**
   * A portrait that moves as somebody does.
   *
   * @param corrected what was seen of them, corrected; need not be there
   */
  ReenactRequest reenact(Path out, Path corrected, boolean resume) {
    return new ReenactRequest(
        order.persona(),
        files.file(order.file()),
        out,
        badge(),
        new DriverMotion.Amounts(
            number("mouth", 1),
            number("eyes", 1),
            number("brows", 1),
            number("pose", 1),
            number("gaze", 1)),
        flag("absolute"),
        quality(),
        Job.CHUNK_SECONDS,
        text("said").isEmpty() ? null : text("said"),
        rights(),
        resume,
        Files.exists(corrected) ? corrected : null,
        files.faces(order.id()),
        true);
  }

  TalkRequest talk(Path out, boolean resume) {
    return new TalkRequest(
        order.persona(),
        order.text(),
        out,
        badge(),
        number("motion", 1),
        (long) number("seed", 1),
        null,
        recording(),
        resume,
        quality(),
        Job.CHUNK_SECONDS,
        left(),
        true);
  }

  StyleRequest style(Path out, boolean resume) {
    if (text("style").isEmpty()) {
      throw new IllegalArgumentException("'style' is missing: the upload that is painted after");
    }
    return new StyleRequest(
        files.file(text("style")),
        files.file(order.file()),
        out,
        span(),
        new Repainter.Settings(
            number("strength", Repainter.Settings.USUAL.strength()),
            flag("keep_colour"),
            number("stroke", 1),
            !flag("each_alone")),
        badge(),
        quality(),
        Job.CHUNK_SECONDS,
        rights(),
        left(),
        resume);
  }

  private @Nullable String rights() {
    return order.rights().isEmpty() ? null : order.rights();
  }

  private @Nullable Recording recording() {
    return text("recording").isEmpty()
        ? null
        : new Recording(files.file(text("recording")), text("speech_rights"));
  }

  private Untouched left() {
    JsonNode all = settings.path(LEFT);
    if ((!all.isMissingNode() && !all.isArray()) || all.size() > MOST_LEFT) {
      throw new IllegalArgumentException(
          "'%s' is no list of at most %d".formatted(LEFT, MOST_LEFT));
    }
    List<Untouched.Frames> ranges = new ArrayList<>();
    for (JsonNode r : all) {
      if (r.size() != 2 || !r.path(0).canConvertToLong() || !r.path(1).canConvertToLong()) {
        throw new IllegalArgumentException(
            "'%s' lists the first and the last frame".formatted(LEFT));
      }
      ranges.add(new Untouched.Frames(r.path(0).asLong(), r.path(1).asLong()));
    }
    return new Untouched(ranges);
  }

  private Span span() {
    return new Span(number("from", 0), number("to", Double.POSITIVE_INFINITY));
  }

  private BadgeSpec badge() {
    LabelRules rules =
        switch (text("label")) {
          case "", "eu" -> LabelRules.EU;
          case "china" -> new LabelRules.China(LabelRules.China.UNNAMED);
          case "film" -> new LabelRules.Film(LabelRules.Film.USUAL);
          case String other ->
              throw new IllegalArgumentException(
                  "label: '%s' is none of eu, china, film".formatted(other));
        };
    BadgeSpec.Corner usual =
        text("label").equals("china") ? BadgeSpec.Corner.BOTTOM_RIGHT : BadgeSpec.Corner.TOP_RIGHT;
    return choice("badge", BadgeSpec.Preset.class, BadgeSpec.Preset.STANDARD)
        .at(choice("badge_corner", BadgeSpec.Corner.class, usual))
        .under(rules);
  }

  private double quality() {
    double q = number("quality", VideoFormat.DEFAULT_QUALITY);
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("quality must lie between 0 and 1, not " + q);
    }
    return q;
  }

  private String text(String name) {
    JsonNode v = settings.path(name);
    return v.isMissingNode() || v.isNull() ? "" : v.asString("").strip();
  }

  private double number(String name, double usual) {
    JsonNode v = settings.path(name);
    if (v.isMissingNode() || v.isNull()) {
      return usual;
    }
    if (!v.isNumber()) {
      throw new IllegalArgumentException("'%s' is no number".formatted(name));
    }
    return v.asDouble();
  }

  private boolean flag(String name) {
    JsonNode v = settings.path(name);
    if (!v.isMissingNode() && !v.isNull() && !v.isBoolean()) {
      throw new IllegalArgumentException("'%s' is neither true nor false".formatted(name));
    }
    return v.asBoolean(false);
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type, E usual) {
    String v = text(name);
    if (v.isEmpty()) {
      return usual;
    }
    for (E e : type.getEnumConstants()) {
      if (e.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(v)) {
        return e;
      }
    }
    throw new IllegalArgumentException("%s cannot be '%s'".formatted(name, v));
  }
}
