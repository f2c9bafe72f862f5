import { mayAssign } from "../../auth/permissions.ts";
import { changed, created, done, removed } from "../../http/answer.ts";
import { Problem } from "../../http/problem.ts";
import { del, everyone, get, needs, patch, post, put, routes, selfOr, signedIn } from "../../http/route.ts";
import { byId, problem } from "../../http/schema.ts";
import { userNamespace, userTag } from "./events.ts";
import { newUser, roleAssignment, user, userChange } from "./schema.ts";
import { HandleTaken, RoleNotAssignable, type Users } from "./use-cases.ts";

export interface UsersDependencies {
  readonly users: Users;
}

export const userRoutes = routes("users", ({ users }: UsersDependencies) => [
  post("/v1/users", {
    summary: "Register",
    access: everyone,
    body: newUser,
    answers: { 201: user, 409: problem },
    handle: async ({ body }) => created(await users.register(body).catch(handleTaken), "/v1/users"),
  }),
  get("/v1/users/me", {
    summary: "Read yourself",
    access: signedIn,
    answers: { 200: user, 404: problem },
    cache: { namespace: userNamespace, key: ({ user }) => user.id, tags: ({ user }) => [userTag(user.id)], private: true },
    handle: ({ user }) => users.find(user.id),
  }),
  get("/v1/users/:id", {
    summary: "Read a user",
    access: selfOr("users:admin"),
    params: byId,
    answers: { 200: user },
    cache: { namespace: userNamespace, key: ({ params }) => params.id, tags: ({ params }) => [userTag(params.id)], private: true },
    handle: ({ params }) => users.find(params.id),
  }),
  patch("/v1/users/:id", {
    summary: "Change a user",
    access: selfOr("users:admin"),
    params: byId,
    ifMatch: true,
    body: userChange,
    answers: { 200: user },
    handle: async ({ params, body, expectedVersion }) => changed(done(await users.update(params.id, expectedVersion, body))),
  }),
  del("/v1/users/:id", {
    summary: "Delete a user",
    access: selfOr("users:admin"),
    params: byId,
    answers: { 204: null },
    handle: async ({ params }) => removed(done(await users.delete(params.id))),
  }),
  put("/v1/users/:id/roles", {
    summary: "Set a user's roles",
    access: needs("users:admin"),
    params: byId,
    ifMatch: true,
    body: roleAssignment,
    answers: { 200: user },
    handle: async ({ params, body, expectedVersion, user }) => {
      const assigned = users.assignRoles(params.id, expectedVersion, body.roles, (role) => mayAssign(user, role));
      return changed(done(await assigned.catch(roleNotAssignable)));
    },
  }),
]);

function roleNotAssignable(error: unknown): never {
  if (!(error instanceof RoleNotAssignable)) throw error;
  throw new Problem(403, `The role ${error.role} grants more than you have: only who holds all of it gives or takes it.`, {
    kind: "role-not-assignable",
  });
}

function handleTaken(error: unknown): never {
  if (!(error instanceof HandleTaken)) throw error;
  throw new Problem(409, "This handle is taken.", { kind: "handle-taken", errors: [{ path: "handle", message: "is taken" }] });
}
