// Draws pictures anew with the ESRGAN networks of npm's @upscalerjs packages (MIT): each is made
// smaller, and large again by the network. What comes out is for `likeness judge train --redrawn`.
//   npm install --ignore-scripts --legacy-peer-deps @tensorflow/tfjs@4.11.0 \
//     @tensorflow/tfjs-backend-wasm@4.11.0 @upscalerjs/esrgan-slim@1.0.0 @upscalerjs/esrgan-medium@1.0.0
//   node redraw.mjs esrgan-slim 2 OUT PICTURE...     (needs ffmpeg on the PATH; pictures of 256×256)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [, , model, times, out, ...files] = process.argv;
const scale = Number(times);
const SIDE = 256;

class MultiplyBeta extends tf.layers.Layer {
  constructor(config) {
    super(config);
    this.beta = config.beta;
  }
  call(x) {
    return tf.mul(Array.isArray(x) ? x[0] : x, this.beta);
  }
  static get className() {
    return 'MultiplyBeta';
  }
}

class PixelShuffle extends tf.layers.Layer {
  computeOutputShape([n, h, w]) {
    return [n, h, w, 3];
  }
  call(x) {
    return tf.depthToSpace(Array.isArray(x) ? x[0] : x, scale, 'NHWC');
  }
  static get className() {
    return `PixelShuffle${scale}x`;
  }
}

await tf.setBackend('wasm');
await tf.ready();
tf.serialization.registerClass(MultiplyBeta);
tf.serialization.registerClass(PixelShuffle);
const folder = `node_modules/@upscalerjs/${model}/models/x${scale}/`;
const spec = JSON.parse(fs.readFileSync(`${folder}model.json`));
const net = await tf.loadLayersModel({
  load: async () => {
    const all = Buffer.concat(
      spec.weightsManifest[0].paths.map((p) => fs.readFileSync(folder + p)),
    );
    return {
      modelTopology: spec.modelTopology,
      weightSpecs: spec.weightsManifest[0].weights,
      weightData: all.buffer.slice(all.byteOffset, all.byteOffset + all.length),
    };
  },
});
for (const file of files) {
  const small = Math.round(SIDE / scale);
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', file, '-vf', `scale=${small}:${small}:flags=area`, '-frames:v', '1']
      .concat(['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']),
    { maxBuffer: 1 << 26 },
  );
  const drawn = tf.tidy(() => net.predict(tf.tensor(Float32Array.from(raw), [1, small, small, 3])));
  const [, height, width] = drawn.shape;
  const rgb = Buffer.from(Uint8ClampedArray.from(await drawn.data()));
  drawn.dispose();
  // NAME.jpg#0.png was cut from NAME.jpg.
  const name = path.basename(file).replace(/(#\d+)?\.png$/, '');
  const to = path.join(out, `${name}@${model}-${scale}.png`);
  execFileSync(
    'ffmpeg',
    ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`]
      .concat(['-i', '-', '-frames:v', '1', to]),
    { input: rgb },
  );
}
