package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Challenges and answers as JSON. */
final class ChallengeFormat {
  private ChallengeFormat() {}

  static ObjectNode toJson(Challenge c) {
    ObjectNode o =
        CanonicalJson.object()
            .put("id", c.id())
            .put("subject", c.subject())
            .put("date", c.date().toString())
            .put("issued", c.issued().toString())
            .put("expires", c.expires().toString());
    ArrayNode words = o.putArray("words");
    c.words().forEach(words::add);
    return o;
  }

  static ObjectNode toJson(ChallengeAnswer a) {
    ObjectNode o = toJson(a.challenge());
    o.put("answered", a.answered().toString());
    o.put("video", a.video().hex());
    ArrayNode pictures = o.putArray("pictures");
    a.pictures().forEach(p -> pictures.add(p.hex()));
    ArrayNode scores = o.putArray("scores");
    for (ChallengeAnswer.Score s : a.scores()) {
      scores
          .addObject()
          .put("check", s.check())
          .put("value", s.value())
          .put("bar", s.bar())
          .put("passed", s.passed());
    }
    return o.put("passed", a.passed());
  }

  static Challenge challenge(ObjectNode json) {
    Fields f = new Fields("challenge.", json);
    Challenge c = challenge(f);
    f.end();
    return c;
  }

  static ChallengeAnswer answer(ObjectNode json) {
    Fields f = new Fields("challenge.", json);
    List<ChallengeAnswer.Score> scores =
        f.objects("scores").stream().map(ChallengeFormat::score).toList();
    ChallengeAnswer a =
        new ChallengeAnswer(
            challenge(f), f.time("answered"), digest(f, "video"), f.digests("pictures"), scores);
    if (f.flag("passed") != a.passed()) {
      throw f.wrong("passed", "is not what the scores say");
    }
    f.end();
    return a;
  }

  private static Digest digest(Fields f, String name) {
    try {
      return new Digest(f.text(name));
    } catch (IllegalArgumentException e) {
      throw f.wrong(name, String.valueOf(e.getMessage()));
    }
  }

  private static Challenge challenge(Fields f) {
    String date = f.text("date");
    try {
      return new Challenge(
          f.text("id"),
          f.text("subject"),
          LocalDate.parse(date),
          f.list("words", w -> w),
          f.time("issued"),
          f.time("expires"));
    } catch (DateTimeParseException e) {
      throw f.wrong("date", "needs a date like 2026-11-28, not '" + date + "'");
    }
  }

  private static ChallengeAnswer.Score score(Fields f) {
    ChallengeAnswer.Score s =
        new ChallengeAnswer.Score(
            f.text("check"), f.text("value"), f.text("bar"), f.flag("passed"));
    f.end();
    return s;
  }
}
