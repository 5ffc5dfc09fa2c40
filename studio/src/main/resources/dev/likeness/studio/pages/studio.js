// The studio's pages: everything comes from and goes to /api, nothing else is loaded.
import { $, api, make, may, onSubmit, plain, post, state, tell, when } from "/web.js";
import * as challenge from "/challenge.js";
import * as people from "/people.js";
import * as making from "/make.js";
import * as review from "/review.js";
import * as verify from "/verify.js";
import * as train from "/train.js";
import * as users from "/users.js";

const PAGES = {
  people: { role: ["maker", "reviewer", "admin"], show: async () => { challenge.show(); await people.show(); } },
  make: { role: ["maker"], show: making.show },
  review: { role: ["maker", "reviewer"], show: () => {} },
  verify: { role: ["examiner"], show: () => {} },
  train: { role: ["maker"], show: train.show },
  log: { role: ["reviewer", "admin"], show: log },
  users: { role: ["admin"], show: users.show },
};

const allowed = (page) => PAGES[page].role.some(may);

function show() {
  const wanted = location.hash.slice(1);
  const page = PAGES[wanted] && allowed(wanted) ? wanted : Object.keys(PAGES).find(allowed);
  for (const s of document.querySelectorAll("main > section")) s.hidden = s.id !== page;
  for (const a of document.querySelectorAll("nav a")) {
    const name = a.getAttribute("href").slice(1);
    a.hidden = !allowed(name);
    if (name === page) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
  if (page !== "people") challenge.hide();
  if (page) Promise.resolve(PAGES[page].show()).catch((e) => tell(e.message));
}

async function log() {
  const all = await api("/log");
  $("entries").replaceChildren(...all.map((e) => {
    const { kind, ...rest } = e.event;
    const words = Object.entries(rest).map(([k, v]) => `${k.replaceAll("_", " ")} ${plain(v)}`);
    return make("tr", [make("td", String(e.entry), { class: "number" }), make("td", when(e.time), { class: "when" }),
      make("td", [make("strong", kind), " " + words.join(", ")])]);
  }));
}

function news(said) {
  making.news(said);
  review.news(said);
  verify.news(said);
  train.news(said);
}

onSubmit("login", async (v) => {
  await post("/login", { name: v.name, password: v.password });
  location.reload();
});

async function begin() {
  try {
    state.me = await api("/session");
  } catch (e) {
    if (e.status !== 401) throw e;
    $("door").hidden = false;
    document.querySelector("#login [name=name]").focus();
    return;
  }
  state.word = state.me.word;
  $("nav").hidden = false;
  $("who").textContent = state.me.alone ? "" : state.me.user;
  $("out").hidden = state.me.alone;
  $("out").addEventListener("click", async () => { await post("/logout", {}); location.reload(); });
  addEventListener("hashchange", show);
  show();
  const events = new EventSource("/api/events");
  events.addEventListener("message", (e) => news(JSON.parse(e.data)));
  events.addEventListener("error", () => tell("The studio does not answer. Is it still running?"));
  events.addEventListener("open", () => tell(""));
}

begin().catch((e) => tell(e.message));
