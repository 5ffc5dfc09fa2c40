// The studio's pages: everything comes from and goes to /api, nothing else is loaded.

import type { News, Role, Session } from "./api.js";
import { $, Refused, api, may, onSubmit, post, state, tell, trouble } from "./web.js";
import * as challenge from "./challenge.js";
import * as people from "./people.js";
import * as making from "./make.js";
import * as review from "./review.js";
import * as verify from "./verify.js";
import * as log from "./log.js";
import * as train from "./train.js";
import * as users from "./users.js";

interface Page { roles: Role[]; show: () => Promise<void> | void }

const PAGES: Record<string, Page> = {
  people: { roles: ["maker", "reviewer", "admin"], show: async () => { challenge.show(); await people.show(); } },
  make: { roles: ["maker"], show: making.show },
  review: { roles: ["maker", "reviewer"], show: () => {} },
  verify: { roles: ["examiner"], show: () => {} },
  train: { roles: ["maker"], show: train.show },
  log: { roles: ["reviewer", "admin"], show: log.show },
  users: { roles: ["admin"], show: users.show },
};

/** The page of that name, where this person may see it. */
function allowed(name: string): Page | undefined {
  const page = Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  return page?.roles.some(may) ? page : undefined;
}

function show(): void {
  const wanted = location.hash.slice(1);
  const name = allowed(wanted) ? wanted : Object.keys(PAGES).find(allowed);
  for (const s of document.querySelectorAll<HTMLElement>("main > section")) s.hidden = s.id !== name;
  for (const a of document.querySelectorAll<HTMLAnchorElement>("nav a")) {
    const to = a.hash.slice(1);
    a.hidden = !allowed(to);
    if (to === name) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
  if (name !== "people") challenge.hide();
  if (name) Promise.resolve(allowed(name)?.show()).catch(trouble);
}

function news(said: News): void {
  making.news(said);
  review.news(said);
  verify.news(said);
  train.news(said);
}

onSubmit("login", async (value) => {
  await post("/login", { name: value("name"), password: value("password") });
  location.reload();
});

async function begin(): Promise<void> {
  let session: Session;
  try {
    session = await api<Session>("/session");
  } catch (e) {
    if (!(e instanceof Refused) || e.status !== 401) throw e;
    $("door").hidden = false;
    document.querySelector<HTMLInputElement>("#login [name=name]")?.focus();
    return;
  }
  state.me = session;
  state.word = session.word;
  $("nav").hidden = false;
  $("who").textContent = session.alone ? "" : session.user;
  $("out").hidden = session.alone;
  $("out").addEventListener("click", async () => { await post("/logout", {}); location.reload(); });
  addEventListener("hashchange", () => { tell(""); show(); scrollTo(0, 0); });
  show();
  const events = new EventSource("/api/events");
  events.addEventListener("message", (e: MessageEvent<string>) => news(JSON.parse(e.data) as News));
  events.addEventListener("error", () => tell("The studio does not answer. Is it still running?"));
  events.addEventListener("open", () => tell(""));
}

begin().catch(trouble);
