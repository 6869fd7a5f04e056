import type { ActionContext } from '../../../action/define-action.ts';
import { generateSamlKeyPair } from '../../../platform/saml/key-pair.ts';
import * as signingKeys from './signing-key-queries.ts';
import { alreadyOpen, type Space, spaceNameTaken } from './space.ts';
import * as spaces from './space-queries.ts';

type Context = Pick<ActionContext, 'db' | 'now' | 'random' | 'vault'>;

/** A space with the two keys it speaks SAML with. */
export async function openSpace(context: Context, organizationId: number, name: string): Promise<Space> {
  const { db, now, random } = context;
  if (await spaces.findOfOrganization(db, organizationId)) throw alreadyOpen();
  const space = await spaces.insert(db, { spaceId: random.id('z'), organizationId, name }, now);
  if (!space) throw spaceNameTaken(name);

  await addKey(context, space, 'service-provider');
  await addKey(context, space, 'identity-provider');
  return space;
}

async function addKey(
  { db, now, random, vault }: Context,
  space: Space,
  purpose: 'service-provider' | 'identity-provider',
) {
  const serialNumber = (random.integer(2 ** 40) + 1).toString(16).padStart(12, '0');
  const { privateKey, certificate, notAfter } = await generateSamlKeyPair(
    `Identity Center ${space.name} (${purpose})`,
    serialNumber,
    now,
  );
  await signingKeys.insert(
    db,
    space.spaceId,
    purpose,
    { privateKeySealed: vault.seal(privateKey), certificate, notAfter },
    now,
  );
}
