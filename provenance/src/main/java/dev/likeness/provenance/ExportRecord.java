package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.Clearance;
import dev.likeness.provenance.merkle.TreeHead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The record beside an exported file: {@code docs/leaving.md} describes it. */
final class ExportRecord {
  static final String FORMAT = "likeness-record/1";

  private ExportRecord() {}

  static ObjectNode of(
      Signed signed,
      String name,
      long bytes,
      Instant now,
      AuditLog.Entry audit,
      Optional<TreeHead> head) {
    Reviewed reviewed = signed.labelled().reviewed();
    DraftFacts facts = reviewed.facts();
    LabelPlan plan = reviewed.draft().plan();
    ObjectNode o = CanonicalJson.object().put("format", FORMAT);
    o.putObject("file")
        .put("name", name)
        .put("sha256", signed.digest().hex())
        .put("bytes", bytes)
        .put("exported", now.truncatedTo(ChronoUnit.SECONDS).toString());
    o.putObject("label")
        .put("rules", plan.badge().rules().word())
        .put("badge", plan.badge().rules().wording(plan.disclosure()))
        .put("placed", plan.badge().describe())
        .put("digital_source_type", plan.disclosure().sourceType());
    o.putObject("signature")
        .put("state", signed.signature().state())
        .put("note", signed.signature().note())
        .put("manifest", signed.signature().manifest())
        .put("where", signed.beside().isPresent() ? "beside" : "embedded");
    consent(o.putArray("consent"), signed);
    o.putObject("approval")
        .put("by", reviewed.reviewer().name())
        .put("how", reviewed.reviewer().how().name().toLowerCase(Locale.ROOT))
        .put("at", reviewed.at().toString())
        .put("draft_sha256", reviewed.draft().digest().hex());
    gate(o.putObject("gate"), reviewed.examination());
    ObjectNode rights = o.putObject("rights").put("stated", facts.rights() != null);
    if (facts.rights() != null) {
      rights.put("text", facts.rights());
    }
    making(o.putObject("making"), facts);
    ObjectNode log =
        o.putObject("audit").put("sequence", audit.sequence()).put("digest", audit.digest().hex());
    head.ifPresent(h -> log.set("head", h.toJson()));
    return o;
  }

  private static void gate(ObjectNode out, Examination seen) {
    out.put("looks", seen.looks())
        .put("sexual_content", thousandths(seen.worst()))
        .put("limit", thousandths(seen.limits().sexual()));
    if (!seen.spoken().isEmpty()) {
      ArrayNode texts = out.putArray("texts");
      seen.spoken().forEach(s -> texts.add(s.text().hex()));
    }
    ArrayNode ages = out.putArray("apparent_ages");
    for (Examination.Age a : seen.ages()) {
      ages.addObject()
          .put("whose", a.whose())
          .put("standing", a.standing().name().toLowerCase(Locale.ROOT))
          .put("years", String.valueOf(Math.round(a.years())))
          .put("looks", a.looks());
    }
  }

  private static String thousandths(double v) {
    return String.format(Locale.ROOT, "%.3f", v);
  }

  private static void consent(ArrayNode out, Signed signed) {
    for (int i = 0; i < signed.clearances().size(); i++) {
      Clearance c = signed.clearances().get(i);
      ObjectNode o =
          out.addObject()
              .put("grant", c.grantId())
              .put("subject", c.subject())
              .put("persona", c.persona().name())
              .put("use", c.use().word())
              .put("nobody", c.nobody())
              .put("challenge", c.challenged() ? "passed" : "none")
              .put("checked", c.given().truncatedTo(ChronoUnit.SECONDS).toString());
      c.expiry().ifPresent(e -> o.put("expiry", e.toString()));
      o.put("salt", HexFormat.of().formatHex(signed.salts().get(i)));
      ArrayNode purposes = o.putArray("purposes");
      c.purposes().forEach(purposes::add);
    }
  }

  private static void making(ObjectNode out, DraftFacts f) {
    out.put("job", f.job())
        .put("maker", f.maker())
        .put("made", f.made().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("seed", String.valueOf(f.seed()));
    ArrayNode inputs = out.putArray("inputs");
    for (DraftFacts.Input i : f.inputs()) {
      inputs
          .addObject()
          .put("role", i.role())
          .put("name", i.name())
          .put("sha256", i.digest().hex());
    }
    put(out.putObject("settings"), f.settings());
    ArrayNode models = out.putArray("models");
    for (DraftFacts.Model m : f.models()) {
      models
          .addObject()
          .put("card", m.card())
          .put("version", m.version())
          .put("licence", m.licence())
          .put("sha256", m.digest().hex());
    }
    put(out.putObject("versions"), f.versions());
    put(out.putObject("machine"), f.machine());
    put(out.putObject("quality"), f.quality());
  }

  private static void put(ObjectNode out, Map<String, String> values) {
    values.forEach(out::put);
  }
}
