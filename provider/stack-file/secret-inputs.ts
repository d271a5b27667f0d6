import { resources } from "../portable/resources";
import { asSecret } from "../program/stack-configuration";
import { isObject, type Values } from "../values/values";
import { isSamePath, type Path } from "./paths";
import type { Planned } from "./plan";
import { type Entry, isSecretAt } from "./source";

/** The inputs of a resource, secret where the file has a secret. */
export function withSecrets(planned: Planned): Values {
  return Object.fromEntries(
    Object.entries(planned.inputs).map(([key, value]) => [
      key,
      hasSecretKeys(key, planned) ? asSecret(value) : fieldWithSecrets(key, value, planned),
    ]),
  );
}

/** Whether a key of a map by ids tells a secret: the name of a member, or the id of an account. */
function hasSecretKeys(key: string, { entry, references }: Planned): boolean {
  return references.some(({ field, to, place, isMember }) => {
    if (field !== key || !isMember) return false;
    return isSecretAt(to, [idOf(to)]) || entry.secrets.some((secret) => isSamePath(secret, place));
  });
}

/** A field with its secrets marked where they stand; where its normal form has no such place, the field is secret. */
function fieldWithSecrets(key: string, value: unknown, { entry, origin }: Planned): unknown {
  const wanted = entry.secrets.filter(([first]) => first === undefined || first === key);
  const marked = new Set<Path>();
  const walk = (inner: unknown, path: Path): unknown => {
    const place = origin(path);
    const secret = wanted.find((one) => isSamePath(one, place));
    if (secret) marked.add(secret);
    if (secret) return asSecret(inner);
    if (Array.isArray(inner)) return inner.map((item, i) => walk(item, [...path, i]));
    if (!isObject(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, walk(item, [...path, name])]));
  };
  const result = walk(value, [key]);
  return marked.size === wanted.length ? result : asSecret(value);
}

/** The field by which others know the resource of an entry. */
export function idOf({ collection }: Entry): string {
  return resources[collection].portable.id;
}
