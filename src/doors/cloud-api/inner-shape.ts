import { z } from 'zod';

/** How an action itself calls and types what it takes or gives: as much of JSON Schema as the gateway looks at. */
export interface InnerShape {
  type?: string;
  properties?: Record<string, InnerShape>;
  required?: string[];
  items?: InnerShape;
  anyOf?: InnerShape[];
  allOf?: InnerShape[];
}

/** What JSON Schema cannot say, such as a date, is any value. */
export const innerShape = (schema: z.ZodType, io: 'input' | 'output'): InnerShape =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as InnerShape;

/** What it is when it is there. */
export const present = (shape: InnerShape | undefined): InnerShape | undefined =>
  shape?.anyOf?.find(({ type }) => type !== 'null') ?? shape;

/** The inner name of a field is the official one, letter case aside (docs/decisions/0035). */
export function innerNames(shape: InnerShape | undefined): ReadonlyMap<string, string> {
  const properties = present(shape)?.properties ?? {};
  return new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
}
