// Train: runs that learn from pictures and films, with their curves and samples while they go on.

import type { Live, NewRun, News, Points, Run, RunSettings } from "./api.js";
import { list } from "./people.js";
import { $, api, button, choose, draw, field, fill, make, may, post, remove, submits, tell, trouble, upload, when } from "./web.js";

const BOX = [320, 110] as const;
/** How the studio calls the learning itself. */
const LEARNING = ["training", "Learning"];
const form = $("training", HTMLFormElement);

/** What this page has seen of a run. */
interface Seen { pace: { at: number; done: number }[]; asked: number; done: number; state: string }

/** A run as it is shown. */
interface Card { update: (now: Run) => void; curves: (live: Live) => void }

const seen = new Map<string, Seen>();
const cards = new Map<string, Card>();

const input = (name: string): HTMLInputElement => field(form, name, HTMLInputElement);
const select = (name: string): HTMLSelectElement => field(form, name, HTMLSelectElement);

export async function show(): Promise<void> {
  folders = await api<string[]>("/pictures");
  select("folder").replaceChildren(make("option", "none", { value: "" }), ...folders.map((f) => make("option", f, { value: f })));
  const persona = select("persona");
  const before = persona.value;
  const all = await list();
  persona.replaceChildren(...all.map((p) => make("option", p.name, { value: p.name })));
  if (all.some((p) => p.name === before)) persona.value = before;
  chosen();
}

let folders: string[] = [];
const kind = (): NewRun["kind"] => field(form, "kind", RadioNodeList).value as NewRun["kind"];

/** Only what this kind of run has is shown, and asked for. */
function chosen(): void {
  choose($("train"), kind());
  if (!folders.length) $("from-folder").hidden = true;
}
for (const r of form.querySelectorAll("[name=kind]")) r.addEventListener("change", chosen);

/** Uploads all files that were chosen. */
async function brought(name: string): Promise<string[]> {
  const all = [...(input(name).files ?? [])];
  if (!all.length) return [];
  const bar = $("training-bar", HTMLProgressElement);
  const ids: string[] = [];
  bar.hidden = false;
  try {
    for (const file of all) {
      ids.push((await upload(file)).id);
      bar.value = ids.length / all.length;
    }
  } finally { bar.hidden = true; }
  return ids;
}

/** A generator, of uploads or of a folder. */
async function generator(title: string, usual: RunSettings): Promise<NewRun> {
  const folder = select("folder").value;
  const settings: RunSettings = { ...usual, size: Number(select("size").value),
    framing: select("framing").value as NonNullable<RunSettings["framing"]>, mirror: input("mirror").checked };
  const files = folder ? [] : await brought("files");
  if (!folder && !files.length) throw new Error("choose the pictures that are learnt from");
  return { kind: "gan", title, rights: input("rights").value, settings, ...(folder ? { folder } : { files }) };
}

/** A persona's refiner, of its films; without any of its pictures. */
async function refiner(title: string, usual: RunSettings): Promise<NewRun> {
  const settings: RunSettings = { ...usual, persona: select("persona").value, minutes: Number(input("minutes").value) };
  return { kind: "refine", title, settings, files: await brought("films") };
}

submits(form, async () => {
  const usual: RunSettings = { steps: Number(input("steps").value), seed: Number(input("seed").value) };
  await post<Run>("/runs", await (kind() === "gan" ? generator : refiner)(input("title").value, usual));
  form.reset();
  chosen();
  tell("");
});

const STATES: Record<Run["state"], string> = { queued: "waits", running: "learns", stopped: "stopped", done: "done", failed: "failed" };

function card(r: Run): HTMLElement {
  const state = make("span", "", { class: "tag" });
  const line = make("p", "", { class: "faint", "aria-live": "polite" });
  const bar = make("progress", "", { "aria-label": `${r.title}, progress` });
  const note = make("p", "", { class: "bad" });
  const charts = make("div", [], { class: "charts" });
  const samples = make("div", [], { class: "samples" });
  const about = make("pre", "");
  const said = make("details", [make("summary", "About the pictures"), about]);
  const row = make("div", [], { class: "row" });
  const over = sampler(samples, r);
  let last = "";
  cards.set(r.id, {
    update(now) {
      state.textContent = STATES[now.state];
      state.className = "tag" + (now.state === "done" ? " good" : now.state === "failed" ? " bad" : "");
      note.textContent = now.state === "failed" || now.state === "done" ? now.note : "";
      note.className = now.state === "failed" ? "bad" : "";
      note.hidden = !note.textContent;
      bar.hidden = now.state !== "running" && now.state !== "queued";
      bar.max = Math.max(1, now.total);
      if (now.total) bar.value = now.done; else bar.removeAttribute("value");
      line.textContent = words(now);
      if (last !== now.state) row.replaceChildren(...doing(now));
      last = now.state;
    },
    curves(live) {
      charts.replaceChildren(...live.curves.map(chart));
      over(live.samples);
      about.textContent = [live.said, ...live.events].filter(Boolean).join("\n");
      said.hidden = !about.textContent;
    },
  });
  said.hidden = true;
  return make("article", [make("h3", [r.title + " ", state]), line, bar, note, charts, samples, said, row], { class: "check-row run" });
}

function words(r: Run): string {
  const began = `begun ${when(r.created)}, ` + (r.kind === "gan" ? `pictures by right of: ${r.rights}` : `${r.settings.persona ?? ""}'s face, by their grant`);
  if (r.state !== "running") return r.done ? `${r.done} of ${r.total || "?"} steps; ${began}` : began;
  if (!LEARNING.includes(r.stage)) return `${r.stage}; ${began}`;
  return `step ${r.done} of ${r.total}${left(r)}; ${began}`;
}

/** From how quick the last steps were, as this page has seen them. */
function left(r: Run): string {
  const all = seen.get(r.id)?.pace ?? [];
  const [first, last] = [all[0], all[all.length - 1]];
  if (!first || !last || last.done <= first.done) return "";
  const seconds = (last.at - first.at) / 1000 / (last.done - first.done) * (r.total - r.done);
  const minutes = Math.round(seconds / 60);
  return minutes < 1 ? ", less than a minute left" : minutes < 60 ? `, about ${minutes} min left` : `, about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}

function doing(r: Run): HTMLElement[] {
  const path = `/runs/${r.id}`;
  if (r.state === "running" || r.state === "queued") return [button("Stop", () => post(path + "/stop", {}), "plain")];
  const all: HTMLElement[] = [];
  if (r.state === "stopped" || r.state === "failed") all.push(button("Go on", () => post(path + "/resume", {})));
  if (r.state === "done" && r.kind === "gan") all.push(make("a", "Save the generator", { href: `/api${path}/result`, download: "" }));
  all.push(button("Remove", () => remove(path), "plain"));
  return all;
}

function chart(c: Points): HTMLElement {
  const values = c.points.map(([, v]) => v);
  const top = Math.max(1e-9, ...values);
  const low = Math.min(0, ...values);
  const [at, now] = c.points[c.points.length - 1] ?? [0, 0];
  const last = Math.max(1, at);
  // what was looked at once is a level
  const drawn: Points["points"] = c.points.length === 1 ? [[0, now], [last, now]] : c.points;
  const points = drawn.map(([s, v]) => `${(BOX[0] * s / last).toFixed(1)},${(BOX[1] - 4 - (BOX[1] - 8) * (v - low) / (top - low)).toFixed(1)}`).join(" ");
  const svg = draw("svg", { viewBox: `0 0 ${BOX[0]} ${BOX[1]}`, role: "img", "aria-label": `${c.name} over ${last} steps` }, draw("polyline", { points }));
  return make("figure", [svg, make("figcaption", `${c.name}: ${now.toFixed(2)} (top ${top.toFixed(2)})`)]);
}

/** The samples over time: the newest, and a slider back to the first. */
function sampler(box: HTMLElement, r: Run): (steps: number[]) => void {
  const image = make("img", "", { alt: "" });
  const at = make("figcaption", "");
  const cursor = make("input", "", { type: "range", min: "0", max: "0", value: "0", "aria-label": "Samples over time" });
  let all: number[] = [];
  const go = (): void => {
    const step = all[Number(cursor.value)];
    image.src = `/api/runs/${r.id}/samples/${step}`;
    image.alt = r.kind === "gan" ? `32 samples after step ${step}` : "held-out faces before and after";
    at.textContent = r.kind === "gan" ? `The same random numbers after step ${step}. Nobody in it exists.`
      : `Moments that it has not learnt from: the warp, refined at step ${step}, the picture itself, and how far both differ.`;
  };
  cursor.addEventListener("input", go);
  return (steps) => {
    if (!steps.length || String(all) === String(steps)) return;
    const newest = cursor.value === cursor.max;
    if (!all.length) box.append(make("figure", [image, at]), cursor);
    all = steps;
    cursor.max = String(steps.length - 1);
    if (newest) cursor.value = cursor.max;
    cursor.hidden = steps.length < 2;
    go();
  };
}

let filling = Promise.resolve();
export function news(said: News): void {
  if (!may("maker")) return;
  filling = filling.then(async () => {
    await fill($("runs"), said.runs, card, (r) => r.id);
    for (const r of said.runs) {
      const known = seen.get(r.id) ?? { pace: [], asked: 0, done: -1, state: "" };
      seen.set(r.id, known);
      if (LEARNING.includes(r.stage) && r.state === "running") {
        if ((known.pace.at(-1)?.done ?? 0) > r.done) known.pace = [];
        known.pace.push({ at: Date.now(), done: r.done });
        if (known.pace.length > 40) known.pace.shift();
      } else known.pace = [];
      const shown = cards.get(r.id);
      shown?.update(r);
      const due = r.state !== known.state || (r.done !== known.done && Date.now() - known.asked > 2000);
      if (shown && due) {
        Object.assign(known, { asked: Date.now(), done: r.done, state: r.state });
        const whole = await api<Run>(`/runs/${r.id}`).catch(() => null);
        if (whole?.live) shown.curves(whole.live);
      }
    }
  }).catch(trouble);
}
