package dev.likeness.cli;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantFormat;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a grant. */
@Command(
    name = "grant",
    description = {
      "Sign a grant with the depicted person's key, and record it here.",
      "",
      "The grant names the pictures by their digests: a persona can be made from these files only."
    },
    footer = {
      "",
      "@|bold Example|@",
      "  likeness consent grant --key ann.key --person ann --uses swap,talk \\",
      "      --purpose \"a film about ...\" --until 2027-12-31 \\",
      "      --adult-attested-by \"Ann herself\" --out ann.grant ann1.jpg ann2.jpg"
    })
final class ConsentGrant extends Task {
  @Parameters(
      paramLabel = "PICTURE",
      arity = "1..*",
      description =
          "The reference pictures or videos that show the person, and recordings of the voice.")
  private List<Path> pictures = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description = "The depicted person's secret key.")
  private Path key = Path.of("");

  @Option(
      names = "--person",
      paramLabel = "PSEUDONYM",
      required = true,
      description = "Who is depicted.")
  private String person = "";

  @Option(
      names = "--granted-by",
      paramLabel = "NAME",
      description = "Who grants it (default: the person).")
  private @Nullable String grantedBy;

  @Option(
      names = "--uses",
      paramLabel = "USE",
      split = ",",
      required = true,
      description = "What may be made: swap, reenact, lip-sync, talk, voice, picture.")
  private List<String> uses = new ArrayList<>();

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      required = true,
      description = "What for; may be given several times.")
  private List<String> purposes = new ArrayList<>();

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Last day on which it holds, such as 2027-12-31 (default: a year from now).")
  private @Nullable LocalDate until;

  @Option(
      names = "--adult-attested-by",
      paramLabel = "NAME",
      description = "Who attests that the person is an adult; needed unless a guardian signs.")
  private @Nullable String adultBy;

  @ArgGroup(
      heading = "%n@|bold For a person who is no adult, or looks as if|@%n",
      exclusive = false)
  private @Nullable Guard guard;

  static final class Guard {
    @Option(
        names = "--guardian",
        paramLabel = "NAME",
        required = true,
        description = "The guardian, who signs as well.")
    private String name = "";

    @Option(
        names = "--guardian-relation",
        paramLabel = "TEXT",
        required = true,
        description = "What they are to the person, such as \"mother\".")
    private String relation = "";

    @Option(
        names = "--guardian-key",
        paramLabel = "KEY",
        required = true,
        description = "The guardian's own secret key.")
    private Path key = Path.of("");
  }

  @Option(
      names = "--challenge",
      paramLabel = "ID",
      description = "The challenge that the person has passed ('likeness consent answer').")
  private @Nullable String challenge;

  @Mixin private OperatorOptions operator = new OperatorOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the signed grant goes.")
  private Path out = Path.of("");

  @Mixin private Overwrite overwrite = new Overwrite();

  ConsentGrant(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (adultBy == null && guard == null) {
      throw usage(
          "say who attests that the person is an adult (--adult-attested-by NAME), or have a guardian"
              + " sign (--guardian NAME --guardian-relation TEXT --guardian-key KEY)");
    }
    requireWords();
    overwrite.file(path(out));
    Set<Use> allowed = new TreeSet<>();
    for (String u : uses) {
      // as the command is called
      allowed.add(use(u.strip().replace("lipsync", "lip-sync")));
    }
    pictures.forEach(p -> Media.probe(path(p))); // what nobody can look at is granted by mistake
    List<Digest> digests = pictures.stream().map(p -> FileDigest.of(path(p))).distinct().toList();
    try (Workshop workshop = workshop()) {
      Instant now = workshop.clock().instant().truncatedTo(ChronoUnit.SECONDS);
      GrantTerms terms =
          new GrantTerms(
              person,
              grantedBy == null ? person : grantedBy,
              allowed,
              purposes,
              now,
              expiry(now),
              digests,
              new AdultAttestation(adultBy != null, adultBy != null ? adultBy : "nobody"));
      SubjectKeys keys = SubjectKeys.load(path(key));
      PersonGrant grant =
          ConsentRecord.sign(guarded(terms, keys), operator.get(), answer(workshop), keys)
              .countersign(workshop.home().operatorKey().pair());
      if (challenge != null) {
        workshop.spend(challenge, grant);
      }
      workshop.record(grant);
      GrantFormat.write(grant, path(out));
      say("Grant %s of %s, until %s: %s".formatted(grant.id(), person, expiry(now), out));
      print(grant.toJson());
    }
  }

  private void requireWords() {
    if (person.isBlank()) {
      throw usage("--person is empty: say who is depicted, by a name or pseudonym");
    }
    if (purposes.stream().anyMatch(String::isBlank)) {
      throw usage("--purpose is empty: say what the pictures may be used for");
    }
    if (adultBy != null && adultBy.isBlank()) {
      throw usage("--adult-attested-by is empty: say who attests it");
    }
    if (until != null && until.isBefore(LocalDate.now(ZoneOffset.UTC))) {
      throw usage("--until %s is past: a grant ends on a day to come".formatted(until));
    }
  }

  private Use use(String word) {
    try {
      return Use.ofWord(word);
    } catch (IllegalArgumentException e) {
      throw usage("--uses: " + e.getMessage());
    }
  }

  private GrantTerms guarded(GrantTerms terms, SubjectKeys subject) {
    return guard == null
        ? terms
        : terms.guardedBy(
            guard.name, guard.relation, SubjectKeys.load(path(guard.key)), subject.publicKey());
  }

  private @Nullable ChallengeAnswer answer(Workshop workshop) {
    if (challenge == null) {
      return null;
    }
    String id = challenge;
    ChallengeAnswer a =
        workshop
            .challenges()
            .answer(id)
            .orElseThrow(
                () ->
                    new ConsentRefused(
                        ConsentRefused.Reason.CHALLENGE,
                        "challenge %s has no answer yet; 'likeness consent answer' takes it"
                            .formatted(id)));
    if (!a.passed()) {
      throw new ConsentRefused(
          ConsentRefused.Reason.CHALLENGE,
          "challenge %s was not passed; set a new one with 'likeness consent challenge'"
              .formatted(id));
    }
    for (Path p : pictures) {
      boolean seen = Media.probe(path(p)).kind() != MediaInfo.Kind.AUDIO;
      if (seen && !a.pictures().contains(FileDigest.of(path(p)))) {
        throw new ConsentRefused(
            ConsentRefused.Reason.CHALLENGE,
            "the face of challenge %s was not compared with %s; answer a new one with all pictures of"
                    .formatted(id, p)
                + " the grant");
      }
    }
    return a;
  }

  private Instant expiry(Instant now) {
    return until == null
        ? now.plus(365, ChronoUnit.DAYS)
        : until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
