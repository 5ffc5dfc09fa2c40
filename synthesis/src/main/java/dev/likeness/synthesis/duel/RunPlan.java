package dev.likeness.synthesis.duel;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Precision;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run is: everything that decides its result, besides the pictures themselves and the
 * machine.
 *
 * @param settings of the duel
 * @param seed of all chance
 * @param mirror whether pictures are shown both ways round
 * @param held so many pictures are not learnt from, only looked at
 * @param threads of the processor; another number gives other last digits
 * @param pictures digest of the picture set
 * @param from digest of the weights that it starts from; empty for none
 */
public record RunPlan(
    DuelSettings settings,
    Seed seed,
    boolean mirror,
    int held,
    int threads,
    String pictures,
    String from) {

  ObjectNode json() {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    NetSize n = settings.size();
    o.put("side", n.side()).put("latent", n.latent()).put("width", n.width());
    o.put("classes", n.classes())
        .put("codes", n.codes())
        .put("batch", settings.batch())
        .put("rate", settings.rate());
    o.put("sharpness", settings.sharpness());
    Lead l = settings.lead();
    o.putObject("lead")
        .put("steps", l.steps())
        .put("pictures", l.pictures())
        .put("hold", l.hold())
        .put("rate", l.rate());
    o.put("penalty", settings.penalty()).put("penalised", settings.penalised());
    o.put("memory", settings.memory()).put("precision", settings.precision().word());
    Augment a = settings.augment();
    o.putObject("augment")
        .put("colour", a.colour())
        .put("move", a.move())
        .put("zoom", a.zoom())
        .put("hole", a.hole());
    o.put("seed", seed.value()).put("mirror", mirror).put("held", held);
    o.put("threads", threads);
    return o.put("pictures", pictures).put("from", from);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException where a value is missing or makes no sense
   */
  static RunPlan of(JsonNode o) {
    JsonNode a = o.path("augment");
    JsonNode l = o.path("lead");
    return new RunPlan(
        new DuelSettings(
            new NetSize(
                o.path("side").asInt(0),
                o.path("latent").asInt(0),
                o.path("width").asDouble(0),
                o.path("classes").asInt(0),
                o.path("codes").asInt(0)),
            o.path("batch").asInt(0),
            o.path("rate").asDouble(0),
            o.path("sharpness").asDouble(0),
            new Lead(
                l.path("steps").asInt(-1),
                l.path("pictures").asInt(-1),
                l.path("hold").asDouble(-1),
                l.path("rate").asDouble(0)),
            o.path("penalty").asDouble(-1),
            o.path("penalised").asInt(0),
            o.path("memory").asDouble(0),
            new Augment(
                a.path("colour").asDouble(-1),
                a.path("move").asDouble(-1),
                a.path("zoom").asDouble(-1),
                a.path("hole").asDouble(-1)),
            Precision.valueOf(o.path("precision").asString("").toUpperCase(Locale.ROOT))),
        new Seed(o.path("seed").asLong(0)),
        o.path("mirror").asBoolean(false),
        o.path("held").asInt(0),
        o.path("threads").asInt(1),
        o.path("pictures").asString(""),
        o.path("from").asString(""));
  }
}
