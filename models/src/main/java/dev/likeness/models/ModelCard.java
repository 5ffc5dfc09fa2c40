package dev.likeness.models;

import dev.likeness.core.Digest;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Where a network comes from and what it is good for; it travels into every report that used it.
 *
 * @param id the name in files and reports
 * @param title what it is called in print, with its authors
 * @param packageName the package it was taken from
 * @param packageVersion that package's version
 * @param packageSha256 that package's checksum
 * @param file the file inside the package
 * @param licence SPDX identifier of the licence
 * @param origin project that trained it
 * @param sha256 checksum of the network as packed here
 * @param bytes its size
 * @param inputs shapes of what goes in, in order
 * @param outputs shapes of what comes out, in order
 * @param preparation colour order, range and framing that it expects
 * @param purpose what it was trained for
 * @param limits what it is known to do badly
 */
public record ModelCard(
    String id,
    String title,
    String packageName,
    String packageVersion,
    String packageSha256,
    String file,
    String licence,
    String origin,
    String sha256,
    long bytes,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    String preparation,
    String purpose,
    String limits) {

  /** Name and sizes of a tensor of 32-bit floats. */
  public record TensorSpec(String name, List<Long> shape) {
    public TensorSpec {
      shape = List.copyOf(shape);
    }

    public static TensorSpec of(String name, long... shape) {
      return new TensorSpec(name, LongStream.of(shape).boxed().toList());
    }

    /** How many values it holds. */
    public int size() {
      return shape.stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
    }
  }

  public ModelCard {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Of a network that this project trained itself and writes as an ONNX file; it comes from no
   * package. The rest as above.
   */
  public static ModelCard own(
      String id,
      String title,
      String licence,
      String origin,
      byte[] onnx,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      String preparation,
      String purpose,
      String limits) {
    return new ModelCard(
        id,
        title,
        "likeness",
        "",
        "",
        id + ".onnx",
        licence,
        origin,
        Digest.of(onnx).hex(),
        onnx.length,
        inputs,
        outputs,
        preparation,
        purpose,
        limits);
  }
}
