package dev.likeness.provenance.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTest {
  /** The leaves and roots of the test vectors that the Certificate Transparency project ships. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static List<Digest> leaves() {
    return LEAVES.stream().map(h -> Merkle.leaf(HexFormat.of().parseHex(h))).toList();
  }

  private static List<Digest> many(int n) {
    List<Digest> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(Merkle.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return out;
  }

  @Test
  void rootsAreThoseOfCertificateTransparency() {
    Merkle.Frontier f = Merkle.Frontier.EMPTY;
    assertThat(f.root()).isEqualTo(Digest.of(new byte[0]));
    for (int n = 1; n <= 8; n++) {
      assertThat(Merkle.root(leaves().subList(0, n)).hex()).isEqualTo(ROOTS.get(n - 1));
      f = f.with(leaves().get(n - 1));
      assertThat(f.root().hex()).isEqualTo(ROOTS.get(n - 1));
    }
  }

  @Test
  void pathsAreThoseOfTheRfc() {
    // RFC 9162, section 2.1.5, with the tree of seven leaves
    List<Digest> d = leaves().subList(0, 7);
    assertThat(Merkle.inclusion(d, 6)).hasSize(2);
    assertThat(Merkle.inclusion(d, 0)).hasSize(3);
    assertThat(Merkle.consistency(d, 3)).hasSize(4);
    assertThat(Merkle.consistency(d, 4)).hasSize(1);
    assertThat(Merkle.consistency(d, 6)).hasSize(3);
    assertThat(Merkle.consistency(d, 7)).isEmpty();
  }

  @Test
  void everyLeafOfEveryTreeIsShownAndNoOther() {
    for (int n = 1; n <= 33; n++) {
      List<Digest> d = many(n);
      Digest root = Merkle.root(d);
      for (int i = 0; i < n; i++) {
        List<Digest> path = Merkle.inclusion(d, i);
        assertThat(Merkle.includes(d.get(i), i, n, path, root)).isTrue();
        assertThat(Merkle.includes(d.get((i + 1) % n), i, n, path, root)).isEqualTo(n == 1);
        assertThat(Merkle.includes(d.get(i), i, n, path, Merkle.root(many(n + 1)))).isFalse();
        assertThat(Merkle.includes(d.get(i), n, n, path, root)).isFalse();
        if (!path.isEmpty()) {
          assertThat(Merkle.includes(d.get(i), i, n, path.subList(1, path.size()), root)).isFalse();
        }
      }
    }
  }

  @Test
  void everyTreeIsShownToBeginWithEverySmallerOne() {
    for (int n = 1; n <= 33; n++) {
      List<Digest> d = many(n);
      for (int m = 1; m <= n; m++) {
        Digest old = Merkle.root(d.subList(0, m));
        List<Digest> path = Merkle.consistency(d, m);
        assertThat(Merkle.consistent(m, old, n, Merkle.root(d), path)).isTrue();
        Digest other = Merkle.root(many(n + 7).subList(7, n + 7));
        assertThat(Merkle.consistent(m, old, n, other, path)).isFalse();
        assertThat(Merkle.consistent(m, other, n, Merkle.root(d), path)).isFalse();
      }
    }
  }
}
