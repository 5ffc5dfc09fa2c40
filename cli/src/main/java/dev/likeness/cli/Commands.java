package dev.likeness.cli;

import picocli.CommandLine;

/** Every command there is. */
final class Commands {
  private Commands() {}

  static void addTo(CommandLine root, Terminal t) {
    root.addSubcommand(
        new CommandLine(new PersonaCommand())
            .addSubcommand(new PersonaAdd(t))
            .addSubcommand(new PersonaInvent(t))
            .addSubcommand(new PersonaList(t))
            .addSubcommand(new PersonaShow(t))
            .addSubcommand(new PersonaVoice(t))
            .addSubcommand(new PersonaStyle(t))
            .addSubcommand(new PersonaRemove(t)));
    root.addSubcommand(
        new CommandLine(new ConsentCommand())
            .addSubcommand(new ConsentKeygen(t))
            .addSubcommand(new ConsentChallenge(t))
            .addSubcommand(new ConsentAnswer(t))
            .addSubcommand(new ConsentGrant(t))
            .addSubcommand(new ConsentShow(t))
            .addSubcommand(new ConsentRevoke(t))
            .addSubcommand(new ConsentList(t)));
    root.addSubcommand(new DemoCommand(t));
    root.addSubcommand(new SwapCommand(t));
    root.addSubcommand(new SpeakCommand(t));
    root.addSubcommand(new LipsyncCommand(t));
    root.addSubcommand(new TalkCommand(t));
    root.addSubcommand(new ReenactCommand(t));
    root.addSubcommand(new AdjustCommand(t));
    root.addSubcommand(
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
    root.addSubcommand(
        new CommandLine(new TrainCommand())
            .addSubcommand(new TrainRefine(t))
            .addSubcommand(new TrainSwap(t)));
    root.addSubcommand(
        new CommandLine(new KnowCommand())
            .addSubcommand(new KnowAdd(t))
            .addSubcommand(new KnowList(t))
            .addSubcommand(new KnowRemove(t))
            .addSubcommand(new KnowForm(t))
            .addSubcommand(new KnowRecords(t))
            .addSubcommand(new KnowPublish(t)));
    root.addSubcommand(new AnswerCommand(t));
    root.addSubcommand(
        new CommandLine(new StudioCommand(t))
            .addSubcommand(new StudioBackup(t))
            .addSubcommand(new StudioRestore(t)));
    root.addSubcommand(new DialogueCommand(t));
    root.addSubcommand(new TutorCommand(t));
    root.addSubcommand(
        new CommandLine(new StyleCommand())
            .addSubcommand(new StyleTrain(t))
            .addSubcommand(new StyleApply(t)));
    root.addSubcommand(new FacesCommand(t));
    root.addSubcommand(
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
    root.addSubcommand(new VerifyCommand(t));
    root.addSubcommand(new VerifyReportCommand(t));
    root.addSubcommand(new VerifyText(t));
    root.addSubcommand(
        new CommandLine(new JudgeCommand())
            .addSubcommand(new JudgeTrain(t))
            .addSubcommand(new JudgeEvaluateSeams(t))
            .addSubcommand(new JudgeTrainText(t))
            .addSubcommand(new JudgeEvaluateText(t))
            .addSubcommand(new JudgeEvaluate(t)));
    root.addSubcommand(new CommandLine(new GateCommand(t)).addSubcommand(new GateText(t)));
    root.addSubcommand(
        new CommandLine(new KeysCommand())
            .addSubcommand(new KeysInit(t))
            .addSubcommand(new KeysShow(t))
            .addSubcommand(new KeysUse(t))
            .addSubcommand(new KeysRenew(t)));
    root.addSubcommand(new ModelsCommand(t));
    root.addSubcommand(new JobsCommand(t));
    root.addSubcommand(
        new CommandLine(new AuditCommand(t))
            .addSubcommand(new AuditVerify(t))
            .addSubcommand(new AuditHead(t))
            .addSubcommand(new AuditProve(t))
            .addSubcommand(new AuditCheck(t))
            .addSubcommand(new AuditForget(t)));
  }
}
