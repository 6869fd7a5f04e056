import type { Actor } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Space } from '../space/space.ts';

type Source = 'Manual' | 'Synchronized';

/** A user or a user group: what it is called, and who owns the record. */
interface Owned {
  kind: 'User' | 'Group';
  name: string;
  source: Source;
}

/** What somebody is about to do, as the refusals of the Cloud API name it. */
type Change = 'Update' | 'Delete' | 'AddUser' | 'RemoveUser';

/**
 * The one rule of who may change which users and groups: people change what was created by hand, the company's
 * directory changes what it synchronized, and neither touches what is the other's. While synchronization is off,
 * people look after what it left as well.
 */
export function requireOwner(
  actor: Actor,
  { isSynchronizing }: Pick<Space, 'isSynchronizing'>,
  { kind, name, source }: Owned,
  change: Change,
): void {
  if (source === ownedBy(actor) || (source === 'Synchronized' && !isSynchronizing)) return;
  const refused = source === 'Manual' && change !== 'Delete' ? 'Update' : change;
  throw new DomainError('forbidden', `${source}${kind}Not${refused}`, `${sentences[source]}: "${name}".`, {
    details: { name },
  });
}

/** Of what an actor creates. */
export const ownedBy = ({ kind }: Actor): Source => (kind === 'directory' ? 'Synchronized' : 'Manual');

const sentences = {
  Synchronized: 'The company’s directory manages this by SCIM, so it can only be changed there',
  Manual: 'This was created by hand, so the directory cannot change it',
};
