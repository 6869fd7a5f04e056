import type { AnyAction } from '../../action/define-action.ts';
import { catalogue } from '../../catalogue.ts';
import { innerShape } from './inner-shape.ts';
import {
  findOfficialVersion,
  isLatest,
  type OfficialVersion,
  officialServices,
  officialVersions,
} from './official-models.ts';
import { type WireInput, wireInput } from './wire-input.ts';
import { type WireOutput, wireOutput } from './wire-output.ts';
import { WireRefusal } from './wire-refusal.ts';

/** An action as the Cloud API has it. */
export interface Operation {
  service: string;
  version: string;
  name: string;
  action: AnyAction;
  input: WireInput;
  output: WireOutput;
}

/** What a call says about what it wants. */
export interface Wanted {
  /** In the scope of the signature, or in the path. Clients at an address of their own have anything there. */
  services: readonly (string | undefined)[];
  version: string;
  action: string;
}

const compiled = new Map<string, Operation>();

/** The only way to an action from here: what the official model does not list, and what has moved on, is not there. */
export function getOperation({ services, version, action: name }: Wanted): Operation {
  const official = findOfficialVersion(version);
  const service = services.find((candidate) => candidate !== undefined && officialServices.has(candidate));
  if (!official || (service !== undefined && service !== official.service)) {
    throw new WireRefusal('NoSuchVersion', { version });
  }
  if (!official.actions.has(name)) throw new WireRefusal('InvalidAction', { action: name, version });
  const action = servedAction(official, name);
  if (!action) throw new WireRefusal('UnsupportedOperation', { action: name, version });
  return compile(official, name, action);
}

/** Of an official action, ours that answers it, if any. */
export const servedAction = (official: OfficialVersion, name: string): AnyAction | undefined =>
  official.actions.has(name) && isLatest(official, name)
    ? catalogue.get(`${official.service}:${name}`)
    : undefined;

/** Every operation that is served, in the order of the official model. */
export const operations = (): Operation[] =>
  officialVersions.flatMap((official) =>
    [...official.actions].flatMap((name) => {
      const action = servedAction(official, name);
      return action ? [compile(official, name, action)] : [];
    }),
  );

function compile(official: OfficialVersion, name: string, action: AnyAction): Operation {
  const { service, version } = official;
  const known = compiled.get(`${version} ${name}`);
  if (known) return known;
  const operation = {
    service,
    version,
    name,
    action,
    input: wireInput(official, name, innerShape(action.input, 'input')),
    output: wireOutput(official, name, innerShape(action.output, 'output')),
  };
  compiled.set(`${version} ${name}`, operation);
  return operation;
}
