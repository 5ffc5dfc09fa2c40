package dev.likeness.studio;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A run's settings, as they were asked for; what was not has its usual value. */
final class RunSettings {
  private final JsonNode all;

  private RunSettings(JsonNode all) {
    this.all = all;
  }

  static RunSettings of(Run run) {
    return new RunSettings(Views.JSON.readTree(run.settings()));
  }

  /**
   * Refuses what this kind of run does not have.
   *
   * @throws StudioException BAD_REQUEST, as all here
   */
  void requireKnown(String what, Set<String> known) {
    for (String n : all.propertyNames()) {
      if (!known.contains(n)) {
        throw Call.bad("%s has no setting '%s'".formatted(what, n));
      }
    }
  }

  private boolean lacks(String name) {
    return all.path(name).isMissingNode() || all.path(name).isNull();
  }

  int whole(String name, int usual) {
    if (lacks(name)) {
      return usual;
    }
    if (!all.path(name).isInt()) {
      throw Call.bad("'%s' is no whole number".formatted(name));
    }
    return all.path(name).asInt();
  }

  int whole(String name, int usual, int least, int most) {
    int v = whole(name, usual);
    if (v < least || v > most) {
      throw Call.bad("%s must lie between %d and %d, not %d".formatted(name, least, most, v));
    }
    return v;
  }

  double number(String name, double usual, double least, double most) {
    if (!lacks(name) && !all.path(name).isNumber()) {
      throw Call.bad("'%s' is no number".formatted(name));
    }
    double v = all.path(name).asDouble(usual);
    if (!(v >= least && v <= most)) {
      throw Call.bad("%s must lie between %s and %s, not %s".formatted(name, least, most, v));
    }
    return v;
  }

  String text(String name, String usual) {
    return all.path(name).asString(usual).strip();
  }

  boolean flag(String name, boolean usual) {
    return all.path(name).asBoolean(usual);
  }
}
