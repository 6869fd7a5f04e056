import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { roleArn, roles } from '../../cam/index.ts';
import * as revocations from './revocation-queries.ts';
import { roleNotFound } from './role-refusals.ts';
import * as sessions from './session-queries.ts';

export const listRoleSessions = defineAction({
  id: 'sts:ListRoleSessions',
  summary: 'List who is in an account as one of its roles, at the console or by temporary keys.',
  effect: 'read',
  allowed: ['principal'],
  resource: ({ roleName }, { uin }) => roleArn(uin, roleName),
  input: z.object({ roleName: z.string().max(128), filter: z.string().max(256).default(''), ...pageInput }),
  output: z.object({
    sessions: z.array(
      z.object({
        sessionId: z.string(),
        sessionName: z.string(),
        access: z.enum(['console', 'keys']),
        source: z.object({
          kind: z.enum(['saml', 'root', 'cam-user', 'role', 'federated-user']),
          name: z.string(),
        }),
        hasPolicy: z.boolean(),
        issuedAt: z.date(),
        expiresAt: z.date(),
      }),
    ),
    total: z.int(),
    /** Sessions that began until then are over. */
    revokedBefore: z.date().optional(),
  }),

  async run({ db, actor, now }, { roleName, ...listing }) {
    const { uin } = requirePrincipal(actor);
    const role = await roles.find(db, uin, roleName);
    if (!role) throw roleNotFound(roleName);

    const { items, total } = await sessions.listOfRole(db, uin, role.roleId, listing, now);
    return { sessions: items, total, revokedBefore: await revocations.find(db, uin, role.roleId) };
  },
});
