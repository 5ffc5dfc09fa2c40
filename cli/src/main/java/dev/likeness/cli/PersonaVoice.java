package dev.likeness.cli;

import dev.likeness.consent.GrantFormat;
import dev.likeness.flow.OwnVoice;
import dev.likeness.flow.OwnVoices;
import dev.likeness.flow.Workshop;
import dev.likeness.voice.VoiceProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Gives a persona a voice of its own. */
@Command(
    name = "voice",
    sortOptions = false,
    description = {
      "Give a persona a voice of its own, approximated from recordings.",
      "",
      "The packaged voice is brought near to the recordings in pitch, range, tempo, formants and"
          + " colour. It is an approximation: who knows the person will not take it for them. The"
          + " recordings must be named in a grant that covers the use 'voice'. From then on 'talk',"
          + " 'lipsync' and 'speak --persona' speak in it."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness persona voice ann --from ann1.wav ann2.wav",
      "  likeness persona voice ann --from ann.mp4 --grant ann-voice.grant",
      "  likeness persona voice zoe --from zoe.wav --nobody \\",
      "      --source \"espeak-ng, nobody's voice\"",
      "  likeness persona voice ann --remove"
    })
final class PersonaVoice extends Task {
  @Parameters(paramLabel = "NAME", description = "Which persona.")
  private String name = "";

  @Option(
      names = "--from",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Recordings of the person's voice, or videos; half a minute is good.")
  private List<Path> from = new ArrayList<>();

  @Option(
      names = "--grant",
      paramLabel = "FILE",
      description = "The person's grant that names them (default: the persona's own grant).")
  private @Nullable Path grant;

  @Option(names = "--nobody", description = "They are a voice of nobody: the persona's, too.")
  private boolean nobody;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "With --nobody: where the recordings come from.")
  private String source = "";

  @Option(
      names = "--stated-by",
      paramLabel = "NAME",
      description = "With --nobody: who says so (default: the user's name).")
  private String statedBy = System.getProperty("user.name", "operator");

  @Option(names = "--remove", description = "Take the persona's own voice away.")
  private boolean remove;

  PersonaVoice(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (remove != from.isEmpty()) {
      throw usage("give recordings with --from FILE..., or --remove");
    }
    if (nobody && (grant != null || source.isBlank())) {
      throw usage("--nobody needs --source TEXT, and goes without --grant");
    }
    try (Workshop workshop = workshop()) {
      if (remove) {
        workshop.voices().remove(name);
        say("Persona %s speaks in the packaged voice again".formatted(name));
        return;
      }
      make(workshop);
    }
  }

  private void make(Workshop workshop) {
    OwnVoices.Basis basis =
        nobody
            ? new OwnVoices.Basis.Nobody(source, statedBy)
            : grant == null
                ? new OwnVoices.Basis.PersonasGrant()
                : new OwnVoices.Basis.Other(GrantFormat.read(path(grant)));
    try (ProgressLine progress = progress()) {
      OwnVoice v =
          workshop.voices().make(name, from.stream().map(this::path).toList(), basis, progress);
      progress.close();
      v.remarks().forEach(this::note);
      lines(v).forEach(this::say);
      print(json(v));
    }
  }

  /** What became nearer, before and after. */
  static List<String> lines(OwnVoice v) {
    VoiceProfile goal = v.wanted();
    VoiceProfile was = v.fit().before();
    VoiceProfile is = v.fit().after();
    List<String> out = new ArrayList<>();
    out.add(
        "An approximation of %s's voice, from %s, on grant %s"
            .formatted(v.ref().name(), String.join(", ", v.sources()), v.ref().grantId()));
    out.add(row("", "recorded", "packaged", "approximated"));
    out.add(row("pitch, Hz", goal.pitch(), was.pitch(), is.pitch()));
    out.add(row("range, semitones", goal.range(), was.range(), is.range()));
    out.add(row("syllables a second", goal.rate(), was.rate(), is.rate()));
    out.add(
        row(
            "spectrum off, dB",
            "",
            one(was.spectralDistance(goal)),
            one(is.spectralDistance(goal))));
    return out;
  }

  private static String row(String what, double... v) {
    return row(what, one(v[0]), one(v[1]), one(v[2]));
  }

  private static String row(String what, String a, String b, String c) {
    return String.format("  %-20s %10s %10s %13s", what, a, b, c);
  }

  private static String one(double v) {
    return String.format(Locale.ROOT, "%.1f", v);
  }

  static ObjectNode json(OwnVoice v) {
    ObjectNode o = object();
    o.put("name", v.ref().name()).put("grant", v.ref().grantId()).put("made", v.made());
    o.put("kind", "approximation");
    var sources = o.putArray("sources");
    for (int i = 0; i < v.sources().size(); i++) {
      sources
          .addObject()
          .put("file", v.sources().get(i))
          .put("sha256", v.ref().pictures().get(i).hex());
    }
    profile(o.putObject("recorded"), v.wanted());
    profile(o.putObject("packaged"), v.fit().before());
    profile(o.putObject("approximated"), v.fit().after());
    o.put("spectrum_off_db_before", v.fit().before().spectralDistance(v.wanted()));
    o.put("spectrum_off_db_after", v.fit().after().spectralDistance(v.wanted()));
    o.put("formants", v.fit().timbre().formants()).put("tempo", v.fit().timbre().tempo());
    var remarks = o.putArray("remarks");
    v.remarks().forEach(remarks::add);
    return o;
  }

  private static void profile(ObjectNode o, VoiceProfile p) {
    o.put("pitch_hz", p.pitch()).put("range_semitones", p.range());
    o.put("syllables_per_second", p.rate()).put("voiced_seconds", p.voiced());
    o.put("limit_hz", p.limit());
  }
}
