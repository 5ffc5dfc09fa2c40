// The build's step for the pages: node build.mjs WORK CLASSES. Checks the TypeScript here and writes it as JavaScript
// beside the pages' other files in CLASSES, with the compiler that package-lock.json pins (npm checks it, and has it in
// its cache from the second time on). Does nothing where nothing has changed. The lock names no registry: after a
// change of package.json make it anew with npm install --package-lock-only --omit-lockfile-registry-resolved.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [work, classes] = process.argv.slice(2);
if (!classes) {
  console.error("usage: node build.mjs WORK_FOLDER CLASSES_FOLDER");
  process.exit(2);
}
const to = join(classes, "dev", "likeness", "studio");

function fail(message) {
  console.error("pages: " + message);
  process.exit(1);
}

function digest(files) {
  const sha = createHash("sha256");
  for (const f of files) sha.update(f + "\0").update(readFileSync(join(here, f))).update("\0");
  return sha.digest("hex");
}

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** The compiler, fetched once for each lock. */
function compiler() {
  const pins = ["package.json", "package-lock.json"];
  const kept = join(work, "node_modules.lock");
  const wanted = digest(pins);
  const tsc = join(work, "node_modules", "typescript", "bin", "tsc");
  if (read(kept) === wanted && existsSync(tsc)) return tsc;
  rmSync(kept, { force: true });
  for (const f of pins) copyFileSync(join(here, f), join(work, f));
  const windows = process.platform === "win32";
  console.log("pages: fetching the TypeScript compiler");
  const npm = spawnSync(windows ? "npm.cmd" : "npm", ["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"],
    { cwd: work, shell: windows, encoding: "utf8" });
  if (npm.error || npm.status !== 0) {
    fail(`npm could not fetch the TypeScript compiler (${npm.error?.message ?? "exit status " + npm.status}). It needs the network `
      + `once; behind a mirror, npm's own configuration counts. npm said:\n${npm.stdout ?? ""}${npm.stderr ?? ""}`);
  }
  writeFileSync(kept, wanted);
  return tsc;
}

const sources = ["pages", "answers"].flatMap((d) => readdirSync(join(here, d)).map((f) => `${d}/${f}`)).filter((f) => f.endsWith(".ts")).sort();
const made = sources.filter((f) => !f.endsWith(".d.ts")).map((f) => f.replace(/ts$/, "js"));
const stamp = join(work, "pages.stamp");
const now = digest([...sources, "build.mjs", "tsconfig.json", "package.json", "package-lock.json"]);
const [before, ...old] = read(stamp).split("\n");
if (before !== now || !made.every((f) => existsSync(join(to, f)))) {
  mkdirSync(work, { recursive: true });
  rmSync(stamp, { force: true });
  for (const f of old) rmSync(join(to, f), { force: true });
  const tsc = spawnSync(process.execPath, [compiler(), "-p", here, "--outDir", to], { stdio: "inherit" });
  if (tsc.status !== 0) fail("the pages were not built: what TypeScript says stands above");
  writeFileSync(stamp, [now, ...made].join("\n"));
}
