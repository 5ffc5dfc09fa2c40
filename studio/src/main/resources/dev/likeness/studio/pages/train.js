// Train: runs that learn from pictures, with their curves and samples while they go on.
import { $, act, api, button, fill, make, may, post, remove, tell, upload, when } from "/web.js";

const SVG = "http://www.w3.org/2000/svg";
const BOX = [320, 110];
const live = new Map();
const form = $("training");

export async function show() {
  const folders = await api("/pictures");
  $("from-folder").hidden = !folders.length;
  form.elements.folder.replaceChildren(make("option", "none", { value: "" }), ...folders.map((f) => make("option", f, { value: f })));
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  act(form.querySelector("button"), async () => {
    const v = form.elements;
    const files = [];
    const bar = $("training-bar");
    if (!v.folder.value) {
      if (!v.files.files.length) throw new Error("choose the pictures that are learnt from");
      bar.hidden = false;
      try {
        for (const file of v.files.files) {
          files.push((await upload(file)).id);
          bar.value = files.length / v.files.files.length;
        }
      } finally { bar.hidden = true; }
    }
    const settings = { size: Number(v.size.value), steps: Number(v.steps.value), seed: Number(v.seed.value), framing: v.framing.value, mirror: v.mirror.checked };
    await post("/runs", { kind: "gan", title: v.title.value, rights: v.rights.value, ...(v.folder.value ? { folder: v.folder.value } : { files }), settings });
    form.reset();
    tell("");
  });
});

const STATES = { queued: "waits", running: "learns", stopped: "stopped", done: "done", failed: "failed" };

function card(r) {
  const state = make("span", "", { class: "tag" });
  const line = make("p", "", { class: "faint", "aria-live": "polite" });
  const bar = make("progress", "", { "aria-label": `${r.title}, progress` });
  const note = make("p", "", { class: "bad" });
  const charts = make("div", [], { class: "charts" });
  const samples = make("div", [], { class: "samples" });
  const said = make("details", [make("summary", "About the pictures"), make("pre", "")]);
  const row = make("div", [], { class: "row" });
  const box = make("article", [make("h3", [r.title + " ", state]), line, bar, note, charts, samples, said, row], { class: "check-row run" });
  box.update = (now) => {
    state.textContent = STATES[now.state] ?? now.state;
    state.className = "tag" + (now.state === "done" ? " good" : now.state === "failed" ? " bad" : "");
    note.textContent = now.state === "failed" ? now.note : "";
    note.hidden = !note.textContent;
    bar.hidden = now.state !== "running" && now.state !== "queued";
    bar.max = Math.max(1, now.total);
    if (now.total) bar.value = now.done; else bar.removeAttribute("value");
    line.textContent = words(now);
    if (box.state !== now.state) { row.replaceChildren(...doing(now)); box.state = now.state; }
  };
  box.curves = (l) => {
    charts.replaceChildren(...l.curves.map(chart));
    over(samples, r, l.samples);
    said.lastChild.textContent = [l.said, ...l.events].filter(Boolean).join("\n");
    said.hidden = !said.lastChild.textContent;
  };
  said.hidden = true;
  return box;
}

function words(r) {
  const began = `begun ${when(r.created)}, pictures by right of: ${r.rights}`;
  if (r.state !== "running") return r.done ? `${r.done} of ${r.total || "?"} steps; ${began}` : began;
  if (r.stage !== "training") return `${r.stage}; ${began}`;
  return `step ${r.done} of ${r.total}${left(r)}; ${began}`;
}

/** From how quick the last steps were, as this page has seen them. */
function left(r) {
  const all = live.get(r.id)?.pace ?? [];
  const [first, last] = [all[0], all[all.length - 1]];
  if (!first || last.done <= first.done) return "";
  const seconds = (last.at - first.at) / 1000 / (last.done - first.done) * (r.total - r.done);
  const minutes = Math.round(seconds / 60);
  return minutes < 1 ? ", less than a minute left" : minutes < 60 ? `, about ${minutes} min left` : `, about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}

function doing(r) {
  const path = `/runs/${r.id}`;
  if (r.state === "running" || r.state === "queued") return [button("Stop", () => post(path + "/stop", {}), "plain")];
  const all = [];
  if (r.state === "stopped" || r.state === "failed") all.push(button("Go on", () => post(path + "/resume", {})));
  if (r.state === "done") all.push(make("a", "Save the generator", { href: `/api${path}/result`, download: "" }));
  all.push(button("Remove", () => remove(path), "plain"));
  return all;
}

function chart(c) {
  const top = Math.max(1e-9, ...c.points.map((p) => p[1]));
  const low = Math.min(0, ...c.points.map((p) => p[1]));
  const last = Math.max(1, c.points[c.points.length - 1][0]);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${BOX[0]} ${BOX[1]}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${c.name} over ${last} steps`);
  const line = document.createElementNS(SVG, "polyline");
  line.setAttribute("points", c.points.map(([s, v]) => `${(BOX[0] * s / last).toFixed(1)},${(BOX[1] - 4 - (BOX[1] - 8) * (v - low) / (top - low)).toFixed(1)}`).join(" "));
  svg.append(line);
  const now = c.points[c.points.length - 1][1];
  return make("figure", [svg, make("figcaption", `${c.name}: ${now.toFixed(2)} (top ${top.toFixed(2)})`)]);
}

/** The samples over time: the newest, and a slider back to the first. */
function over(box, r, steps) {
  if (!steps.length || box.dataset.steps === String(steps)) return;
  const newest = !box.cursor || Number(box.cursor.value) === Number(box.cursor.max);
  if (!box.cursor) {
    box.image = make("img", "", { alt: "" });
    box.cursor = make("input", "", { type: "range", min: "0", "aria-label": "Samples over time" });
    box.at = make("figcaption", "");
    box.cursor.addEventListener("input", () => box.go());
    box.append(make("figure", [box.image, box.at]), box.cursor);
  }
  box.dataset.steps = String(steps);
  box.cursor.max = String(steps.length - 1);
  if (newest) box.cursor.value = box.cursor.max;
  box.cursor.hidden = steps.length < 2;
  box.go = () => {
    const step = steps[Number(box.cursor.value)];
    box.image.src = `/api/runs/${r.id}/samples/${step}`;
    box.image.alt = `32 samples after step ${step}`;
    box.at.textContent = `The same random numbers after step ${step}. Nobody in it exists.`;
  };
  box.go();
}

let filling = Promise.resolve();
export function news(said) {
  if (!may("maker")) return;
  filling = filling.then(async () => {
    await fill($("runs"), said.runs, async (r) => card(r), (r) => r.id);
    for (const r of said.runs) {
      const known = live.get(r.id) ?? { pace: [], asked: 0, done: -1, state: "" };
      live.set(r.id, known);
      if (r.stage === "training" && r.state === "running") {
        if (known.pace.length && known.pace[known.pace.length - 1].done > r.done) known.pace = [];
        known.pace.push({ at: Date.now(), done: r.done });
        if (known.pace.length > 40) known.pace.shift();
      } else known.pace = [];
      const box = [...$("runs").children].find((e) => e.dataset.key === r.id);
      box?.update(r);
      const due = r.state !== known.state || (r.done !== known.done && Date.now() - known.asked > 2000);
      if (box && due) {
        Object.assign(known, { asked: Date.now(), done: r.done, state: r.state });
        const whole = await api(`/runs/${r.id}`).catch(() => ({}));
        if (whole.live) box.curves(whole.live);
      }
    }
  }).catch((e) => tell(e.message));
}
