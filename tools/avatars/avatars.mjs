// Draws avatars in styles of @dicebear/collection that are CC0, one folder a style:
//   npm install --ignore-scripts && node avatars.mjs DIR [COUNT] [PIXELS]
// The same numbers give the same pictures.
import { createAvatar } from '@dicebear/core';
import { pixelArt } from '@dicebear/collection';
import { Resvg } from '@resvg/resvg-js';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Design: DiceBear, CC0 1.0. (Heads that a detector takes for faces would not leave.)
const styles = { 'pixel-art': pixelArt };
const grounds = ['b6e3f4', 'c0aede', 'd1d4f9', 'ffd5dc', 'ffdfbf', 'c7e9c0'];

const [folder, count = '200', pixels = '128'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node avatars.mjs DIR [COUNT] [PIXELS]');
  process.exit(2);
}
for (const [name, style] of Object.entries(styles)) {
  mkdirSync(join(folder, name), { recursive: true });
  for (let i = 0; i < Number(count); i++) {
    const seed = `${name}-${i}`;
    const svg = createAvatar(style, { seed, backgroundColor: grounds }).toString();
    const png = new Resvg(svg, { fitTo: { mode: 'width', value: Number(pixels) } }).render().asPng();
    writeFileSync(join(folder, name, `${String(i).padStart(4, '0')}.png`), png);
  }
}
