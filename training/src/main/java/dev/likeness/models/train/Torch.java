package dev.likeness.models.train;

import dev.likeness.models.ModelException;
import dev.likeness.models.ModelException.Code;
import dev.likeness.models.net.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The training engine on one device. Everything random comes from the caller, so that the same
 * calls give the same bits on one machine with one number of threads.
 */
public final class Torch {
  private static final int TRIES = 5;

  /** What Linux says of the processor. */
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  /** Instruction sets, in oneDNN's words, without those kernels. */
  private static final Set<String> LEFT_OUT = Set.of("SSE41", "AVX", "AVX2");

  private final DeviceType device;
  private final int threads;

  private Torch(DeviceType device, int threads) {
    this.device = device;
    this.threads = threads;
  }

  /**
   * The machine's graphics card where PyTorch can use one, else its processor.
   *
   * @param threads how many of the processor's threads may be used, at least 1
   * @throws ModelException NO_RUNTIME where PyTorch cannot be loaded
   */
  public static Torch best(int threads) {
    Torch cpu = cpu(threads);
    return torch.cuda_is_available() ? new Torch(DeviceType.CUDA, threads) : cpu;
  }

  /** The processor, with {@code threads} of its threads. */
  public static Torch cpu(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads);
    }
    try {
      torch.set_num_threads(threads);
      // one of its ways to convolve, which most machines lack and each thread would complain about
      torch.globalContext().setUserEnabledNNPACK(false);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new ModelException(
          Code.NO_RUNTIME,
          "PyTorch cannot be loaded on %s %s; training needs 64-bit Linux or Windows on x86, or"
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
              + " macOS on ARM. Networks that are trained already run without it",
          e);
    }
    return new Torch(DeviceType.CPU, threads);
  }

  /** Where it computes, for records: {@code cpu, 2 threads}. */
  public String describe() {
    return device == DeviceType.CPU ? "cpu, " + threads + " threads" : "cuda";
  }

  /** What frees tensors; see {@link Var}. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** Everything that is made until it closes is freed then. */
  public static Scope scope() {
    PointerScope s = new PointerScope();
    return s::close;
  }

  /** Likewise, and nothing remembers how it was made. */
  public static Scope forward() {
    PointerScope s = new PointerScope();
    NoGradGuard g = new NoGradGuard();
    return () -> {
      g.close();
      s.close();
    };
  }

  /**
   * Which precision is quicker here, tried on a convolution: a processor that does not know brain
   * floats takes several times as long with them. Full where brain floats would give wrong sums:
   * oneDNN's kernels for AVX-512 do, as PyTorch 2.10 has them (seen on an AMD EPYC: gradients
   * without end, other bits in each run), unless the environment's {@code ONEDNN_MAX_CPU_ISA} keeps
   * them away, as the launcher's does.
   */
  public Precision quicker() {
    if (device == DeviceType.CPU && !rightWithBrainFloats()) {
      return Precision.FULL;
    }
    long full = nanoseconds(ScalarType.Float);
    return nanoseconds(ScalarType.BFloat16) < full ? Precision.HALF : Precision.FULL;
  }

  private static boolean rightWithBrainFloats() {
    String most = System.getenv("ONEDNN_MAX_CPU_ISA");
    try {
      return most != null && LEFT_OUT.contains(most)
          || !Files.readString(PROCESSOR).contains("avx512bw");
    } catch (IOException e) {
      return true; // no Linux: none of those was seen there
    }
  }

  private long nanoseconds(ScalarType type) {
    long best = Long.MAX_VALUE;
    try (Scope s = forward()) {
      Tensor x = of(new float[8 * 32 * 64 * 64], 8, 32, 64, 64).t.to(type);
      Tensor w = of(new float[32 * 32 * 9], 32, 32, 3, 3).t.to(type);
      for (int i = 0; i < TRIES; i++) {
        long t = System.nanoTime();
        new Var(torch.conv2d(x, w).mean().to(ScalarType.Float)).value();
        best = Math.min(best, System.nanoTime() - t);
      }
    }
    return best;
  }

  /** Values as a tensor on the device. */
  public Var of(float[] values, long... shape) {
    Tensor t = tensor(values, shape);
    return new Var(device == DeviceType.CPU ? t : t.to(new Device(device), t.scalar_type()));
  }

  /** A copy in memory that PyTorch owns. */
  static Tensor tensor(float[] values, long... shape) {
    Tensor t = torch.empty(shape);
    new FloatPointer(t.data_ptr()).put(values);
    return t;
  }
}
