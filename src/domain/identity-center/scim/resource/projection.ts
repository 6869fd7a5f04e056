import { z } from 'zod';
import { invalidValue } from '../problem.ts';
import type { Attribute } from '../schema/attribute.ts';
import { type AttributePath, findAttribute, type ResourceType } from '../schema/resource-type.ts';
import { assign, type Document, isRecord } from './document.ts';

/** Which attributes an answer has (RFC 7644 §3.9). Names that nobody knows select nothing. */
export const projectionInput = {
  attributes: z.array(z.string().max(1000)).max(200).default([]),
  excludedAttributes: z.array(z.string().max(1000)).max(200).default([]),
};

export interface Projection {
  attributes: readonly string[];
  excludedAttributes: readonly string[];
}

export interface Selection {
  /** Whether the answer has any of an attribute, so that what nobody asks for need not be read. */
  includes(name: string): boolean;
  of(document: Document): Document;
}

export function selectionOf(type: ResourceType, { attributes, excludedAttributes }: Projection): Selection {
  if (attributes.length > 0 && excludedAttributes.length > 0)
    throw invalidValue('"attributes" and "excludedAttributes" exclude each other; give one of them.');
  const paths = (names: readonly string[]) => names.flatMap((name) => pathsOf(type, name.trim()));
  if (attributes.length > 0) {
    const chosen = paths(attributes);
    return {
      includes: (name) => chosen.some(([first]) => first.name === name),
      of: (document) => only(document, type.attributes, chosen),
    };
  }
  const excluded = paths(excludedAttributes);
  return {
    includes: (name) => !excluded.some(([first, ...below]) => first.name === name && below.length === 0),
    of: (document) => without(document, excluded),
  };
}

/** The schema's own URN stands for all that it has. */
function pathsOf(type: ResourceType, name: string): AttributePath[] {
  if (name.toLowerCase() === type.schema.id.toLowerCase())
    return type.schema.attributes.map((attribute): AttributePath => [attribute]);
  const path = findAttribute(type, name);
  return path ? [path] : [];
}

type Paths = readonly (readonly Attribute[])[];

function only(document: Document, attributes: readonly Attribute[], paths: Paths): Document {
  const kept = attributes.flatMap((attribute) => {
    const value = document[attribute.name];
    if (value === undefined) return [];
    const below = paths.filter(([first]) => first === attribute).map(([, ...rest]) => rest);
    if (attribute.returned === 'always' || below.some((rest) => rest.length === 0))
      return [[attribute.name, value]];
    if (below.length === 0) return [];
    const parts = inEach(value, (part) => only(part, attribute.subAttributes ?? [], below));
    return parts === undefined ? [] : [[attribute.name, parts]];
  });
  return Object.fromEntries(kept);
}

function without(document: Document, paths: Paths): Document {
  const left = { ...document };
  for (const [attribute, ...below] of paths) {
    if (!attribute || attribute.returned === 'always' || left[attribute.name] === undefined) continue;
    const parts =
      below.length === 0 ? undefined : inEach(left[attribute.name], (part) => without(part, [below]));
    assign(left, attribute, parts);
  }
  return left;
}

/** A complex value, or each of several; nothing when nothing is left of it. */
function inEach(value: unknown, change: (part: Document) => Document): unknown {
  const parts = (Array.isArray(value) ? value : [value])
    .map((part) => (isRecord(part) ? change(part) : part))
    .filter((part) => !isRecord(part) || Object.keys(part).length > 0);
  if (parts.length === 0) return undefined;
  return Array.isArray(value) ? parts : parts[0];
}
