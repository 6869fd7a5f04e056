import { type Answer, yesOrNo } from './answer.ts';
import { compileGlob } from './glob.ts';

/** An operation that somebody asks about: `service:Name`, the service in lower case. */
export interface Operation {
  service: string;
  name: string;
}

export type ActionPattern = (operation: Operation) => Answer;

const everything: ActionPattern = () => 'yes';

/** `name/` before an action is history and changes nothing. */
const withoutPrefix = (text: string): string =>
  text.startsWith('name/') ? text.slice('name/'.length) : text;

export function readOperation(action: string): Operation {
  const text = withoutPrefix(action);
  const colon = text.indexOf(':');
  return { service: text.slice(0, Math.max(colon, 0)).toLowerCase(), name: text.slice(colon + 1) };
}

/** No document mixes the case of an operation's name, so it is compared as it is; only services are not. */
export function compileAction(text: string): ActionPattern {
  if (withoutPrefix(text) === '*') return everything;
  // A numbered set of permissions (`permid/…`): which ones it holds is nowhere written.
  if (!text.includes(':')) return () => 'unknown';
  const wanted = readOperation(text);
  const service = compileGlob(wanted.service);
  const name = compileGlob(wanted.name);
  return (operation) => yesOrNo(service(operation.service) && name(operation.name));
}
