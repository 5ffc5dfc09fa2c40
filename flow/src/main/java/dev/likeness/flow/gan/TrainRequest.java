package dev.likeness.flow.gan;

import dev.likeness.core.Seed;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.Collector.Framing;
import dev.likeness.synthesis.duel.DuelSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be trained.
 *
 * @param data folder of pictures; not looked at where a run goes on
 * @param out the generator's file
 * @param run the run's folder
 * @param settings of the duel
 * @param steps how many
 * @param seed of all chance
 * @param framing how pictures are cut
 * @param faces how faces are made ready
 * @param mirror whether pictures are shown both ways round
 * @param held share of the pictures that are not learnt from, only looked at
 * @param threads of the processor
 * @param from a run whose weights it starts from; null for none
 * @param resume whether a run that was broken off goes on
 * @param title what to call the generator
 * @param licence under which its pictures may be used
 */
public record TrainRequest(
    Path data,
    Path out,
    Path run,
    DuelSettings settings,
    long steps,
    Seed seed,
    Framing framing,
    Collector.Faces faces,
    boolean mirror,
    double held,
    int threads,
    @Nullable Path from,
    boolean resume,
    String title,
    String licence) {}
