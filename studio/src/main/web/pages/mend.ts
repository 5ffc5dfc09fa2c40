// The workbench: one frame of a draft, before and after, with tools to put right what went wrong.

import type { Brush, Faces, Mending, Meshes, Order, Range } from "./api.js";
import { api, button, make, may, picture, post, tell, trouble } from "./web.js";

type Place = [x: number, y: number];
type Tool = "look" | "points" | "brush" | "range" | "who";

/** Landmarks of one face in one frame, as they were and as they shall be. */
interface Pulled { track: number; frame: number; reach: number; was: number[]; points: number[] }

/** What is corrected so far. */
interface Edits { exclude: Range[]; same: { track: number; is: number }[]; drop: number[]; points: Map<string, Pulled>; brush: Brush[] }

/** A landmark near a place. */
interface Near { d: number; point: number; track: number }

/** What is seen, and what the pointer does. */
interface View {
  before: HTMLImageElement | null;
  after: HTMLImageElement | null;
  mesh: Meshes | null;
  frame: number;
  point: number;
  tool: Tool;
  closer: boolean;
  /** Whether the frame is shown as it was painted with the corrections. */
  tried: boolean;
  x: number;
  y: number;
  stroke: Brush | null;
  drag: (Near & { x: number; y: number }) | null;
  /** How often a frame was asked for: what comes late is not shown. */
  asked: number;
}

export interface Workbench { box: HTMLElement; show: (frame: number) => Promise<void> }

const OVAL = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109];
const LIPS = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185];
const INNER = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191];
const RIGHT = [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246];
const LEFT = [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466];
const RINGS = [OVAL, LIPS, INNER, RIGHT, LEFT];
const LINES = [[46, 53, 52, 65, 55, 107, 66, 105, 63, 70], [276, 283, 282, 295, 285, 336, 296, 334, 293, 300], [168, 6, 197, 195, 5, 4, 1], [98, 97, 2, 326, 327]];
const NAMES: [name: string, points: number[]][] = [["outline", OVAL], ["lips", LIPS], ["inner lips", INNER], ["right eye", RIGHT], ["left eye", LEFT], ["right brow", LINES[0]], ["left brow", LINES[1]], ["nose", [...LINES[2], ...LINES[3]]]];
const SHOWN = [...new Set([...RINGS.flat(), ...LINES.flat()])];
const nameOf = (i: number): string => `${NAMES.find(([, all]) => all.includes(i))?.[0] ?? "point"}, point ${i}`;
const HELP = "Keys on the picture: , and . step through frames (with Shift ten at once), w goes to the next of the worst, 1 2 3 choose a tool, b shows before or after, z comes closer, Enter tries the frame. Landmarks: n and p choose one, arrows move it. Brush: arrows move it, Space paints, x paints or takes off.";

function pen(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ctx = canvas.getContext("2d");
  if (!ctx) throw new Error("the browser cannot draw the frame");
  return ctx;
}

/**
 * @param go shows a frame of the timeline
 * @param at the frame that is shown
 */
export function workbench(o: Order, faces: Faces, go: (frame: number) => void, at: () => number): Workbench {
  const edits: Edits = { exclude: [], same: [], drop: [], points: new Map(), brush: [] };
  const meshes = new Map<number, Meshes>();
  const view: View = { before: null, after: null, mesh: null, frame: -1, point: -1, tool: "look", closer: false, tried: false, x: 0, y: 0, stroke: null, drag: null, asked: 0 };
  const canvas = make("canvas", "", { tabindex: "0", role: "application", width: "640", height: String(Math.max(1, Math.round(640 * faces.height / faces.width))) });
  const ctx = pen(canvas);
  // of a driver nothing is shown in what is made: the two stand side by side
  const apart = o.maker === "reenact";
  const made = make("img", "", { alt: "the frame as it is made" });
  const said = make("p", "", { class: "faint said", "aria-live": "polite" });
  const split = make("input", "", { type: "range", min: "0", max: "100", value: "100", "aria-label": "before to the right, after to the left of" });
  const number = (label: string, value: number, min: number, max: number): [HTMLInputElement, HTMLLabelElement] => {
    const e = make("input", "", { type: "number", value: String(value), min: String(min), max: String(max) });
    return [e, make("label", [label + " ", e])];
  };
  const last = faces.frames - 1;
  const people = (): HTMLSelectElement => make("select", faces.people.map((p) => make("option", `person ${p.track}`, { value: String(p.track) })));

  // ---- what is drawn
  const scale = (): number => canvas.width / faces.width;
  function crop(): { x: number; y: number; s: number } {
    const m = view.closer ? view.mesh?.faces[0] : undefined;
    if (!m) return { x: 0, y: 0, s: scale() };
    let [l, t, r, b] = [1e9, 1e9, -1e9, -1e9];
    for (const i of OVAL) { l = Math.min(l, m.points[2 * i]); r = Math.max(r, m.points[2 * i]); t = Math.min(t, m.points[2 * i + 1]); b = Math.max(b, m.points[2 * i + 1]); }
    const s = Math.min(canvas.width / (1.5 * (r - l)), canvas.height / (1.4 * (b - t)));
    return s <= scale() ? { x: 0, y: 0, s: scale() } : { x: (l + r) / 2 - canvas.width / 2 / s, y: (t + b) / 2 - canvas.height / 2 / s, s };
  }
  const put = (img: HTMLImageElement, c: { x: number; y: number; s: number }): void => {
    const k = img.naturalWidth / faces.width;
    ctx.drawImage(img, c.x * k, c.y * k, canvas.width / c.s * k, canvas.height / c.s * k, 0, 0, canvas.width, canvas.height);
  };
  function draw(): void {
    const c = crop();
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    if (view.before) put(view.before, c);
    if (view.after && !apart) {
      const w = canvas.width * Number(split.value) / 100;
      ctx.save();
      ctx.beginPath(); ctx.rect(0, 0, w, canvas.height); ctx.clip();
      put(view.after, c);
      ctx.restore();
      if (w > 0 && w < canvas.width) line([[w, 0], [w, canvas.height]], "#fff", 2);
    }
    const place = (x: number, y: number): Place => [(x - c.x) * c.s, (y - c.y) * c.s];
    for (const f of view.mesh?.faces ?? []) {
      ctx.fillStyle = "rgba(255, 180, 0, .45)";
      for (let i = 0; i < f.kept.length && !view.tried; i += 3) {
        const [x, y] = place(f.kept[i], f.kept[i + 1]);
        ctx.fillRect(x - 2, y - 2, 4, 4);
      }
      if (view.tool !== "points") continue;
      const p = edited(f.track)?.points ?? f.points;
      const spot = (i: number): Place => place(p[2 * i], p[2 * i + 1]);
      const way = (all: number[]): Place[] => all.map(spot);
      for (const r of RINGS) line(way([...r, r[0]]), "rgba(120, 220, 255, .8)", 1);
      for (const l of LINES) line(way(l), "rgba(120, 220, 255, .8)", 1);
      for (const i of SHOWN) dot(spot(i), 2.5, "#06c", "#fff");
      if (view.point >= 0 && f.track === Number(who.value)) dot(spot(view.point), 6, "#d40", "#fff");
    }
    for (const b of [...edits.brush, ...(view.stroke ? [view.stroke] : [])]) {
      // what was tried shows what came of it, without the paint over it
      if (b.frame !== view.frame || (view.tried && b !== view.stroke)) continue;
      for (const s of b.strokes) {
        ctx.lineCap = ctx.lineJoin = "round";
        line(pairs(s.points).map(([x, y]) => place(x, y)), s.keep ? "rgba(255, 180, 0, .5)" : "rgba(0, 0, 0, .5)", 2 * s.radius * c.s);
      }
    }
    if (view.tool === "brush") {
      const [x, y] = place(view.x, view.y);
      ctx.beginPath(); ctx.arc(x, y, radius() * c.s, 0, 7); ctx.lineWidth = 3; ctx.strokeStyle = "#000"; ctx.stroke();
      ctx.lineWidth = 1.5; ctx.strokeStyle = "#fff"; ctx.stroke();
    }
  }
  const pairs = (flat: number[]): Place[] => { const all: Place[] = []; for (let i = 0; i < flat.length; i += 2) all.push([flat[i], flat[i + 1]]); return all.length > 1 ? all : [...all, ...all]; };
  function line(way: Place[], colour: string, width: number): void {
    ctx.beginPath();
    way.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.strokeStyle = colour; ctx.lineWidth = width; ctx.stroke();
  }
  function dot([x, y]: Place, r: number, fill: string, edge: string): void {
    ctx.beginPath(); ctx.arc(x, y, r, 0, 7); ctx.fillStyle = fill; ctx.fill(); ctx.lineWidth = 1; ctx.strokeStyle = edge; ctx.stroke();
  }

  // ---- what is looked at
  const load = (src: string): Promise<HTMLImageElement> => new Promise((done, failed) => {
    const i = new Image();
    i.addEventListener("load", () => done(i));
    i.addEventListener("error", () => failed(new Error("the frame cannot be shown")));
    i.src = src;
  });
  async function show(frame: number): Promise<void> {
    if (view.frame === frame) return;
    Object.assign(view, { frame, after: null, point: -1, stroke: null, mesh: null, tried: false });
    made.removeAttribute("src");
    const mine = ++view.asked;
    const [before, mesh] = await Promise.all([load(`/api/orders/${o.id}/before/${frame}`), seen(frame)]);
    if (mine !== view.asked) return;
    Object.assign(view, { before, mesh });
    if (!view.x) { view.x = faces.width / 2; view.y = faces.height / 2; }
    if (mesh.faces.length && !mesh.faces.some((f) => f.track === Number(who.value))) who.value = String(mesh.faces[0].track);
    label();
    draw();
  }
  async function seen(frame: number): Promise<Meshes> {
    const known = meshes.get(frame) ?? await api<Meshes>(`/orders/${o.id}/faces/${frame}`);
    meshes.set(frame, known);
    return known;
  }
  function label(): void {
    const all = view.mesh?.faces.map((f) => `person ${f.track}`).join(", ") || "nobody";
    canvas.setAttribute("aria-label", `Frame ${view.frame} shows ${all}. ` + HELP);
  }
  /** The frame as it would be painted with the corrections so far. */
  async function attempt(): Promise<void> {
    const frame = view.frame;
    said.textContent = "Painting this frame…";
    try {
      const painted = await (any() ? picture(`/orders/${o.id}/mend/look`, { ...wanted(), frame }) : picture(`/orders/${o.id}/after/${frame}`));
      const url = URL.createObjectURL(painted);
      const after = await load(url);
      if (apart) made.addEventListener("load", () => URL.revokeObjectURL(url), { once: true }); else URL.revokeObjectURL(url);
      if (frame === view.frame && apart) made.src = after.src;
      if (frame === view.frame) { view.after = after; view.tried = true; if (Number(split.value) < 5) split.value = "100"; }
      said.textContent = any() ? "Painted with the corrections so far." : "Painted as the draft has it.";
      draw();
    } catch (e) { said.textContent = ""; throw e; }
  }

  // ---- corrections
  const any = (): boolean => edits.exclude.length + edits.same.length + edits.drop.length + edits.points.size + edits.brush.length > 0;
  const key = (track: number): string => `${track}:${view.frame}`;
  const edited = (track: number): Pulled | undefined => edits.points.get(key(track));
  function wanted(): Mending {
    const points = [...edits.points.values()].map((e) => ({ track: e.track, frame: e.frame, reach: e.reach,
      moved: touched(e).map((i) => [i, round(e.points[2 * i]), round(e.points[2 * i + 1])]) }));
    return { exclude: edits.exclude, same: edits.same, drop: edits.drop, points, brush: edits.brush };
  }
  const round = (v: number): number => Math.round(v * 100) / 100;
  const touched = (e: Pulled): number[] => [...Array(e.points.length / 2).keys()].filter((i) => Math.hypot(e.points[2 * i] - e.was[2 * i], e.points[2 * i + 1] - e.was[2 * i + 1]) > .05);
  function pull(track: number, point: number, dx: number, dy: number): void {
    const f = view.mesh?.faces.find((x) => x.track === track);
    if (!f) return;
    const e: Pulled = edited(track) ?? { track, frame: view.frame, reach: Number(reach.value), was: f.points, points: [...f.points] };
    const eyes = Math.hypot(f.points[2 * 33] - f.points[2 * 263], f.points[2 * 33 + 1] - f.points[2 * 263 + 1]);
    const wide = Math.max(.001, Number(width.value) * eyes);
    const [x, y] = [e.points[2 * point], e.points[2 * point + 1]];
    for (let i = 0; i < e.points.length / 2; i++) {
      const r = Math.hypot(e.points[2 * i] - x, e.points[2 * i + 1] - y) / wide;
      const share = i === point ? 1 : Math.exp(-r * r);
      e.points[2 * i] += share * dx;
      e.points[2 * i + 1] += share * dy;
    }
    e.reach = Number(reach.value);
    edits.points.set(key(track), e);
    listing();
    draw();
  }
  function begin(): void {
    const track = Number(who.value);
    view.tried = false;
    view.stroke = { frame: view.frame, track, from: Number(bFrom.value), to: Number(bTo.value), fade: Number(fade.value), strokes: [{ keep: keeps.value === "keep", radius: round(radius()), points: [] }] };
  }
  const stroke = (): void => { view.stroke?.strokes[0].points.push(round(view.x), round(view.y)); };
  function end(): void {
    const s = view.stroke;
    view.stroke = null;
    if (!s) return;
    const same = edits.brush.find((b) => b.frame === s.frame && b.track === s.track && b.from === s.from && b.to === s.to && b.fade === s.fade);
    if (same) same.strokes.push(...s.strokes);
    else if (s.strokes[0].keep) edits.brush.push(s);
    listing();
    draw();
  }
  const radius = (): number => Number(size.value) * faces.width / 640;

  // ---- tools
  const who = people();
  const [reach, reachLabel] = number("Soft over frames", 12, 0, 200);
  const width = make("input", "", { type: "range", min: ".02", max: ".8", step: ".02", value: ".15" });
  const size = make("input", "", { type: "range", min: "4", max: "80", value: "18" });
  const keeps = make("select", [make("option", "keep the target's own", { value: "keep" }), make("option", "take off again", { value: "off" })]);
  const [bFrom, bFromLabel] = number("From frame", 0, 0, last);
  const [bTo, bToLabel] = number("To frame", last, 0, last);
  const [fade, fadeLabel] = number("Fading over", 5, 0, 200);
  const [eFrom, eFromLabel] = number("From frame", 0, 0, last);
  const [eTo, eToLabel] = number("To frame", 0, 0, last);
  // numbers that somebody has typed stay
  const own = { brush: false, range: false };
  for (const e of [bFrom, bTo]) e.addEventListener("input", () => { own.brush = true; });
  for (const e of [eFrom, eTo]) e.addEventListener("input", () => { own.range = true; });
  const a = people();
  const b = people();
  function add<T>(list: T[], what: T): void { list.push(what); listing(); }
  const panels: Record<Tool, HTMLElement> = {
    look: make("div", [make("p", "Choose a tool to put something right.", { class: "faint" })]),
    points: make("div", [make("p", (apart ? "The driver's landmarks: " : "") + "pull one to where it belongs; those around it follow, and so do the frames around, less and less.", { class: "faint" }),
      make("div", [make("label", ["How much follows ", width]), reachLabel], { class: "row" })]),
    brush: make("div", [make("p", "Paint over what is to stay as it was in the target: it goes with the face through the frames.", { class: "faint" }),
      make("div", [make("label", ["Size ", size]), make("label", ["It shall ", keeps]), bFromLabel, bToLabel, fadeLabel], { class: "row" })]),
    range: make("div", [make("p", apart ? "In these frames the driver counts as not seen: the portrait passes from how it was before to how it is after them." : "In these frames the face stays as it was filmed.", { class: "faint" }),
      make("div", [eFromLabel, eToLabel,
      button("from here", async () => { eFrom.value = String(at()); own.range = true; }, "plain small"), button("to here", async () => { eTo.value = String(at()); own.range = true; }, "plain small"),
      button(apart ? "Pass over these frames" : "Leave these frames as they were", async () => {
        if (Number(eTo.value) < Number(eFrom.value)) throw new Error("the frames end before they begin");
        add(edits.exclude, { track: Number(who.value), from: Number(eFrom.value), to: Number(eTo.value) });
      }, "plain")], { class: "row" })]),
    who: make("div", [make("div", [make("label", [o.maker === "swap" ? "Who is " : "Person ", a]), ...whoIsWho()], { class: "row" })]),
  };
  function whoIsWho(): HTMLElement[] {
    const one = (): void => { if (a.value === b.value) throw new Error("choose two different people"); };
    const out = button("The first is nobody: leave them out", async () => add(edits.drop, Number(a.value)), "plain");
    // words go in nobody's mouth but their own
    if (o.maker === "lipsync") return [button("Is not them: leave them out", async () => add(edits.drop, Number(a.value)), "plain")];
    const same = [make("label", ["really is ", b]), button("They are one", async () => { one(); add(edits.same, { track: Number(a.value), is: Number(b.value) }); }, "plain")];
    if (!apart) return [...same, out];
    return [button("Drives, nobody else", async () => {
      edits.drop.splice(0, edits.drop.length, ...faces.people.map((p) => p.track).filter((t) => t !== Number(a.value)));
      listing();
    }, "plain"), ...same];
  }
  const TOOLS: Record<Tool, string> = { look: "Look", points: "Landmarks", brush: "Brush", range: "Leave out", who: apart ? "Who drives" : "Who is who" };
  const group = `tool-${o.id}`;
  const all: Tool[] = ["look", "points", "brush", "range", "who"];
  const radios = all.map((tool) => ({ tool, radio: make("input", "", { type: "radio", name: group, value: tool }) }));
  const labels = radios.map(({ tool, radio }) => make("label", [radio, " " + TOOLS[tool]]));
  const tools = make("fieldset", [make("legend", "Tool"), ...labels], { class: "choice" });
  function choose(tool: Tool): void {
    view.tool = tool;
    for (const r of radios) r.radio.checked = r.tool === tool;
    for (const t of all) panels[t].hidden = t !== tool;
    canvas.className = tool;
    if (tool === "brush" && !own.brush) { bFrom.value = String(Math.max(0, at() - 12)); bTo.value = String(Math.min(last, at() + 12)); }
    if (tool === "range" && !own.range) eFrom.value = eTo.value = String(at());
    draw();
  }
  for (const r of radios) r.radio.addEventListener("change", () => choose(r.tool));
  const closer = make("input", "", { type: "checkbox" });
  closer.addEventListener("change", () => { view.closer = closer.checked; draw(); });
  split.addEventListener("input", draw);
  size.addEventListener("input", draw);

  // ---- what is corrected so far
  const list = make("ul", [], { class: "edits" });
  const mendIt = button("Mend", mend);
  function listing(): void {
    const item = (text: string, drop: () => void): HTMLElement => make("li", [text + " ", button("take back", async () => { drop(); listing(); draw(); }, "plain small")]);
    const without = <T>(list: T[], x: T) => (): void => { list.splice(list.indexOf(x), 1); };
    list.replaceChildren(
      ...[...edits.points].map(([k, e]) => item(`landmarks of person ${e.track} in frame ${e.frame}, soft over ${e.reach}`, () => { edits.points.delete(k); })),
      ...edits.brush.map((x) => item(`painted over person ${x.track}, frames ${x.from} to ${x.to}`, without(edits.brush, x))),
      ...edits.exclude.map((x) => item(`person ${x.track} ${apart ? "passed over" : "left as they were"}, frames ${x.from} to ${x.to}`, without(edits.exclude, x))),
      ...edits.same.map((x) => item(`person ${x.track} is really person ${x.is}`, without(edits.same, x))),
      ...edits.drop.map((x) => item(`person ${x} left out`, without(edits.drop, x))));
    mendIt.disabled = !any();
  }
  async function mend(): Promise<void> {
    if (!any()) return;
    await post(`/orders/${o.id}/mend`, wanted());
    tell("");
  }

  // ---- by pointer
  const where = (e: PointerEvent): Place => {
    const r = canvas.getBoundingClientRect();
    const c = crop();
    return [c.x + (e.clientX - r.left) * canvas.width / r.width / c.s, c.y + (e.clientY - r.top) * canvas.height / r.height / c.s];
  };
  canvas.addEventListener("pointerdown", (e) => {
    const [x, y] = where(e);
    [view.x, view.y] = [x, y];
    if (view.tool === "points") {
      const near = nearest(x, y);
      if (!near) return;
      view.point = near.point;
      who.value = String(near.track);
      view.drag = { ...near, x, y };
      told();
    } else if (view.tool === "brush") { begin(); stroke(); } else return;
    canvas.setPointerCapture(e.pointerId);
    draw();
  });
  canvas.addEventListener("pointermove", (e) => {
    const [x, y] = where(e);
    if (view.drag) {
      pull(view.drag.track, view.drag.point, x - view.drag.x, y - view.drag.y);
      Object.assign(view.drag, { x, y });
    }
    [view.x, view.y] = [x, y];
    if (view.stroke) stroke();
    if (view.tool === "brush") draw();
  });
  for (const kind of ["pointerup", "pointercancel"] as const) canvas.addEventListener(kind, () => { view.drag = null; end(); });
  function nearest(x: number, y: number): Near | null {
    let best: Near | null = null;
    for (const f of view.mesh?.faces ?? []) {
      const p = edited(f.track)?.points ?? f.points;
      for (const i of SHOWN) {
        const d = Math.hypot(p[2 * i] - x, p[2 * i + 1] - y);
        if (d < 14 / crop().s && (!best || d < best.d)) best = { d, point: i, track: f.track };
      }
    }
    return best;
  }
  const told = (): void => { said.textContent = view.point < 0 ? "" : nameOf(view.point); };

  // ---- by key
  const ARROWS: Record<string, Place> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const far = e.shiftKey ? 10 : 1;
    const step = (n: number): void => go(Math.max(0, Math.min(last, at() + n)));
    const arrow: Place | undefined = ARROWS[e.key];
    if (arrow && view.tool === "points" && view.point >= 0) pull(Number(who.value), view.point, arrow[0] * (e.shiftKey ? 5 : 1) / crop().s, arrow[1] * (e.shiftKey ? 5 : 1) / crop().s);
    else if (arrow && view.tool === "brush") {
      view.x += arrow[0] * 4 * far / crop().s; view.y += arrow[1] * 4 * far / crop().s;
      if (view.stroke) stroke();
      draw();
    } else if (arrow && arrow[0]) step(arrow[0] * far);
    else if (e.key === "," || e.key === "<") step(-(e.key === "<" ? 10 : 1));
    else if (e.key === "." || e.key === ">") step(e.key === ">" ? 10 : 1);
    else if (e.key === "w") { const next = faces.worst.find((x) => x.frame > at()) ?? faces.worst[0]; if (next) go(next.frame); }
    else if (e.key === "1" || e.key === "2" || (e.key === "3" && !apart)) choose(all[Number(e.key) - 1]);
    else if (e.key === "b") { split.value = Number(split.value) > 50 ? "0" : "100"; draw(); }
    else if (e.key === "z") { closer.checked = view.closer = !view.closer; draw(); }
    else if (e.key === "x" && view.tool === "brush") keeps.value = keeps.value === "keep" ? "off" : "keep";
    else if (e.key === " " && view.tool === "brush") { if (!view.stroke) { begin(); stroke(); } }
    else if ((e.key === "n" || e.key === "p") && view.tool === "points" && view.mesh?.faces.length) {
      const i = SHOWN.indexOf(view.point);
      view.point = SHOWN[(i + (e.key === "n" ? 1 : SHOWN.length - (i < 0 ? 0 : 1))) % SHOWN.length];
      told(); draw();
    } else if (e.key === "Enter") attempt().catch(trouble);
    else return;
    e.preventDefault();
  });
  canvas.addEventListener("keyup", (e) => { if (e.key === " ") end(); });
  canvas.addEventListener("blur", end);

  const mender = may("maker");
  const one = faces.people.length > 1;
  if (!one) labels[all.indexOf("who")].hidden = true;
  if (apart) labels[all.indexOf("brush")].hidden = true;
  const slider = make("label", ["After | before ", split]);
  slider.hidden = apart;
  const shown = apart ? make("div", [make("figure", [canvas, make("figcaption", "the driver")]), make("figure", [made, make("figcaption", "as it is made, stamped")])], { class: "stills" }) : canvas;
  const box = make("div", [shown, make("div", [slider, make("label", [closer, " Closer"], { class: "check" }),
    button(mender ? "Try this frame" : "Paint this frame", attempt, "plain")], { class: "row" }), said], { class: "workbench" });
  if (mender) {
    const whom = make("label", ["Whose face ", who]);
    whom.hidden = !one;
    box.append(make("div", [tools, whom, ...all.map((t) => panels[t]), list, make("div", [mendIt, make("span", "Only the parts that something was changed in are painted anew; the rest of the draft stays.", { class: "faint" })], { class: "row" }),
      make("details", [make("summary", "Keys"), make("p", HELP, { class: "faint" })])], { class: "tools" }));
  }
  listing();
  choose("look");
  return { box, show };
}
