// Users: who has an account.

import type { Role, User } from "./api.js";
import { $, api, button, make, me, onSubmit, post, put, when } from "./web.js";

const ROLES: Role[] = ["maker", "reviewer", "examiner", "admin"];

export async function show(): Promise<void> {
  const all = await api<User[]>("/users");
  $("alone").hidden = all.length > 0;
  $("accounts").replaceChildren(...all.map(row));
  $("accounts-table").hidden = !all.length;
}

function row(u: User): HTMLElement {
  const boxes = ROLES.map((r) => {
    const b = make("input", "", { type: "checkbox", value: r });
    b.checked = u.roles.includes(r);
    return b;
  });
  const active = make("input", "", { type: "checkbox" });
  active.checked = u.active;
  const does = make("td", [button("Save", async () => {
    const roles = boxes.filter((b) => b.checked).map((b) => b.value);
    await put("/users/" + encodeURIComponent(u.name), { roles, active: active.checked });
    await show();
  }, "plain")]);
  return make("tr", [make("td", u.name), make("td", boxes.map((b) => make("label", [b, " " + b.value], { class: "check" }))),
    make("td", make("label", [active, " may log in"], { class: "check" })), make("td", when(u.created), { class: "when" }), does]);
}

onSubmit("account", async (value, form) => {
  const roles = new FormData(form).getAll("roles");
  await post("/users", { name: value("name"), password: value("password"), roles });
  if (me().alone) location.reload();
  form.reset();
  await show();
});
