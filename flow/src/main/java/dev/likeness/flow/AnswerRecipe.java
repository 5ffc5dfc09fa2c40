package dev.likeness.flow;

import dev.likeness.consent.Challenge;
import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.consent.Challenges;
import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.challenge.AnswerCheck;
import dev.likeness.flow.challenge.Take;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.FindingSource;
import dev.likeness.provenance.MarkFindings;
import dev.likeness.provenance.MetadataFindings;
import dev.likeness.provenance.Verifier;
import dev.likeness.provenance.c2pa.Trust;
import dev.likeness.voice.ChallengeSpeech;
import dev.likeness.voice.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Sets challenges and judges the videos that answer them. */
public final class AnswerRecipe {
  /** Words that a challenge has: 93 · 92 ⋯ 86, about 2⁵² of them. */
  public static final int WORDS = 8;

  private static final double SHORTEST = 3;
  private static final double LONGEST = 120;

  private final Workshop workshop;

  public AnswerRecipe(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * A judged answer.
   *
   * @param answer as it is kept
   * @param lines one for each check, for people
   * @param heard the words that were heard
   */
  public record Judged(ChallengeAnswer answer, List<String> lines, List<String> heard) {}

  /** Sets a challenge to a person. */
  public Challenge set(String subject) {
    SecureRandom chance = new SecureRandom();
    return workshop
        .challenges()
        .set(
            subject,
            Challenge.draw(ChallengeSpeech.vocabulary(), WORDS, chance),
            LocalDate.ofInstant(workshop.clock().instant(), ZoneId.systemDefault()),
            workshop.clock(),
            chance);
  }

  /**
   * Judges a video and keeps the outcome, good or bad: the challenge is used up then.
   *
   * @param pictures reference files of the person, as the grant names them
   * @throws dev.likeness.consent.ConsentRefused when the challenge takes no answer any more
   * @throws FlowException BAD_REQUEST when the video is too long or too short, UNSUITABLE when the
   *     pictures are; MediaException when it cannot be read: the challenge stays open then
   */
  public Judged answer(String id, Path video, List<Path> pictures, Progress progress) {
    Challenges challenges = workshop.challenges();
    Challenge challenge = challenges.open(id, workshop.clock());
    Digest digest = FileDigest.of(video);
    var brought = workshop.clock().instant();
    requireLength(video);
    float[] who = new float[0];
    for (Portrait p : new Sitting(workshop.finder(), progress).views(pictures)) {
      who = Identity.sum(who, p.embedding());
    }
    Take take = Take.watch(video, workshop.finder(), who, progress);
    progress.report("Listening", 0, 0);
    AnswerCheck.Outcome outcome = AnswerCheck.judge(challenge, take, new Listener(), signs(video));
    ChallengeAnswer answer =
        new ChallengeAnswer(
            challenge,
            brought,
            digest,
            pictures.stream().map(FileDigest::of).distinct().toList(),
            outcome.scores());
    challenges.keep(answer);
    workshop.audit().append(new AuditEvent.ChallengeAnswered(answer));
    return new Judged(answer, outcome.words(), outcome.heard());
  }

  private List<String> signs(Path video) {
    List<FindingSource> sources =
        List.of(new MetadataFindings(), new MarkFindings(workshop.home().marks()));
    try {
      return new Verifier(Trust.none(), workshop.clock().instant(), sources)
          .verify(video)
          .signsOfMaking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a browser records does not say how long it is: its pictures do, looked at so far. */
  private static double counted(Path video) {
    try (VideoReader in = VideoReader.open(video)) {
      VideoPicture first = in.next();
      double last = 0;
      for (VideoPicture p = first; first != null && p != null && last <= LONGEST; p = in.next()) {
        last = p.time().seconds() - first.time().seconds();
      }
      return last;
    }
  }

  private static void requireLength(Path video) {
    MediaInfo info = Media.probe(video);
    double seconds = info.video() == null ? 0 : info.video().seconds();
    if (info.kind() == MediaInfo.Kind.VIDEO && !(seconds > 0)) {
      seconds = counted(video);
    }
    if (info.kind() != MediaInfo.Kind.VIDEO || seconds < SHORTEST || seconds > LONGEST) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s: an answer is a video of %.0f to %.0f seconds in which the person says the words"
              .formatted(video, SHORTEST, LONGEST));
    }
  }
}
