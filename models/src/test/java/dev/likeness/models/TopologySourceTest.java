package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceTopology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The face topology of room core against the package that it was taken from. */
class TopologySourceTest {
  /** One field of a protobuf message: varints and 32-bit values in {@code number}. */
  private record Field(int id, int number, byte[] bytes) {}

  @Test
  void equalsThePackage() throws IOException {
    byte[] file;
    try (InputStream in =
        Models.class.getResourceAsStream("store/geometry_pipeline_metadata_landmarks.binarypb")) {
      assertThat(in).isNotNull();
      file = in == null ? new byte[0] : in.readAllBytes();
    }
    FaceTopology face = FaceTopology.canonical();
    List<Float> vertices = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    float[] weights = new float[face.vertexCount()];
    for (Field top : fields(file)) { // canonical_mesh 1, procrustes_landmark_basis 2
      if (top.id == 1) {
        for (Field f : fields(top.bytes)) { // vertex_buffer 3, index_buffer 4
          if (f.id == 3) {
            vertices.add(Float.intBitsToFloat(f.number));
          } else if (f.id == 4) {
            indices.add(f.number);
          }
        }
      } else if (top.id == 2) {
        List<Field> f = fields(top.bytes); // landmark_id 1, weight 2
        weights[f.get(0).number] = Float.intBitsToFloat(f.get(1).number);
      }
    }
    assertThat(vertices).hasSize(5 * face.vertexCount());
    float[] uv = face.uv();
    for (int i = 0; i < face.vertexCount(); i++) {
      assertThat(face.x(i)).isEqualTo(vertices.get(5 * i));
      assertThat(face.y(i)).isEqualTo(-vertices.get(5 * i + 1));
      assertThat(face.z(i)).isEqualTo(-vertices.get(5 * i + 2));
      assertThat(uv[2 * i]).isEqualTo(vertices.get(5 * i + 3));
      assertThat(uv[2 * i + 1]).isEqualTo(vertices.get(5 * i + 4));
    }
    List<Integer> ours = new ArrayList<>();
    for (int[] t : face.triangles()) {
      ours.addAll(List.of(t[0], t[1], t[2]));
    }
    assertThat(ours).isEqualTo(indices);
    assertThat(face.poseWeights()).isEqualTo(weights);
  }

  @Test
  void irisContourRefinesRingsOfTheMesh() {
    FaceTopology face = FaceTopology.canonical();
    int[] rim = face.ring(FaceTopology.Ring.LEFT_EYE);
    int[] v = IrisFinder.meshVertices(true);
    for (int i = 0; i < IrisFinder.RIM; i++) {
      assertThat(rim).contains(v[i]);
    }
    assertThat(java.util.Arrays.stream(v).distinct()).hasSize(IrisFinder.CONTOUR);
  }

  private static List<Field> fields(byte[] message) {
    List<Field> out = new ArrayList<>();
    ByteBuffer b = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (b.hasRemaining()) {
      int tag = varint(b);
      switch (tag & 7) {
        case 0 -> out.add(new Field(tag >>> 3, varint(b), new byte[0]));
        case 2 -> {
          byte[] bytes = new byte[varint(b)];
          b.get(bytes);
          out.add(new Field(tag >>> 3, 0, bytes));
        }
        case 5 -> out.add(new Field(tag >>> 3, b.getInt(), new byte[0]));
        default -> throw new IllegalArgumentException("wire type " + (tag & 7));
      }
    }
    return out;
  }

  private static int varint(ByteBuffer b) {
    int v = 0;
    for (int shift = 0; ; shift += 7) {
      int c = b.get();
      v |= (c & 127) << shift;
      if (c >= 0) {
        return v;
      }
    }
  }
}
