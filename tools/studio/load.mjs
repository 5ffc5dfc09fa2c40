// What the studio bears: 500 listeners, 50 uploads at once, reads meanwhile; a large upload; one that is too large.
//
//   node tools/studio/load.mjs [--large GIB] [--listeners N] [--uploads N]
//
// Starts a studio of its own in a home of its own (TMPDIR), prints figures as JSON, and ends with 1 where a bar is
// missed: no error, p99 of reads at most 250 ms, start at most 3 s (the second one counts), memory bounded.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const option = (name, usual) => { const i = process.argv.indexOf("--" + name); return i < 0 ? usual : Number(process.argv[i + 1]); };
const LISTENERS = option("listeners", 500), UPLOADS = option("uploads", 50), LARGE = option("large", 4);
const SECONDS = 20, READERS = 4, P99 = 250, START = 3000;
const home = mkdtempSync(join(tmpdir(), "likeness-load-"));
const agent = new http.Agent({ keepAlive: true, maxSockets: 2000 });
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

async function start() {
  const began = performance.now();
  const child = spawn(join(root, "likeness"), ["studio", "--port", "0"], { env: { ...process.env, LIKENESS_HOME: home }, stdio: ["pipe", "pipe", "inherit"] });
  const url = await new Promise((found, none) => {
    let said = "";
    child.stdout.on("data", (d) => { said += d; const m = /http:\/\/\S+/.exec(said); if (m) found(new URL(m[0])); });
    child.on("exit", () => none(new Error("the studio has ended: " + said)));
  });
  const health = await ask(url, "GET", "/health");
  if (health.status !== 200) throw new Error("no health");
  return { child, url, ms: performance.now() - began };
}
const stop = (s) => new Promise((r) => { s.child.on("exit", r); s.child.kill("SIGINT"); });

/** A request's status, headers and body. */
function ask(url, method, path, headers = {}, body = null) {
  return new Promise((done, failed) => {
    const r = http.request({ host: url.hostname, port: url.port, method, path, headers, agent }, (res) => {
      const all = [];
      res.on("data", (d) => all.push(d));
      res.on("end", () => done({ status: res.statusCode, headers: res.headers, body: Buffer.concat(all).toString() }));
      res.on("error", failed);
    });
    r.on("error", failed);
    if (typeof body === "function") body(r); else r.end(body);
  });
}

/** Memory of the process and those it has started, MiB. */
function memory(pid) {
  let sum = 0;
  const all = readdirSync("/proc").filter((p) => /^\d+$/.test(p));
  const parents = new Map(all.map((p) => { try { return [p, /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, "utf8"))[1]]; } catch { return [p, ""]; } }));
  for (const p of all) {
    let at = p;
    while (at && at !== String(pid) && at !== "0") at = parents.get(at);
    if (at === String(pid)) { try { sum += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, "utf8"))?.[1] ?? 0); } catch { /* it has ended */ } }
  }
  return Math.round(sum / 1024);
}

function noise(side) {
  const raw = randomBytes((side * 3 + 1) * side);
  for (let i = 0; i < raw.length; i += side * 3 + 1) raw[i] = 0;
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(zlib.crc32(body) >>> 0, body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0); head.writeUInt32BE(side, 4); head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(raw, { level: 0 })), chunk("IEND", Buffer.alloc(0))]);
}

const figures = {}, wrong = [];
let ending = false;
const bar = (name, ok) => { if (!ok) wrong.push(name); };
let studio = await start();
try {
  figures.first_start_ms = Math.round(studio.ms);
  await stop(studio);
  const starts = [];
  for (let i = 0; i < 3; i++) {
    studio = await start();
    starts.push(Math.round(studio.ms));
    if (i < 2) await stop(studio);
  }
  figures.warm_starts_ms = starts;
  bar("start", starts.toSorted((a, b) => a - b)[1] <= START);

  const { url, child } = studio;
  const entered = await ask(url, "GET", url.pathname + url.search);
  const cookie = entered.headers["set-cookie"][0].split(";")[0];
  const word = JSON.parse((await ask(url, "GET", "/api/session", { cookie })).body).word;
  const mine = { cookie, "x-likeness-word": word };
  const json = { ...mine, "content-type": "application/json" };
  figures.memory_idle_mib = memory(child.pid);

  // listeners
  let heard = 0, broken = 0;
  const listeners = [];
  await Promise.all(Array.from({ length: LISTENERS }, () => new Promise((ready) => {
    const r = http.request({ host: url.hostname, port: url.port, path: "/api/events", headers: { cookie }, agent: false }, (res) => {
      if (res.statusCode !== 200) broken++;
      let first = true;
      res.on("data", (d) => { if (d.includes("data:")) heard++; if (first) { first = false; ready(); } });
      res.on("error", () => { if (!ending) broken++; });
    });
    r.on("error", () => { if (!ending) broken++; ready(); });
    r.end();
    listeners.push(r);
  })));
  figures.listeners = LISTENERS - broken;
  figures.memory_listening_mib = memory(child.pid);

  // reads, while files are brought and looked at
  const times = [], errors = [];
  const until = performance.now() + SECONDS * 1000;
  const reads = Array.from({ length: READERS }, async () => {
    while (performance.now() < until) {
      for (const path of ["/api/session", "/api/orders", "/api/checks", "/api/personas"]) {
        const t = performance.now();
        const a = await ask(url, "GET", path, { cookie }).catch((e) => ({ status: String(e) }));
        times.push(performance.now() - t);
        if (a.status !== 200) errors.push(`${path}: ${a.status}`);
      }
      await sleep(20);
    }
  });
  const picture = noise(800);
  const begun = performance.now();
  const brought = await Promise.all(Array.from({ length: UPLOADS }, (_, i) =>
    ask(url, "POST", `/api/files?name=${i}.png`, { ...mine, "content-length": picture.length }, picture).catch((e) => ({ status: String(e), body: "{}" }))));
  figures.uploads_ms = Math.round(performance.now() - begun);
  for (const b of brought) if (b.status !== 201) errors.push(`upload: ${b.status} ${b.body}`);
  for (const b of brought.slice(0, 3)) await ask(url, "POST", "/api/checks", json, JSON.stringify({ file: JSON.parse(b.body).id }));
  await Promise.all(reads);
  times.sort((a, b) => a - b);
  const at = (q) => Math.round(times[Math.min(times.length - 1, Math.floor(q * times.length))] * 10) / 10;
  Object.assign(figures, { reads: times.length, read_p50_ms: at(.5), read_p99_ms: at(.99), read_worst_ms: at(1), events_heard: heard, errors: errors.slice(0, 5), memory_loaded_mib: memory(child.pid) });
  bar("errors", !errors.length && !broken);
  bar("p99", at(.99) <= P99);
  ending = true;
  for (const r of listeners) r.destroy();

  // a large file: a short sound's head, and nothing behind it
  if (LARGE > 0) {
    const bytes = Math.round(LARGE * 2 ** 30);
    const wav = Buffer.alloc(44 + 8000);
    wav.write("RIFF", 0); wav.writeUInt32LE(36 + 8000, 4); wav.write("WAVEfmt ", 8); wav.writeUInt32LE(16, 16); wav.writeUInt16LE(1, 20); wav.writeUInt16LE(1, 22);
    wav.writeUInt32LE(8000, 24); wav.writeUInt32LE(16000, 28); wav.writeUInt16LE(2, 32); wav.writeUInt16LE(16, 34); wav.write("data", 36); wav.writeUInt32LE(8000, 40);
    const block = Buffer.alloc(1 << 20);
    let most = memory(child.pid);
    const before = most;
    const watch = setInterval(() => { most = Math.max(most, memory(child.pid)); }, 500);
    const t = performance.now();
    const a = await ask(url, "POST", "/api/files?name=large.wav", { ...mine, "content-length": bytes }, async (r) => {
      r.write(wav);
      for (let left = bytes - wav.length; left > 0;) {
        const n = Math.min(left, block.length);
        if (!r.write(n === block.length ? block : block.subarray(0, n))) await new Promise((go) => r.once("drain", go));
        left -= n;
      }
      r.end();
    });
    clearInterval(watch);
    figures.large = { gib: LARGE, status: a.status, seconds: Math.round((performance.now() - t) / 100) / 10, memory_grew_mib: most - before };
    bar("large", a.status === 201 && most - before < 200);
    if (a.status === 201) bar("large is whole", statSync(join(home, "studio", "uploads", JSON.parse(a.body).id)).size === bytes);
  }

  // too large: said beforehand, and not said
  const t = performance.now();
  agent.destroy(); // the server has given up what was idle while the large file came
  const said = await ask(url, "POST", "/api/files?name=huge", { ...mine, "content-length": 40 * 2 ** 30 }, (r) => { r.flushHeaders(); r.write("x"); }).catch((e) => ({ status: String(e) }));
  figures.refused_by_length = { status: said.status, ms: Math.round(performance.now() - t) };
  bar("refused by length", said.status === 413);
  const t2 = performance.now();
  let sent = 0;
  const unsaid = await new Promise((done) => {
    const r = http.request({ host: url.hostname, port: url.port, method: "POST", path: "/api/files?name=huge", headers: { ...mine, "transfer-encoding": "chunked" }, agent: false }, (res) => { res.resume(); done({ status: res.statusCode }); gone = true; });
    let gone = false;
    r.on("error", (e) => { gone = true; done({ status: String(e.code) }); });
    const block = Buffer.alloc(1 << 20);
    const more = () => { while (!gone && sent < 40 * 2 ** 30) { sent += block.length; if (!r.write(block)) { r.once("drain", more); return; } } };
    more();
  });
  figures.refused_in_chunks = { status: unsaid.status, ms: Math.round(performance.now() - t2), sent_mib: Math.round(sent / 2 ** 20) };
  bar("refused in chunks", unsaid.status === 413 || unsaid.status === "ECONNRESET" || unsaid.status === "EPIPE");
  const left = readdirSync(join(home, "studio", "uploads")).filter((f) => f.endsWith(".part"));
  bar("nothing is left of what was refused", !left.length);
  figures.memory_end_mib = memory(child.pid);
  bar("memory", figures.memory_end_mib < 1200);
} finally {
  await stop(studio);
  agent.destroy();
  rmSync(home, { recursive: true, force: true });
}
console.log(JSON.stringify(figures, null, 2));
console.log(wrong.length ? "missed: " + wrong.join(", ") : "all bars are held");
process.exitCode = wrong.length ? 1 : 0;
