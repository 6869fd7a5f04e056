import type { ActionContext } from '../../../action/define-action.ts';
import { ensureServiceLinkedRole, identityCenterService } from '../../cam/index.ts';
import { organizationNotFound, organizations } from '../../organization/index.ts';
import { makeSigningKey } from './make-signing-key.ts';
import * as signingKeys from './signing-key-queries.ts';
import { alreadyOpen, type Space, spaceNameTaken } from './space.ts';
import * as spaces from './space-queries.ts';

type Context = Pick<ActionContext, 'db' | 'now' | 'random' | 'vault'>;

/** A space with the two keys it speaks SAML with, and the role that Identity Center has in the admin account. */
export async function openSpace(context: Context, organizationId: number, name: string): Promise<Space> {
  const { db, now, random } = context;
  if (await spaces.findOfOrganization(db, organizationId)) throw alreadyOpen();
  const organization = await organizations.find(db, organizationId);
  if (!organization) throw organizationNotFound();
  await ensureServiceLinkedRole(context, organization.adminUin, identityCenterService);
  const space = await spaces.insert(db, { spaceId: random.id('z'), organizationId, name }, now);
  if (!space) throw spaceNameTaken(name);

  for (const purpose of ['service-provider', 'identity-provider'] as const) {
    const key = await makeSigningKey(context, space, purpose, 'current');
    await signingKeys.insert(db, space.spaceId, purpose, key);
  }
  return space;
}
