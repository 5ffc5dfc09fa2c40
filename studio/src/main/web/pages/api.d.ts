// What the studio's API sends and takes: openapi.yaml's schemas, word for word (TypesTest holds both together).

export type Role = "maker" | "reviewer" | "examiner" | "admin";
export type MakerWord = "swap" | "lipsync" | "reenact" | "talk" | "style";

export interface Problem { title: string; status: number; detail: string }

export interface Session { word: string; version: string; user: string; alone: boolean; roles: Role[] }

export interface User { name: string; active: boolean; roles: Role[]; created: string }

export interface Grant {
  id: string;
  subject: string;
  status: "valid" | "not_yet_valid" | "expired" | "revoked" | "bad_signature";
  person: boolean;
  uses: string[];
  purposes: string[];
  issued: string;
  ends: string | null;
}

export interface Coverage { heads: number[][]; present: string[]; missing: string[] }

export interface Persona {
  name: string;
  views: number;
  made: string;
  lacking: string[];
  grant: Grant | null;
  /** Of one persona that was just made, or asked for by its name. */
  files?: Taken[];
  /** Of one persona that was asked for by its name. */
  coverage?: Coverage;
}

export interface Taken { file: string; views: number; why: string }

export interface Challenge { id: string; person: string; expires: string; date: string[]; words: string[] }

export interface Score { check: string; value: string; bar: string; passed: boolean }

export interface Judged { passed: boolean; scores: Score[]; lines: string[]; heard: string[] }

export interface File {
  id: string;
  name: string;
  kind: "image" | "video" | "audio";
  bytes: number;
  width?: number;
  height?: number;
  frames?: number;
  fps?: number;
  seconds?: number;
}

export interface Settings {
  shape?: number;
  colour?: number;
  feather?: number;
  mask?: "face" | "inner" | "lower";
  keep_eyes?: boolean;
  keep_mouth?: boolean;
  on?: "largest" | "everyone" | "person";
  person?: number;
  from?: number;
  to?: number;
  mouth?: number;
  eyes?: number;
  brows?: number;
  pose?: number;
  gaze?: number;
  absolute?: boolean;
  said?: string;
  motion?: number;
  seed?: number;
  recording?: string;
  speech_rights?: string;
  style?: string;
  strength?: number;
  stroke?: number;
  keep_colour?: boolean;
  each_alone?: boolean;
  left?: [from: number, to: number][];
  label?: "eu" | "china" | "film";
  badge?: "small" | "standard" | "large";
  badge_corner?: "top-left" | "top-right" | "bottom-left" | "bottom-right";
  quality?: number;
}

export interface NewOrder {
  maker: MakerWord;
  persona?: string;
  text?: string;
  file?: string;
  rights?: string;
  settings?: Settings;
  frame?: number;
}

export interface Order {
  id: string;
  owner: string;
  maker: MakerWord;
  persona: string;
  text: string;
  file: string;
  rights: string;
  settings: Settings;
  parent: string;
  state: "queued" | "running" | "draft" | "approved" | "refused" | "returned" | "done" | "rejected" | "cancelled" | "failed";
  note: string;
  reviewer: string;
  created: string;
  changed: string;
}

/** `told`: the figures in words; a report of before lacks it. */
export interface Report { figures: Record<string, unknown>; told?: { what: string; value: string }[]; remarks: string[] }

export interface Curve { track: number; first: number; last: number; frames: number; curve: [frame: number, value: number][] }

export interface Worst { track: number; frame: number; value: number; why: string }

export interface Faces { width: number; height: number; frames: number; people: Curve[]; worst: Worst[] }

/** Of one face: x, y of each point; and x, y, share of each place that is kept. */
export interface Mesh { track: number; points: number[]; kept: number[] }

export interface Meshes { frame: number; faces: Mesh[] }

export interface Stroke { keep: boolean; radius: number; points: number[] }

export interface Brush { track: number; frame: number; from: number; to: number; fade: number; strokes: Stroke[] }

export interface Range { track: number; from: number; to: number }

export interface Mending {
  exclude?: Range[];
  same?: { track: number; is: number }[];
  drop?: number[];
  points?: { track: number; frame: number; reach: number; moved: number[][] }[];
  brush?: Brush[];
  frame?: number;
  from?: number;
  to?: number;
}

export interface Comment { author: string; frame: number; text: string; created: string }

export interface Check {
  id: string;
  owner: string;
  name: string;
  state: "queued" | "running" | "done" | "failed";
  credentials: "" | "trusted" | "own" | "valid" | "invalid" | "none";
  verdict: "" | "authentic" | "manipulated" | "inconclusive";
  says: string;
  note: string;
  created: string;
  changed: string;
}

export interface RunSettings {
  persona?: string;
  minutes?: number;
  size?: number;
  steps?: number;
  seed?: number;
  width?: number;
  framing?: "auto" | "faces" | "centre";
  mirror?: boolean;
}

export interface NewRun { kind: "gan" | "refine"; title: string; rights?: string; files?: string[]; folder?: string; settings?: RunSettings }

export interface Points { name: string; points: [step: number, value: number][] }

export interface Live {
  step: number;
  steps: number;
  device: string;
  curves: Points[];
  samples: number[];
  events: string[];
  said: string;
}

export interface Run {
  id: string;
  owner: string;
  kind: "gan" | "refine";
  title: string;
  rights: string;
  files: number;
  folder: string;
  settings: RunSettings;
  state: "queued" | "running" | "stopped" | "done" | "failed";
  note: string;
  stage: string;
  done: number;
  total: number;
  created: string;
  changed: string;
  /** Of one run that was asked for by its id. */
  live?: Live;
}

export interface Entry { entry: number; time: string; event: { kind: string } & Record<string, unknown> }

/** What /events says: how far everything is. */
export interface News {
  now: { order: string; stage: string; done: number; total: number }[];
  orders: Order[];
  checks: Check[];
  runs: Run[];
}
