// Walks through the studio in a real browser, from the first start to "verify says ours".
//
//   node tools/studio/e2e.mjs [FOLDER-FOR-SCREENSHOTS]
//
// Needs playwright-core (npm i playwright-core, anywhere NODE_PATH or a folder above points to) and
// Chromium (CHROMIUM, else Debian's); skips itself with a word where one of them is absent.
// LIKENESS may name another command than the launcher beside it.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tmpdir } from "node:os";
import zlib from "node:zlib";
import assert from "node:assert/strict";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
let chromium;
try {
  ({ chromium } = createRequire(join(process.cwd(), "x.js"))("playwright-core"));
} catch {
  console.log("skipped: playwright-core is not here (npm i playwright-core)");
  process.exit(0);
}
if (!existsSync(chromiumPath)) {
  console.log(`skipped: there is no Chromium at ${chromiumPath} (apt install chromium, or set CHROMIUM)`);
  process.exit(0);
}
const shots = process.argv[2];
if (shots) mkdirSync(shots, { recursive: true });
const home = mkdtempSync(join(tmpdir(), "likeness-e2e-"));
const [program, ...before] = process.env.LIKENESS?.split(" ") ?? [join(root, "likeness")];
const studio = spawn(program, [...before, "studio", "--port", "0"], {
  env: { ...process.env, LIKENESS_HOME: home }, stdio: ["pipe", "pipe", "inherit"] });
let failed = true;

/** The address that the terminal shows. */
function address() {
  return new Promise((found, none) => {
    let said = "";
    studio.stdout.on("data", (d) => {
      said += d;
      const m = /http:\/\/\S+/.exec(said);
      if (m) found(m[0]);
    });
    studio.on("exit", () => none(new Error("the studio has ended: " + said)));
  });
}

/** A grey picture of noise, as no camera and no maker gives it. */
function strangersPicture(file, seed = 7) {
  const w = 160, h = 120;
  const raw = Buffer.alloc((w * 3 + 1) * h);
  for (let i = 0, s = 7 + seed; i < raw.length; i++) { s = (s * 1103515245 + 12345) >>> 0; raw[i] = i % (w * 3 + 1) ? s >>> 16 & 255 : 0; }
  const chunk = (type, data) => {
    const all = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(all.length + 8);
    out.writeUInt32BE(data.length, 0);
    all.copy(out, 4);
    out.writeUInt32BE(zlib.crc32(all) >>> 0, all.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(w, 0); head.writeUInt32BE(h, 4); head.set([8, 2, 0, 0, 0], 8);
  writeFileSync(file, Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(raw)), chunk("IEND", Buffer.alloc(0))]));
}

let browser;
try {
  const url = await address();
  browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, permissions: ["camera", "microphone"] });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (e) => errors.push(String(e)));
  page.on("console", (m) => { if (m.type() === "error" && !/401|favicon/.test(m.text())) errors.push(m.text()); });
  page.on("dialog", (d) => { errors.push("a dialog: " + d.message()); d.dismiss(); });

  async function shoot(name) {
    if (!shots) return;
    for (const colorScheme of ["light", "dark"]) {
      for (const [label, width, height] of [["wide", 1280, 800], ["phone", 390, 844]]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height });
        const over = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth
          ? [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth).map((e) => `${e.tagName}#${e.id}.${e.className}`).slice(0, 5) : []);
        assert.deepEqual(over, [], `${name} ${label} is too wide`);
        await page.screenshot({ path: join(shots, `${name}-${label}-${colorScheme}.png`), fullPage: true });
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  const step = (what) => console.log("- " + what);

  step("a stranger sees a door");
  const stranger = await browser.newContext();
  const outside = await stranger.newPage();
  await outside.goto(new URL(url).origin);
  await outside.getByRole("button", { name: "Log in" }).waitFor();
  await stranger.close();

  step("first start");
  await page.goto(url);
  await page.getByRole("heading", { name: "People" }).waitFor();
  await shoot("people-empty");

  step("invent somebody");
  await page.locator("#invent [name=name]").fill("zoe");
  await page.locator("#invent [name=seed]").fill("3");
  await page.getByRole("button", { name: "Invent", exact: true }).click();
  await page.locator("#personas h3", { hasText: "zoe" }).waitFor({ timeout: 240_000 });
  await page.locator("#personas img.face").evaluate((i) => i.decode());
  await page.getByRole("button", { name: "Coverage" }).click();
  await page.locator(".heads td.has").first().waitFor({ timeout: 60_000 });
  await shoot("people");

  step("let her talk");
  await page.getByRole("link", { name: "Make" }).click();
  await page.locator("#order textarea").fill("Good morning.");
  await shoot("make");
  /** Waits for the frame under the cursor. */
  const looked = async (says) => {
    await page.locator("#look-says", { hasText: says }).waitFor({ timeout: 300_000 });
    await page.locator("#look-after").evaluate((i) => i.decode());
  };
  await page.locator("#cursor").fill("12");
  await page.getByRole("button", { name: "Preview this frame" }).click();
  await looked("The draft will have this very frame.");
  const first = await page.locator("#look-after").getAttribute("src");
  await page.locator("#cursor").fill("16");
  await page.waitForFunction((was) => document.getElementById("look-after").src !== was && document.getElementById("look-after").complete, first, { timeout: 120_000 });
  await shoot("make-talk-look");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.locator("#orders tr").first().waitFor();
  for (const maker of ["swap", "reenact", "style"]) {
    await page.locator(`#order [value=${maker}]`).check();
    await page.locator("#settings").evaluate((e) => { e.open = true; });
    await shoot("make-" + maker);
  }

  step("review and approve");
  await page.getByRole("link", { name: /Review/ }).click();
  const draft = page.locator("#drafts .draft").first();
  await draft.waitFor({ timeout: 600_000 });
  await draft.getByText("Frame by frame").click();
  await draft.getByRole("button", { name: "Paint this frame" }).click();
  await draft.getByAltText("the frame as it is made").evaluate((i) => new Promise((r) => (i.complete && i.src ? r() : i.addEventListener("load", r, { once: true }))));
  await shoot("review-talk-frame");
  await draft.getByLabel("Comment").fill("Blinks well.");
  await draft.getByRole("button", { name: "Add" }).click();
  await draft.locator(".comments li", { hasText: "Blinks well." }).waitFor();
  await shoot("review");
  assert.equal(await draft.locator("video").count(), 0, "a draft is never shown as a film");
  await draft.getByLabel("Your name").fill("Ann");
  await draft.getByRole("button", { name: "Let it out" }).click();

  step("download");
  const done = page.locator("#done .draft").first();
  await done.waitFor({ timeout: 600_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), done.getByRole("link", { name: "Save" }).click()]);
  const film = join(home, "saved.mp4");
  await download.saveAs(film);
  await shoot("review-done");

  // a frame of her film, as a picture
  const still = join(home, "zoe.png");
  writeFileSync(still, Buffer.from((await done.locator("video").evaluate(async (v) => {
    if (v.readyState < 2) await new Promise((r) => v.addEventListener("loadeddata", r, { once: true }));
    const c = document.createElement("canvas");
    [c.width, c.height] = [v.videoWidth, v.videoHeight];
    c.getContext("2d").drawImage(v, 0, 0);
    return c.toDataURL("image/png");
  })).split(",")[1], "base64"));

  step("put somebody else's face on it, find a bad frame, mend it, let it out");
  await page.getByRole("link", { name: "People" }).click();
  await page.locator("#invent [name=name]").fill("bea");
  await page.locator("#invent [name=seed]").fill("11");
  await page.getByRole("button", { name: "Invent", exact: true }).click();
  await page.locator("#personas h3", { hasText: "bea" }).waitFor({ timeout: 240_000 });
  await page.getByRole("link", { name: "Make" }).click();
  await page.locator("#order [value=swap]").check();
  await page.locator("#order [name=persona]").selectOption("bea");
  await page.locator("#order [name=file]").setInputFiles(film);
  await page.locator("#order [name=rights]").fill("made here");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByRole("link", { name: /Review/ }).click();
  const swapped = page.locator("#drafts .draft").filter({ hasText: "bea's face" });
  await swapped.waitFor({ timeout: 600_000 });
  await swapped.getByText("Frame by frame").click();
  const canvas = swapped.locator("canvas");
  await canvas.focus();
  await page.keyboard.press("w");
  for (const k of [".", ".", "2", "z"]) await page.keyboard.press(k);
  // the frame's face comes a moment later
  const point = swapped.locator(".said", { hasText: "point" });
  for (let i = 0; i < 120 && !(await point.count()); i++) {
    await page.keyboard.press("n");
    await page.waitForTimeout(500);
  }
  await point.waitFor();
  for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowDown");
  await swapped.locator(".edits li", { hasText: "landmarks" }).waitFor();
  await shoot("mend-landmarks");
  await page.keyboard.press("3");
  await swapped.getByLabel("From frame").first().fill("0");
  const at = await canvas.boundingBox();
  await page.mouse.move(at.x + at.width * .45, at.y + at.height * .6);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width * .55, at.y + at.height * .62, { steps: 5 });
  await page.mouse.up();
  await swapped.locator(".edits li", { hasText: "painted over" }).waitFor();
  await swapped.getByRole("button", { name: "Try this frame" }).click();
  await swapped.getByText("Painted with the corrections so far.").waitFor({ timeout: 120_000 });
  await shoot("mend-brush");
  await swapped.getByRole("button", { name: "Mend", exact: true }).click();
  const mended = page.locator("#drafts .draft").filter({ hasText: "(mended)" });
  await mended.waitFor({ timeout: 600_000 });
  await shoot("review-mended");
  await mended.getByLabel("Your name").fill("Ann");
  await mended.getByRole("button", { name: "Let it out" }).click();
  await page.locator("#done .draft").filter({ hasText: "(mended)" }).waitFor({ timeout: 600_000 });

  /** Orders something that is made of her film, after a look at one frame of it. */
  async function orderOfFilm(maker, persona, more, says) {
    await page.getByRole("link", { name: "Make" }).click();
    await page.locator(`#order [value=${maker}]`).check();
    if (persona) await page.locator("#order [name=persona]").selectOption(persona);
    await more();
    await page.locator("#order [name=file]").setInputFiles(film);
    await page.locator("#order [name=rights]").fill("made here");
    await page.locator("#look-before[src]").waitFor({ timeout: 60_000 });
    await page.locator("#cursor").fill("10");
    await page.getByRole("button", { name: "Preview this frame" }).click();
    await looked(says);
    await shoot(`make-${maker}-look`);
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("link", { name: /Review/ }).click();
  }
  const bench = async (box) => {
    await box.waitFor({ timeout: 900_000 });
    await box.getByText("Frame by frame").click();
    await box.locator("canvas").waitFor();
    await box.getByRole("button", { name: "Try this frame" }).click();
    await box.getByText("Painted as the draft has it.").waitFor({ timeout: 300_000 });
  };
  const leaveOut = async (box, from, to, name) => {
    await box.getByLabel("Leave out").check();
    const panel = box.locator("div", { has: page.getByRole("button", { name }) }).last();
    await panel.getByLabel("From frame").fill(from);
    await panel.getByLabel("To frame").fill(to);
    await panel.getByRole("button", { name }).click();
  };
  const again = async (box) => {
    await box.getByRole("button", { name: "Mend", exact: true }).click();
  };

  step("somebody moves as she does: a driver's frames are passed over");
  await orderOfFilm("reenact", "bea", async () => {}, "The draft will have this very frame.");
  const moved = page.locator("#drafts .draft").filter({ hasText: "bea moves" });
  await bench(moved);
  await leaveOut(moved, "8", "14", "Pass over these frames");
  await moved.locator(".edits li", { hasText: "passed over" }).waitFor();
  await moved.getByRole("button", { name: "Try this frame" }).click();
  await moved.getByText("Painted with the corrections so far.").waitFor({ timeout: 300_000 });
  await shoot("mend-reenact");
  await again(moved);
  await page.locator("#drafts .draft").filter({ hasText: "bea moves" }).filter({ hasText: "(mended)" }).waitFor({ timeout: 900_000 });

  step("new words in her own film: the mouth is left as it was filmed");
  await orderOfFilm("lipsync", "zoe", () => page.locator("#order textarea").fill("Good evening."), "draft");
  const words = page.locator("#drafts .draft").filter({ hasText: "zoe's own video" });
  await bench(words);
  await leaveOut(words, "8", "14", "Leave these frames as they were");
  await words.locator(".edits li", { hasText: "left as they were" }).waitFor();
  await words.getByRole("button", { name: "Try this frame" }).click();
  await words.getByText("Painted with the corrections so far.").waitFor({ timeout: 300_000 });
  await shoot("mend-lipsync");
  await again(words);
  await page.locator("#drafts .draft").filter({ hasText: "zoe's own video" }).filter({ hasText: "(mended)" }).waitFor({ timeout: 900_000 });

  step("painted in a style: frames are left out");
  await orderOfFilm("style", "", () => page.locator("#order [name=style]").setInputFiles(still), "Nearly the draft's");
  const styled = page.locator("#drafts .draft").filter({ hasText: "Painted in a style" });
  await styled.waitFor({ timeout: 900_000 });
  await styled.getByText("Frame by frame").click();
  await styled.getByLabel("From frame").fill("2");
  await styled.getByLabel("To frame").fill("5");
  await shoot("mend-style");
  await styled.getByRole("button", { name: "Leave them out" }).click();
  await page.locator("#drafts .draft").filter({ hasText: "Painted in a style (mended)" }).waitFor({ timeout: 900_000 });

  step("a challenge is recorded with the camera");
  await page.getByRole("link", { name: "People" }).click();
  const challenge = page.locator("#challenge");
  await challenge.locator("[name=person]").fill("ann");
  await challenge.locator("[name=pictures]").setInputFiles(still);
  await challenge.getByRole("button", { name: "Show the words" }).click();
  await challenge.getByRole("button", { name: "Record" }).waitFor({ timeout: 60_000 });
  await shoot("challenge-words");
  await challenge.getByRole("button", { name: "Record" }).click();
  await page.waitForTimeout(4500);
  await challenge.getByRole("button", { name: "Stop" }).click();
  await challenge.getByRole("button", { name: "Send it" }).click();
  // what Chromium shows for a camera has no face and says no words
  await challenge.getByText("not passed, and used up").waitFor({ timeout: 240_000 });
  await shoot("challenge-judged");

  step("a generator learns, is stopped and goes on");
  await page.getByRole("link", { name: "Train" }).click();
  const pictures = Array.from({ length: 10 }, (_, i) => join(home, `p${i}.png`));
  pictures.forEach((p, i) => strangersPicture(p, i));
  await page.locator("#training [name=title]").fill("noise");
  await page.locator("#training [name=files]").setInputFiles(pictures);
  await page.locator("#training [name=rights]").fill("made for this test");
  await page.locator("#training summary").click();
  await page.locator("#training [name=size]").selectOption("16");
  await page.locator("#training [name=steps]").fill("2000");
  await page.getByRole("button", { name: "Begin" }).click();
  const run = page.locator(".run");
  await run.locator(".charts svg").first().waitFor({ timeout: 240_000 });
  await run.locator(".samples img").waitFor({ timeout: 600_000 });
  await shoot("train");
  await run.getByRole("button", { name: "Stop" }).click();
  await run.getByRole("button", { name: "Go on" }).click({ timeout: 60_000 });
  await run.getByRole("button", { name: "Stop" }).click({ timeout: 60_000 });
  await run.getByRole("button", { name: "Go on" }).waitFor({ timeout: 60_000 });

  step("a persona's refiner is asked for");
  await page.locator("#training [value=refine]").check();
  await page.locator("#training [name=persona]").selectOption("bea");
  await page.locator("#training [name=title]").fill("bea's face");
  await page.locator("#training [name=steps]").fill("20");
  await page.locator("#training [name=minutes]").fill("1");
  await shoot("train-refine-form");
  await page.getByRole("button", { name: "Begin" }).click();
  const refined = page.locator(".run").filter({ hasText: "bea's face" });
  await refined.getByText(/done|stopped|failed/).first().waitFor({ timeout: 900_000 });
  await shoot("train-refine");

  step("verify says ours, and reports on a stranger's picture");
  await page.getByRole("link", { name: "Verify" }).click();
  const strange = join(home, "<b>stranger's.png");
  strangersPicture(strange);
  await page.locator("#incoming").setInputFiles([film, strange]);
  const rows = page.locator(".check-row");
  await rows.filter({ hasText: "left this installation" }).waitFor({ timeout: 300_000 });
  await rows.locator(".tag.own", { hasText: "signed here" }).waitFor();
  const theirs = rows.filter({ hasText: "<b>stranger" });
  await theirs.filter({ hasText: "no Content Credentials" }).waitFor({ timeout: 300_000 });
  await theirs.getByRole("button", { name: "Report" }).click();
  await page.frameLocator("iframe").getByText("What was found").waitFor();
  await shoot("verify");

  step("log and users");
  await page.getByRole("link", { name: "Log" }).click();
  await page.locator("#entries tr").first().waitFor();
  const lines = await page.locator("#entries tr").count();
  assert(lines <= 15, `${lines} lines at first`);
  await shoot("log-short");
  await page.getByRole("button", { name: "Show all" }).click();
  assert(await page.locator("#entries tr").count() > lines);
  await page.locator("#entries summary", { hasText: "left, labelled and signed" }).first().click();
  await page.locator("#entries dd", { hasText: "export" }).first().waitFor();
  await shoot("log");
  await page.getByRole("link", { name: "Users" }).click();
  const form = page.locator("#account");
  await form.locator("[name=name]").fill("ann");
  await form.locator("[name=password]").fill("correct horse battery");
  for (const role of ["maker", "reviewer", "examiner", "admin"]) await form.locator(`[value=${role}]`).check();
  await form.getByRole("button", { name: "Create" }).click();
  await page.locator("#accounts tr").waitFor();
  await shoot("users");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.locator("#login").waitFor();
  await shoot("login");
  await page.locator("#login [name=name]").fill("ann");
  await page.locator("#login [name=password]").fill("correct horse battery");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.locator("#nav").getByRole("link", { name: "Make" }).waitFor();

  assert.deepEqual(errors, [], "no page has complained");
  failed = false;
  console.log("all of it works");
} finally {
  await browser?.close();
  const ended = new Promise((r) => studio.on("exit", r));
  studio.kill("SIGINT");
  await ended;
  rmSync(home, { recursive: true, force: true });
  process.exitCode = failed ? 1 : 0;
}
