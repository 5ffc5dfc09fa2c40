// Review: drafts looked at closely, to be mended, sent back, let out or kept in; and what was let out.

import type { Comment, Faces, MakerWord, Mending, News, Order, Report } from "./api.js";
import { $, api, button, draw, fill, make, may, me, post, submits, trouble, when } from "./web.js";
import { about } from "./make.js";
import { workbench } from "./mend.js";

async function draft(o: Order): Promise<HTMLElement> {
  const box = make("article", [
    make("h3", about(o)),
    make("p", `ordered by ${o.owner}, ${when(o.created)}` + (o.rights ? `; by right of: ${o.rights}` : ""), { class: "faint" })],
  { class: "draft" });
  if (o.state === "returned") box.append(make("p", `${o.reviewer} wants it mended: ${o.note}`, { class: "remark" }));
  box.append(make("img", "", { src: `/api/orders/${o.id}/sheet`, alt: "Frames before and after, stamped as a preview" }));
  const report = await api<Report>(`/orders/${o.id}/report`).catch(() => null);
  for (const r of report?.remarks ?? []) box.append(make("p", r, { class: "remark" }));
  const figures = make("dl");
  for (const [k, v] of Object.entries(report?.figures ?? {})) {
    figures.append(make("dt", k.replaceAll("_", " "), { class: "faint" }), make("dd", String(v)));
  }
  box.append(figures);
  let at = (): number => -1;
  if (o.maker === "swap") {
    const faces = await api<Faces>(`/orders/${o.id}/faces`).catch(() => null);
    if (faces && faces.frames > 1) {
      const line = timeline(o, faces);
      box.append(line.box);
      at = line.at;
    }
  } else if (LEAVES.includes(o.maker) && may("maker")) {
    const frames = Number(report?.figures["frames"] ?? 0);
    if (frames > 1) box.append(leaving(o, frames));
  }
  box.append(await comments(o, at));
  if (o.state === "draft" && may("reviewer")) box.append(deciding(o));
  return box;
}

/** Makers whose frames can be left as they were filmed. */
const LEAVES: MakerWord[] = ["lipsync", "style"];

/** A track for each face: how well it can be seen; below it the frame under the cursor, to be put right. */
function timeline(o: Order, faces: Faces): { box: HTMLElement; at: () => number } {
  const last = faces.frames - 1;
  const cursor = make("input", "", { type: "range", min: "0", max: String(last), value: "0", "aria-label": "Frame" });
  const at = make("output", "frame 0");
  const box = make("details", [make("summary", "Frame by frame")], { class: "timeline" });
  const marks: SVGElement[] = [];
  const show = (): void => {
    at.textContent = `frame ${cursor.value} of ${last}`;
    for (const m of marks) for (const k of ["x1", "x2"]) m.setAttribute(k, cursor.value);
    bench.show(Number(cursor.value)).catch(trouble);
  };
  const go = (n: number): void => { cursor.value = String(n); show(); };
  const bench = workbench(o, faces, go, () => Number(cursor.value));
  cursor.addEventListener("input", show);
  for (const p of faces.people) {
    const line = draw("polyline", { points: p.curve.map(([f, v]) => `${f},${1 - v}`).join(" ") });
    const mark = draw("line", { y1: 0, y2: 1, class: "mark" });
    marks.push(mark);
    const svg = draw("svg", { viewBox: `0 -0.05 ${Math.max(1, last)} 1.1`, preserveAspectRatio: "none", role: "img",
      "aria-label": `how well person ${p.track} can be seen over time` }, line, mark);
    svg.addEventListener("click", (e) => {
      const r = svg.getBoundingClientRect();
      go(Math.round(last * (e.clientX - r.left) / r.width));
    });
    box.append(make("div", [make("span", `person ${p.track}`), svg], { class: "track" }));
  }
  box.append(make("p", "How well each face can be seen: at the top well, at the bottom not at all. Mistakes are likeliest where it is low.", { class: "faint" }));
  if (faces.worst.length) {
    const jumps = make("div", [make("span", "Worst:")], { class: "row" });
    for (const w of faces.worst) jumps.append(button(`${w.frame} (${w.why})`, async () => go(w.frame), "plain small"));
    box.append(jumps);
  }
  box.append(make("div", [cursor, at], { class: "row cursor" }), bench.box);
  box.addEventListener("toggle", () => { if (box.open) show(); });
  return { box, at: () => (box.open ? Number(cursor.value) : -1) };
}

/** Frames that shall stay as they were filmed; the draft is made anew without them. */
function leaving(o: Order, frames: number): HTMLElement {
  const number = (): HTMLInputElement => make("input", "", { type: "number", min: 0, max: frames - 1, value: 0, required: "" });
  const [from, to] = [number(), number()];
  const form = make("form", [make("p", `Leave frames of 0 to ${frames - 1} as they were filmed, where what was painted gives itself away.`, { class: "faint" }),
    make("div", [make("label", ["From frame ", from]), make("label", ["To frame ", to]), make("button", "Leave them out", { class: "plain" })], { class: "row" })], { class: "inner" });
  submits(form, async () => {
    const range = { track: 1, from: Number(from.value), to: Number(to.value) };
    if (range.to < range.from) throw new Error("the frames end before they begin");
    await post<Order>(`/orders/${o.id}/mend`, { exclude: [range] } satisfies Mending);
  });
  return make("details", [make("summary", "Leave out"), form]);
}

/** @param at the frame that is looked at; -1 where none is */
async function comments(o: Order, at: () => number): Promise<HTMLElement> {
  const path = `/orders/${o.id}/comments`;
  const list = make("ul", [], { class: "comments" });
  const fillIn = (all: Comment[]): void => list.replaceChildren(...all.map((c) => make("li", [make("strong", c.author), " " + c.text + " ",
    make("small", (c.frame >= 0 ? `frame ${c.frame}, ` : "") + when(c.created), { class: "faint" })])));
  fillIn(await api<Comment[]>(path));
  const text = make("input", "", { maxlength: "2000", "aria-label": "Comment" });
  const add = make("form", [list, make("div", [make("label", ["Comment ", text]), make("button", "Add", { class: "plain" })], { class: "row" })], { class: "inner" });
  submits(add, async () => { fillIn(await post<Comment[]>(path, { text: text.value, frame: at() })); text.value = ""; });
  return add;
}

function deciding(o: Order): HTMLElement {
  const name = make("input", "", { autocomplete: "name" });
  const why = make("input", "", { autocomplete: "off" });
  const row = make("div", [], { class: "row decide" });
  if (me().alone) row.append(make("label", ["Your name ", name]));
  row.append(make("label", ["Why not, if not ", why]),
    button("Let it out", () => post(`/orders/${o.id}/approve`, { by: name.value })),
    button("Send it back", () => post(`/orders/${o.id}/return`, { why: why.value }), "plain"),
    button("Keep it in", () => post(`/orders/${o.id}/refuse`, { by: name.value, why: why.value }), "plain"));
  return row;
}

function finished(o: Order): HTMLElement {
  const src = `/api/orders/${o.id}/result`;
  const shown = make("video", "", { src, controls: "", preload: "metadata" });
  // a picture is no film: the browser says so, and it is shown as one
  shown.addEventListener("error", () => shown.replaceWith(make("img", "", { src, alt: about(o) })), { once: true });
  return make("article", [make("h3", about(o)), shown,
    make("p", [`Let out by ${o.reviewer}, ${when(o.changed)}. `, make("a", "Save", { href: src, download: "" })])], { class: "draft" });
}

let filling = Promise.resolve();
export function news(said: News): void {
  const drafts = said.orders.filter((o) => o.state === "draft" || o.state === "returned");
  const waiting = drafts.filter((o) => o.state === "draft").length;
  $("waiting").hidden = !waiting;
  $("waiting").textContent = waiting ? String(waiting) : "";
  filling = filling
    .then(() => fill($("drafts"), drafts, draft, (o) => `${o.id} ${o.state}`))
    .then(() => fill($("done"), said.orders.filter((o) => o.state === "done"), finished, (o) => o.id))
    .catch(trouble);
}
