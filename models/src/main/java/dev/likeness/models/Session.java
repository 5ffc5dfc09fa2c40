package dev.likeness.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.likeness.models.ModelCard.TensorSpec;
import dev.likeness.models.ModelException.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An open network with buffers of its own: inputs are filled, {@link #run()} runs, outputs are
 * read, and nothing of a picture's size is allocated in between. Not thread-safe: one session for
 * each thread. Must be closed.
 */
public final class Session implements Models.Opened {
  private final ModelCard card;
  private final OrtSession session;
  private final Consumer<Models.Opened> onClose;
  private final List<FloatBuffer> inputs = new ArrayList<>();
  private final List<FloatBuffer> outputs = new ArrayList<>();
  private final Map<String, OnnxTensor> in = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> out = new LinkedHashMap<>();
  private boolean closed;

  Session(ModelCard card, OrtEnvironment env, OrtSession session, Consumer<Models.Opened> onClose)
      throws OrtException {
    this.card = card;
    this.session = session;
    this.onClose = onClose;
    bind(env, card.inputs(), inputs, in);
    bind(env, card.outputs(), outputs, out);
  }

  private static void bind(
      OrtEnvironment env,
      List<TensorSpec> specs,
      List<FloatBuffer> buffers,
      Map<String, OnnxTensor> tensors)
      throws OrtException {
    for (TensorSpec spec : specs) {
      FloatBuffer b =
          ByteBuffer.allocateDirect(spec.size() * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      long[] shape = spec.shape().stream().mapToLong(Long::longValue).toArray();
      tensors.put(spec.name(), OnnxTensor.createTensor(env, b, shape));
      buffers.add(b.duplicate());
    }
  }

  public ModelCard card() {
    return card;
  }

  /**
   * The buffer of input {@code i}, as large as the card says; fill it with absolute or bulk put.
   */
  public FloatBuffer input(int i) {
    return inputs.get(i).clear();
  }

  /** The buffer of output {@code i}; its content is replaced by the next run. */
  public FloatBuffer output(int i) {
    return outputs.get(i).clear();
  }

  /**
   * Runs the network on what the input buffers hold.
   *
   * @throws ModelException when the runtime fails
   * @throws IllegalStateException after {@link #close()}
   */
  public void run() {
    if (closed) {
      throw new IllegalStateException("session of " + card.id() + " is closed");
    }
    try (OrtSession.Result result = session.run(in, Set.of(), out)) {
      if (result.size() != out.size()) {
        throw new ModelException(Code.FAILED, card.id() + " gave " + result.size() + " outputs");
      }
    } catch (OrtException e) {
      throw new ModelException(
          Code.FAILED, "%s cannot run: %s".formatted(card.id(), e.getMessage()), e);
    }
  }

  /** Runs the network on copies of the values and returns copies of the outputs. */
  public float[][] run(float[]... values) {
    if (values.length != inputs.size()) {
      throw new IllegalArgumentException(
          "%s takes %d inputs, not %d".formatted(card.id(), inputs.size(), values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != input(i).capacity()) {
        throw new IllegalArgumentException(
            "input %s of %s takes %d values, not %d"
                .formatted(
                    card.inputs().get(i).name(), card.id(), input(i).capacity(), values[i].length));
      }
      input(i).put(values[i]);
    }
    run();
    float[][] results = new float[outputs.size()][];
    for (int i = 0; i < results.length; i++) {
      results[i] = values(i);
    }
    return results;
  }

  /** A copy of output {@code i}. */
  public float[] values(int i) {
    float[] v = new float[outputs.get(i).capacity()];
    output(i).get(v);
    return v;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    in.values().forEach(OnnxTensor::close);
    out.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(Code.FAILED, "session of " + card.id() + " cannot be closed", e);
    } finally {
      onClose.accept(this);
    }
  }
}
