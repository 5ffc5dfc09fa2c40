package dev.likeness.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Every command there is. */
final class Commands {
  private Commands() {}

  /**
   * Adds the command that is asked for, and all of them where it is none of these: reading what a
   * hundred commands say of themselves takes longer than many of them do.
   */
  static void addTo(CommandLine root, Terminal t, String... args) {
    Map<String, Supplier<CommandLine>> all = all(t);
    Supplier<CommandLine> one = args.length == 0 ? null : all.get(args[0]);
    if (args.length == 1 && args[0].equals("--version")) {
      return;
    }
    if (one != null) {
      root.addSubcommand(args[0], one.get());
    } else {
      all.forEach((name, command) -> root.addSubcommand(name, command.get()));
    }
  }

  /** By the names that they are called by. */
  static Map<String, Supplier<CommandLine>> all(Terminal t) {
    Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
    all.put(
        "persona",
        () ->
            new CommandLine(new PersonaCommand())
                .addSubcommand(new PersonaAdd(t))
                .addSubcommand(new PersonaInvent(t))
                .addSubcommand(new PersonaList(t))
                .addSubcommand(new PersonaShow(t))
                .addSubcommand(new PersonaVoice(t))
                .addSubcommand(new PersonaStyle(t))
                .addSubcommand(new PersonaRemove(t)));
    all.put(
        "consent",
        () ->
            new CommandLine(new ConsentCommand())
                .addSubcommand(new ConsentKeygen(t))
                .addSubcommand(new ConsentChallenge(t))
                .addSubcommand(new ConsentAnswer(t))
                .addSubcommand(new ConsentGrant(t))
                .addSubcommand(new ConsentShow(t))
                .addSubcommand(new ConsentRevoke(t))
                .addSubcommand(new ConsentList(t)));
    all.put("demo", () -> new CommandLine(new DemoCommand(t)));
    all.put("swap", () -> new CommandLine(new SwapCommand(t)));
    all.put("speak", () -> new CommandLine(new SpeakCommand(t)));
    all.put("lipsync", () -> new CommandLine(new LipsyncCommand(t)));
    all.put("talk", () -> new CommandLine(new TalkCommand(t)));
    all.put("reenact", () -> new CommandLine(new ReenactCommand(t)));
    all.put("adjust", () -> new CommandLine(new AdjustCommand(t)));
    all.put(
        "gan",
        () ->
            new CommandLine(new GanCommand())
                .addSubcommand(new GanTrain(t))
                .addSubcommand(new GanSample(t))
                .addSubcommand(new GanInterpolate(t))
                .addSubcommand(new GanMix(t))
                .addSubcommand(new GanInvert(t))
                .addSubcommand(new GanEvaluate(t))
                .addSubcommand(new GanReplay(t))
                .addSubcommand(new GanExport(t))
                .addSubcommand(new GanPuppets(t)));
    all.put(
        "train",
        () ->
            new CommandLine(new TrainCommand())
                .addSubcommand(new TrainRefine(t))
                .addSubcommand(new TrainStart(t))
                .addSubcommand(new TrainSwap(t)));
    all.put(
        "know",
        () ->
            new CommandLine(new KnowCommand())
                .addSubcommand(new KnowAdd(t))
                .addSubcommand(new KnowList(t))
                .addSubcommand(new KnowRemove(t))
                .addSubcommand(new KnowForm(t))
                .addSubcommand(new KnowRecords(t))
                .addSubcommand(new KnowPublish(t)));
    all.put("answer", () -> new CommandLine(new AnswerCommand(t)));
    all.put(
        "studio",
        () ->
            new CommandLine(new StudioCommand(t))
                .addSubcommand(new StudioBackup(t))
                .addSubcommand(new StudioRestore(t)));
    all.put("dialogue", () -> new CommandLine(new DialogueCommand(t)));
    all.put("tutor", () -> new CommandLine(new TutorCommand(t)));
    all.put(
        "style",
        () ->
            new CommandLine(new StyleCommand())
                .addSubcommand(new StyleTrain(t))
                .addSubcommand(new StyleApply(t)));
    all.put("faces", () -> new CommandLine(new FacesCommand(t)));
    all.put(
        "bench",
        () ->
            new CommandLine(new BenchCommand())
                .addSubcommand(new BenchQuality(t))
                .addSubcommand(new BenchReenact(t))
                .addSubcommand(new BenchRefine(t))
                .addSubcommand(new BenchSpeed(t))
                .addSubcommand(new BenchMark(t))
                .addSubcommand(new BenchLipsync(t))
                .addSubcommand(new BenchSign(t))
                .addSubcommand(new BenchGan(t))
                .addSubcommand(new BenchAnswers(t))
                .addSubcommand(new BenchDesk(t))
                .addSubcommand(new BenchSpeech(t))
                .addSubcommand(new BenchWork(t))
                .addSubcommand(new BenchPractise(t)));
    all.put("verify", () -> new CommandLine(new VerifyCommand(t)));
    all.put("verify-report", () -> new CommandLine(new VerifyReportCommand(t)));
    all.put("verify-text", () -> new CommandLine(new VerifyText(t)));
    all.put(
        "judge",
        () ->
            new CommandLine(new JudgeCommand())
                .addSubcommand(new JudgeTrain(t))
                .addSubcommand(new JudgeEvaluateSeams(t))
                .addSubcommand(new JudgeTrainText(t))
                .addSubcommand(new JudgeEvaluateText(t))
                .addSubcommand(new JudgeEvaluate(t)));
    all.put("gate", () -> new CommandLine(new GateCommand(t)).addSubcommand(new GateText(t)));
    all.put(
        "keys",
        () ->
            new CommandLine(new KeysCommand())
                .addSubcommand(new KeysInit(t))
                .addSubcommand(new KeysShow(t))
                .addSubcommand(new KeysUse(t))
                .addSubcommand(new KeysRenew(t)));
    all.put("models", () -> new CommandLine(new ModelsCommand(t)));
    all.put("jobs", () -> new CommandLine(new JobsCommand(t)));
    all.put(
        "audit",
        () ->
            new CommandLine(new AuditCommand(t))
                .addSubcommand(new AuditVerify(t))
                .addSubcommand(new AuditHead(t))
                .addSubcommand(new AuditProve(t))
                .addSubcommand(new AuditCheck(t))
                .addSubcommand(new AuditForget(t)));
    return all;
  }
}
