// Make: what is wanted, its settings, and a look at one frame before all of it is made.

import type { File as Brought, MakerWord, NewOrder, News, Order, Settings } from "./api.js";
import { $, act, api, button, choose as showFor, field, glimpse, make, me, post, tell, trouble, upload, when } from "./web.js";
import { list } from "./people.js";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const form = $("order", HTMLFormElement);
const FILES: Partial<Record<MakerWord, string>> = { swap: "Film or picture", lipsync: "Their own video", reenact: "Video of who moves it", style: "Film or picture to paint" };
const NUMBERS = ["shape", "colour", "feather", "person", "from", "to", "motion", "seed", "mouth", "eyes", "brows", "pose", "gaze", "strength", "stroke", "quality"] as const;
const FLAGS = ["keep_eyes", "keep_mouth", "absolute", "keep_colour", "each_alone"] as const;
const WORDS = ["on", "mask", "label", "badge", "said", "speech_rights"] as const;
const SOURCES = ["style", "recording"] as const;
const brought = new Map<string, { file: File; id: string }>();

const NAMES: Record<MakerWord, (o: Order) => string> = { talk: (o) => `${o.persona} says “${o.text}”`, swap: (o) => `${o.persona}'s face on a film`,
  lipsync: (o) => `${o.persona}'s own video says “${o.text}”`, reenact: (o) => `${o.persona} moves as a driver does`,
  style: () => "Painted in a style" };
export const about = (o: Order): string => NAMES[o.maker](o) + (o.parent ? " (mended)" : "");

const input = (name: string): HTMLInputElement => field(form, name, HTMLInputElement);
const select = (name: string): HTMLSelectElement => field(form, name, HTMLSelectElement);
const text = field(form, "text", HTMLTextAreaElement);
const cursor = $("cursor", HTMLInputElement);
const lookNow = $("look-now", HTMLButtonElement);

function any(name: string): Field {
  const e = form.elements.namedItem(name);
  if (e instanceof HTMLInputElement || e instanceof HTMLSelectElement || e instanceof HTMLTextAreaElement) return e;
  throw new Error("the form has no field " + name);
}

const chosen = (name: string): File | undefined => input(name).files?.[0];

export async function show(): Promise<void> {
  const all = await list();
  const persona = select("persona");
  const before = persona.value;
  persona.replaceChildren(...all.map((p) => make("option", p.name, { value: p.name })));
  if (all.some((p) => p.name === before)) persona.value = before;
  choose();
}

const maker = (): MakerWord => field(form, "maker", RadioNodeList).value as MakerWord;

/** Only what this maker has is shown, and asked for. */
function choose(): void {
  showFor(form, maker());
  $("file-label").textContent = FILES[maker()] ?? "";
  begin();
}
for (const r of form.querySelectorAll("[name=maker]")) r.addEventListener("change", choose);

/** Uploads a chosen file once, however often it is asked for. */
async function id(name: string): Promise<string> {
  const file = chosen(name);
  if (!file) return "";
  const known = brought.get(name);
  if (known?.file === file) return known.id;
  const bar = $("upload", HTMLProgressElement);
  bar.hidden = false;
  try {
    const fresh = await upload(file, (v) => { bar.value = v; });
    brought.set(name, { file, id: fresh.id });
    return fresh.id;
  } finally { bar.hidden = true; }
}

async function wish(): Promise<NewOrder> {
  const settings: Partial<Record<Exclude<keyof Settings, "left">, number | string | boolean>> = {};
  const used = (n: string): boolean => !any(n).disabled && any(n).value !== "";
  for (const n of NUMBERS) if (used(n) && (n !== "person" || select("on").value === "person")) settings[n] = Number(any(n).value);
  for (const n of WORDS) if (used(n)) settings[n] = any(n).value;
  for (const n of FLAGS) if (!any(n).disabled && input(n).checked) settings[n] = true;
  for (const n of SOURCES) if (!any(n).disabled && chosen(n)) settings[n] = await id(n);
  // what the form offers is what the API knows
  const order: NewOrder = { maker: maker(), settings: settings as Settings };
  for (const n of ["persona", "text", "rights"] as const) if (!any(n).disabled) order[n] = any(n).value;
  if (!any("file").disabled) order.file = await id("file");
  return order;
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  void act($("make-it", HTMLButtonElement), async () => {
    await post<Order>("/orders", await wish());
    text.value = "";
    tell("");
  });
});

// What a slider says stands beside its name; the number of a person is asked for where it is used.
for (const r of form.querySelectorAll<HTMLInputElement>("#settings input[type=range]")) {
  const said = make("output", r.value);
  r.before(said);
  r.addEventListener("input", () => { said.textContent = r.value; });
}
const numbered = (): void => { input("person").closest("label")?.classList.toggle("off", select("on").value !== "person"); };
select("on").addEventListener("change", numbered);
numbered();

// ---- one frame, looked at before all of it is made; then each under the cursor
const TALKS_AT = 25;
const FRAMES_A_LETTER = 2;
const lookAfter = $("look-after", HTMLImageElement);
const lookSays = $("look-says");
/** What the last look was made after; empty before there was one. */
let looked = "";
/** How often a look was asked for: what comes late is not shown. */
let asked = 0;

/** The cursor's range as far as it is known: of speech only a look tells how long it is. */
function begin(): void {
  const talks = maker() === "talk";
  $("look").hidden = !talks && !chosen("file");
  $("look-was").hidden = talks;
  $("look-of").textContent = maker() === "reenact" ? "the driver" : "before";
  forget();
  if ($("look").hidden) return;
  if (talks) { range(FRAMES_A_LETTER * text.value.length, TALKS_AT); return; }
  void act(lookNow, async () => {
    const info = await api<Brought>("/files/" + await id("file"));
    range(info.frames || 1, info.fps ?? 0);
    await before();
  });
}
function range(frames: number, fps: number): void {
  cursor.max = String(Math.max(0, frames - 1));
  cursor.dataset.fps = String(fps);
  delete cursor.dataset.filmed;
  said();
}
function said(): void {
  const fps = Number(cursor.dataset.fps);
  $("cursor-at").textContent = fps ? `frame ${cursor.value}, ${(Number(cursor.value) / fps).toFixed(2)} s` : `frame ${cursor.value}`;
}
function forget(): void {
  looked = "";
  lookAfter.removeAttribute("src");
  lookSays.textContent = "";
}
input("file").addEventListener("change", () => { choose(); });

/** What the file shows there; where the words go on for longer than it, nothing. */
async function before(): Promise<void> {
  const was = $("look-before", HTMLImageElement);
  const n = Number(cursor.value);
  const frames = Number(cursor.dataset.filmed ?? cursor.max) + 1;
  if (n < frames) was.src = `/api/files/${await id("file")}/frames/${n}`;
  else was.removeAttribute("src");
}
async function look(): Promise<void> {
  const mine = ++asked;
  const order = await wish();
  if (!looked) lookSays.textContent = "Painting this frame; the first look takes some seconds.";
  const seen = await glimpse("/looks", { ...order, frame: Number(cursor.value) })
    .catch((e: unknown) => { lookSays.textContent = ""; throw e; });
  if (mine !== asked) return;
  if (seen.frames) {
    if (!cursor.dataset.filmed) cursor.dataset.filmed = cursor.max;
    cursor.max = String(seen.frames - 1);
    said();
  }
  looked = JSON.stringify(order);
  URL.revokeObjectURL(lookAfter.src);
  lookAfter.src = URL.createObjectURL(seen.picture);
  lookSays.textContent = seen.differs ? `Nearly the draft's: ${seen.differs}.` : "The draft will have this very frame.";
}
cursor.addEventListener("input", said);
cursor.addEventListener("change", () => {
  if (maker() !== "talk") before().catch(trouble);
  // once one was asked for, each under the cursor is shown: the voice has spoken, the driver was watched
  if (looked) void act(lookNow, look); else lookAfter.removeAttribute("src");
});
lookNow.addEventListener("click", () => act(lookNow, look));
form.addEventListener("change", (e) => {
  if (!looked || e.target === cursor) return;
  lookSays.textContent = "The settings were changed since this look.";
  if (e.target instanceof HTMLElement && e.target.closest("#settings")) void act(lookNow, look);
});
text.addEventListener("input", () => { if (maker() === "talk" && !looked) range(FRAMES_A_LETTER * text.value.length, TALKS_AT); });

// ---- what is under way
function row(o: Order): HTMLElement {
  const does = make("td");
  if (["queued", "running", "draft"].includes(o.state) && (o.owner === me().user || me().roles.includes("admin"))) {
    does.append(button("Cancel", () => post(`/orders/${o.id}/cancel`, {}), "plain"));
  }
  const cell = make("td", o.state, { class: "state " + o.state });
  const what = make("td", about(o));
  if (o.note) what.append(make("br"), make("small", o.note, { class: "faint" }));
  return make("tr", [what, cell, make("td", when(o.changed), { class: "when" }), does]);
}

let shown = "";
export function news(said: News): void {
  const now = JSON.stringify(said.orders);
  if (now !== shown) $("orders").replaceChildren(...said.orders.map(row));
  shown = now;
  if (!said.now.length) { $("now").replaceChildren(make("p", "Nothing at the moment.", { class: "faint" })); return; }
  $("now").replaceChildren(...said.now.map((n) => {
    const bar = make("progress", "", { max: Math.max(1, n.total), "aria-label": n.stage });
    if (n.total) bar.value = n.done;
    return make("div", [make("div", n.stage + (n.total ? ` ${n.done} of ${n.total}` : "")), bar]);
  }));
}
