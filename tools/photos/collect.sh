#!/usr/bin/env bash
# Collects the forty photographs that the judge learns from and is calibrated on (whose they are and
# under which licence: forensics' model card), and the nine of them that its spectrum has seen.
#   collect.sh PHOTOS SCENES      (needs Debian's apt-get and dpkg-deb, npm, python3, ffmpeg)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" "$2"
photos=$(cd "$1" && pwd)
scenes=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

apt-get download libjxl-testdata python3-skimage python3-sklearn blender-data gcompris-qt-data \
  lomiri-wallpapers-16.04
for deb in *.deb; do dpkg-deb -x "$deb" x; done
cd x/usr/share/backgrounds
cp Picture_0B_by_freespace.jpg Picture_1A_by_freespace.jpg Wine_by_Jakkub_Mede.jpg \
  aitzgorri_by_Aitzol_Berasategi.jpg friends_by_Aitzol_Berasategi.jpg \
  life_by_Aitzol_Berasategi.jpg picosdeeuropa_by_Aitzol_Berasategi.jpg \
  seeding_by_Clements_Engelhardt.jpg sunset_by_Aitzol_Berasategi.jpg "$scenes"
cp "$scenes"/* "$photos"
cd "$work/x/usr/share/libjxl-testdata"
cp external/wesaturate/500px/{tmshre_riaphotographs,cvo9xd_keong_macan,u76c0g_bliznaca}_srgb8.png \
  "$photos"
cp jxl/flower/flower.png "$photos/jxl-flower.png"
cd "$work/x/usr/lib/python3/dist-packages"
cp skimage/data/{astronaut,chelsea,coffee,brick,grass,gravel}.png skimage/data/rocket.jpg "$photos"
cp sklearn/datasets/images/china.jpg "$photos"
cp sklearn/datasets/images/flower.jpg "$photos/sk-flower.jpg"
cd "$work/x/usr/share/blender/datafiles/studiolights/world"
for n in city courtyard forest interior sunrise sunset; do
  ffmpeg -v error -y -apply_trc iec61966_2_1 -i $n.exr "$photos/blender-$n.png"
done
cd "$work"
for rcc in $(find x -name '*.rcc'); do
  for n in crocodile moose panda; do
    python3 "$here/rcc.py" "$rcc" "explore_world_animals/resource/animals/$n.webp" "$photos"
  done
done
for n in acanthus-mollis airplane-from-above allium-oreophilum black-canyon dust-bowl-home \
  french-alpine-landscape locomotion-house-cat march-pastoral nagasaki-boats; do
  npm pack --silent "@stdlib/datasets-img-$n@0.2.3" >/dev/null
  tar xzf "stdlib-datasets-img-$n-0.2.3.tgz" -O package/data/image.jpg >"$photos/$n.jpg"
done
