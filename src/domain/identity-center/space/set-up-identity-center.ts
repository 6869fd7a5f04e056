import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { rootEmail, rootPassword } from '../../cam/index.ts';
import { accountName, foundOrganization, organizationName, organizations } from '../../organization/index.ts';
import { openSpace } from './open-space.ts';
import * as setUpLinks from './set-up-link-queries.ts';
import { spaceName } from './space.ts';

export const setUpIdentityCenter = defineAction({
  id: 'organization:SetUpIdentityCenter',
  summary:
    'Found the organization, its admin account with a root user, and its space: once, by the set-up link.',
  effect: 'write',
  allowed: ['visitor', 'system'],
  secret: ['token', 'password'],
  input: z.object({
    /** From the link printed at start; the system itself needs none. */
    token: z.string().max(64).optional(),
    organizationName,
    accountName,
    spaceName,
    email: rootEmail,
    password: rootPassword,
  }),
  output: z.object({
    organizationId: z.int(),
    adminUin: z.int(),
    rootDepartmentId: z.int(),
    zoneId: z.string(),
  }),

  async run(context, { token, spaceName: name, ...founding }) {
    await requireSetUpLink(context, token);
    const organization = await foundOrganization(context, founding);
    const space = await openSpace(context, organization.organizationId, name);
    return {
      organizationId: organization.organizationId,
      adminUin: organization.adminUin,
      rootDepartmentId: organization.rootDepartmentId,
      zoneId: space.spaceId,
    };
  },
});

/** The link works once, and only while nobody has set the installation up. */
async function requireSetUpLink({ db, actor }: ActionContext, token: string | undefined): Promise<void> {
  if (actor.kind === 'system') return;
  const isConsumed = await setUpLinks.consume(db, hashSecret(token ?? ''));
  if (isConsumed && (await organizations.isEmpty(db))) return;
  throw new DomainError(
    'forbidden',
    'SetUpLinkInvalid',
    'This set-up link was used already or is not valid.',
  );
}
