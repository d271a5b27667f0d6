import { declareStack } from "./portable";

// A whole program: it declares what the stack's file lists, and gives the id of each resource as an output.
for (const [collection, resources] of Object.entries(declareStack())) {
  const ids = Object.entries(resources).map(([name, { id }]) => [name, id]);
  if (ids.length > 0) exports[collection] = Object.fromEntries(ids);
}
