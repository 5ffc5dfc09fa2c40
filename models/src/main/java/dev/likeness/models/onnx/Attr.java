package dev.likeness.models.onnx;

/** An attribute of an ONNX node. */
public sealed interface Attr {
  String name();

  record Ints(String name, long... values) implements Attr {}

  record Int(String name, long value) implements Attr {}

  record Real(String name, float value) implements Attr {}

  record Text(String name, String value) implements Attr {}

  static Attr ints(String name, long... values) {
    return new Ints(name, values);
  }

  static Attr integer(String name, long value) {
    return new Int(name, value);
  }

  static Attr real(String name, float value) {
    return new Real(name, value);
  }

  static Attr text(String name, String value) {
    return new Text(name, value);
  }

  /** AttributeProto: name 1, f 2, i 3, s 4, ints 8, type 20. */
  private Proto proto() {
    Proto p = new Proto().text(1, name());
    switch (this) {
      case Real a -> p.real(2, a.value).integer(20, 1);
      case Int a -> p.integer(3, a.value).integer(20, 2);
      case Text a -> p.text(4, a.value).integer(20, 3);
      case Ints a -> {
        for (long v : a.values) {
          p.integer(8, v);
        }
        p.integer(20, 7);
      }
    }
    return p;
  }

  /** The attribute as it stands in a file. */
  static byte[] encode(Attr attr) {
    return attr.proto().toBytes();
  }
}
