import { isName } from './characters.ts';
import { notXml } from './xml-problem.ts';

/** A name as it is written and its two parts; the prefix is empty when there is none (xml-names §4). */
export interface QualifiedName {
  name: string;
  prefix: string;
  localName: string;
}

/** The names of SAML messages are few and come again with every message, so they are taken apart once. */
const known = new Map<string, QualifiedName>();
const keptNames = 1000;
const longestKept = 64;

/** Throws an XmlProblem when that is no name, or has more than one colon. */
export function qualifiedName(name: string): QualifiedName {
  const found = known.get(name);
  if (found) return found;
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  const localName = colon === -1 ? name : name.slice(colon + 1);
  if (!isName(localName) || (colon !== -1 && !isName(prefix))) throw notXml(`the name "${name}"`, 'a name');
  const parts = { name, prefix, localName };
  if (known.size < keptNames && name.length <= longestKept) keep(parts);
  return parts;
}

/** Copies: a piece of a text keeps the whole text in memory. */
function keep({ name, prefix, localName }: QualifiedName): void {
  known.set(copyOf(name), { name: copyOf(name), prefix: copyOf(prefix), localName: copyOf(localName) });
}

const copyOf = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
