// What all pages share: asking the studio, and making elements. Texts only ever become text nodes.

import type { File as Brought, Problem, Role, Session } from "./api.js";

type Kind<T> = new () => T;
type Content = string | Node | (string | Node)[];
type Attributes = Record<string, string | number>;

/** The element of that id, of the kind that is asked for. */
export function $(id: string): HTMLElement;
export function $<T extends HTMLElement>(id: string, kind: Kind<T>): T;
export function $(id: string, kind: Kind<HTMLElement> = HTMLElement): HTMLElement {
  const e = document.getElementById(id);
  if (!(e instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return e;
}

/** A form's field of that name, of the kind that is asked for. */
export function field<T>(form: HTMLFormElement, name: string, kind: Kind<T>): T {
  const e = form.elements.namedItem(name);
  if (!(e instanceof kind)) throw new Error(`the form has no ${kind.name} ${name}`);
  return e;
}

export const state: { word: string; me: Session | null } = { word: "", me: null };

/** Who is logged in; pages are only shown when somebody is. */
export function me(): Session {
  if (!state.me) throw new Error("nobody is logged in");
  return state.me;
}

export function tell(message: string): void {
  $("trouble").textContent = message;
  $("trouble").hidden = !message;
}

export const reason = (e: unknown): string => (e instanceof Error ? e.message : String(e));
export const trouble = (e: unknown): void => tell(reason(e));

export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What a problem says, where an answer is one. */
async function detail(answer: Response): Promise<string> {
  const problem = await answer.json().catch(() => null) as Problem | null;
  return problem?.detail ?? `the studio answered ${answer.status}`;
}

function ask(path: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
  return fetch("/api" + path, { ...init, headers: { "X-Likeness-Word": state.word, ...headers } });
}

async function answered<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Refused(answer.status, await detail(answer));
  const json = (answer.headers.get("content-type") ?? "").includes("json");
  return (json ? await answer.json() : null) as T;
}

const JSON_TYPE = { "Content-Type": "application/json" };
const send = (method: string) => async <T = null>(path: string, what: object): Promise<T> =>
  answered<T>(await ask(path, { method, body: JSON.stringify(what) }, JSON_TYPE));

export const api = async <T>(path: string): Promise<T> => answered<T>(await ask(path, {}));
export const post = send("POST");
export const put = send("PUT");
export const remove = async (path: string): Promise<null> => answered<null>(await ask(path, { method: "DELETE" }));

/** A picture that is asked for, with what is sent for it where there is something. */
export async function picture(path: string, what?: object): Promise<Blob> {
  const answer = what ? await ask(path, { method: "POST", body: JSON.stringify(what) }, JSON_TYPE) : await ask(path, {});
  if (!answer.ok) throw new Refused(answer.status, await detail(answer));
  return answer.blob();
}

/** A frame to look at, and what is known of it. */
export interface Glimpse { picture: Blob; frames: number; differs: string }

/** A frame that is painted for this look. */
export async function glimpse(path: string, what: object): Promise<Glimpse> {
  const answer = await ask(path, { method: "POST", body: JSON.stringify(what) }, JSON_TYPE);
  if (!answer.ok) throw new Refused(answer.status, await detail(answer));
  return { picture: await answer.blob(), frames: Number(answer.headers.get("Likeness-Frames") ?? 0), differs: answer.headers.get("Likeness-Differs") ?? "" };
}

/** An element; content is a text, an element, or several of them. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, content: Content = "", attributes: Attributes = {}): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  e.append(...(Array.isArray(content) ? content : [content]));
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, String(v));
  return e;
}

const SVG = "http://www.w3.org/2000/svg";

/** An element of a drawing. */
export function draw<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes, ...content: SVGElement[]): SVGElementTagNameMap[K] {
  const e = document.createElementNS(SVG, tag);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, String(v));
  e.append(...content);
  return e;
}

export const when = (t: string): string => new Date(t).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });

/** Runs what a button or form does: once at a time, and what goes wrong is shown. */
export async function act(control: HTMLButtonElement, work: () => Promise<unknown>): Promise<void> {
  control.disabled = true;
  tell("");
  try { await work(); } catch (e) { trouble(e); } finally { control.disabled = false; }
}

export function button(label: string, work: () => Promise<unknown>, kind = ""): HTMLButtonElement {
  const b = make("button", label, { type: "button", ...(kind ? { class: kind } : {}) });
  b.addEventListener("click", () => act(b, work));
  return b;
}

/** Of what is there for some choices only, shows and asks for that of one. */
export function choose(box: ParentNode, choice: string): void {
  for (const e of box.querySelectorAll<HTMLElement>("[data-for]")) {
    const on = (e.dataset.for ?? "").split(" ").includes(choice);
    e.hidden = !on;
    for (const f of e.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, select, textarea")) f.disabled = !on;
  }
}

/** What a form's button sends it with. */
export function sender(form: HTMLFormElement): HTMLButtonElement {
  const b = form.querySelector<HTMLButtonElement>("button:not([type=button])");
  if (!b) throw new Error("the form has no button");
  return b;
}

/** What a form does when it is sent. */
export function submits(form: HTMLFormElement, work: () => Promise<unknown>): void {
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    void act(sender(form), work);
  });
}

/** The same for a form of the page; what its fields say is asked for by their names. */
export function onSubmit(id: string, work: (value: (name: string) => string, form: HTMLFormElement) => Promise<unknown>): void {
  const form = $(id, HTMLFormElement);
  submits(form, () => {
    const all = new FormData(form);
    return work((name) => String(all.get(name) ?? ""), form);
  });
}

/** Sends a file as it is; told hears which part of it has gone, 0 to 1. */
export function upload(file: File, told: (part: number) => void = () => {}): Promise<Brought> {
  return new Promise((done, failed) => {
    const r = new XMLHttpRequest();
    r.upload.addEventListener("progress", (e) => { if (e.lengthComputable) told(e.loaded / e.total); });
    r.addEventListener("loadend", () => {
      let answer: unknown = null;
      try { answer = JSON.parse(r.responseText); } catch { /* the status says it */ }
      if (r.status === 201) done(answer as Brought);
      else failed(new Refused(r.status, (answer as Problem | null)?.detail ?? "the upload was broken off"));
    });
    r.open("POST", "/api/files?name=" + encodeURIComponent(file.name));
    r.setRequestHeader("X-Likeness-Word", state.word);
    r.setRequestHeader("Content-Type", "application/octet-stream");
    r.send(file);
  });
}

export const may = (role: Role): boolean => state.me?.roles.includes(role) ?? false;

/** What a list shows is kept where it still belongs: a film that plays, a name half typed. */
export async function fill<T>(list: HTMLElement, wanted: T[], build: (o: T) => HTMLElement | Promise<HTMLElement>, key: (o: T) => string): Promise<void> {
  const there = new Map([...list.children].map((e) => [(e as HTMLElement).dataset.key, e]));
  const all: Element[] = [];
  for (const o of wanted) {
    const old = there.get(key(o));
    if (old) { all.push(old); continue; }
    const fresh = await build(o);
    fresh.dataset.key = key(o);
    all.push(fresh);
  }
  if (all.length !== list.children.length || all.some((e, i) => e !== list.children[i])) {
    list.replaceChildren(...all);
  }
  if (!all.length) list.replaceChildren(make("p", "Nothing at the moment.", { class: "faint" }));
}

/** Of digests the beginning; lists and objects in words. */
export function plain(v: unknown): string {
  if (Array.isArray(v)) return v.map(plain).join(" ");
  if (v && typeof v === "object") return Object.entries(v).map(([k, w]) => `${k} ${plain(w)}`).join(" ");
  return String(v).replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, "$1…");
}
