// Make: what is wanted, its settings, and a look at one frame before all of it is made.
import { $, act, api, button, make, post, state, tell, upload, when } from "/web.js";
import { list } from "/people.js";

const form = $("order");
const FILES = { swap: "Film or picture", lipsync: "Their own video", reenact: "Video of who moves it", style: "Film or picture to paint" };
const NUMBERS = ["shape", "colour", "feather", "person", "from", "to", "motion", "seed", "mouth", "eyes", "brows", "pose", "gaze", "strength", "stroke", "quality"];
const FLAGS = ["keep_eyes", "keep_mouth", "absolute", "keep_colour", "each_alone"];
const WORDS = ["on", "mask", "label", "badge", "said", "speech_rights"];
const brought = new Map();

const NAMES = { talk: (o) => `${o.persona} says “${o.text}”`, swap: (o) => `${o.persona}'s face on a film`,
  lipsync: (o) => `${o.persona}'s own video says “${o.text}”`, reenact: (o) => `${o.persona} moves as a driver does`,
  style: () => "Painted in a style" };
export const about = (o) => NAMES[o.maker](o) + (o.parent ? " (mended)" : "");

export async function show() {
  const all = await list();
  const select = form.elements.persona;
  const chosen = select.value;
  select.replaceChildren(...all.map((p) => make("option", p.name, { value: p.name })));
  if (all.some((p) => p.name === chosen)) select.value = chosen;
  choose();
}

const maker = () => form.elements.maker.value;

/** Only what this maker has is shown, and asked for. */
function choose() {
  for (const e of form.querySelectorAll("[data-for]")) {
    const on = e.dataset.for.split(" ").includes(maker());
    e.hidden = !on;
    for (const f of e.querySelectorAll("input, select, textarea")) f.disabled = !on;
  }
  $("file-label").textContent = FILES[maker()] ?? "";
  $("look").hidden = maker() !== "swap" || !form.elements.file.files.length;
}
for (const r of form.querySelectorAll("[name=maker]")) r.addEventListener("change", choose);

/** Uploads a chosen file once, however often it is asked for. */
async function id(name) {
  const file = form.elements[name].files[0];
  if (!file) return "";
  if (brought.get(name)?.file !== file) {
    const bar = $("upload");
    bar.hidden = false;
    try { brought.set(name, { file, ...(await upload(file, (v) => { bar.value = v; })) }); } finally { bar.hidden = true; }
  }
  return brought.get(name).id;
}

async function wish() {
  const e = form.elements;
  const settings = {};
  const used = (n) => e[n] && !e[n].disabled && e[n].value !== "";
  for (const n of NUMBERS) if (used(n) && (n !== "person" || e.on.value === "person")) settings[n] = Number(e[n].value);
  for (const n of WORDS) if (used(n)) settings[n] = e[n].value;
  for (const n of FLAGS) if (!e[n].disabled && e[n].checked) settings[n] = true;
  for (const n of ["style", "recording"]) if (!e[n].disabled && e[n].files.length) settings[n] = await id(n);
  const order = { maker: maker(), settings };
  for (const n of ["persona", "text", "rights"]) if (!e[n].disabled) order[n] = e[n].value;
  if (!e.file.disabled) order.file = await id("file");
  return order;
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  act($("make-it"), async () => {
    await post("/orders", await wish());
    form.elements.text.value = "";
    tell("");
  });
});

// What a slider says stands beside its name; the number of a person is asked for where it is used.
for (const r of form.querySelectorAll("#settings input[type=range]")) {
  const said = make("output", r.value);
  r.before(said);
  r.addEventListener("input", () => { said.textContent = r.value; });
}
const numbered = () => { form.elements.person.closest("label").classList.toggle("off", form.elements.on.value !== "person"); };
form.elements.on.addEventListener("change", numbered);
numbered();

// ---- one frame, looked at before all of it is made
form.elements.file.addEventListener("change", () => {
  choose();
  if (maker() !== "swap" || !form.elements.file.files.length) return;
  act($("look-now"), async () => {
    const info = await api("/files/" + await id("file"));
    $("cursor").max = Math.max(0, (info.frames || 1) - 1);
    $("cursor").value = 0;
    $("cursor").dataset.fps = info.fps || 0;
    await before();
  });
});

async function before() {
  const n = $("cursor").value;
  const fps = Number($("cursor").dataset.fps);
  $("cursor-at").textContent = fps ? `frame ${n}, ${(n / fps).toFixed(2)} s` : `frame ${n}`;
  $("look-before").src = `/api/files/${await id("file")}/frames/${n}`;
  $("look-after").removeAttribute("src");
}
$("cursor").addEventListener("change", () => before().catch((e) => tell(e.message)));
$("look-now").addEventListener("click", () => act($("look-now"), async () => {
  const answer = await fetch("/api/looks", { method: "POST",
    headers: { "X-Likeness-Word": state.word, "Content-Type": "application/json" },
    body: JSON.stringify({ ...(await wish()), frame: Number($("cursor").value) }) });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const picture = $("look-after");
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(await answer.blob());
}));

// ---- what is under way
function row(o) {
  const does = make("td");
  if (["queued", "running", "draft"].includes(o.state) && (o.owner === state.me.user || state.me.roles.includes("admin"))) {
    does.append(button("Cancel", () => post(`/orders/${o.id}/cancel`, {}), "plain"));
  }
  const cell = make("td", o.state, { class: "state " + o.state });
  const what = make("td", about(o));
  if (o.note) what.append(make("br"), make("small", o.note, { class: "faint" }));
  return make("tr", [what, cell, make("td", when(o.changed), { class: "when" }), does]);
}

let shown = "";
export function news(said) {
  const text = JSON.stringify(said.orders);
  if (text !== shown) $("orders").replaceChildren(...said.orders.map(row));
  shown = text;
  if (!said.now.length) { $("now").replaceChildren(make("p", "Nothing at the moment.", { class: "faint" })); return; }
  $("now").replaceChildren(...said.now.map((n) => {
    const bar = make("progress", "", { max: Math.max(1, n.total), "aria-label": n.stage });
    if (n.total) bar.value = n.done;
    return make("div", [make("div", n.stage + (n.total ? ` ${n.done} of ${n.total}` : "")), bar]);
  }));
}
