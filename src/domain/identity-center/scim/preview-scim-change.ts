import { sql } from 'kysely';
import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import * as access from './access-queries.ts';
import { versionsInput } from './change.ts';
import { changes } from './changes.ts';
import { openSpaceOf } from './directory-space.ts';

const mostNamed = 1000;

const grant = z.object({
  userId: z.string(),
  userName: z.string(),
  uin: z.int(),
  accountName: z.string(),
  /** Of a CAM user: null. */
  roleConfigurationId: z.string().nullable(),
  roleConfigurationName: z.string().nullable(),
});

export const previewScimChange = defineAction({
  id: 'organization:PreviewSCIMChange',
  summary:
    'Ours. Tell who would gain and who would lose which accounts by a request of the directory, or why it would be refused; nothing changes.',
  effect: 'read',
  allowed: ['directory'],
  input: z.object({
    resourceType: z.enum(['User', 'Group']),
    method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
    id: z.string().default(''),
    body: z.unknown(),
    ...versionsInput,
  }),
  output: z.object({
    gainCount: z.int(),
    lossCount: z.int(),
    gains: z.array(grant),
    losses: z.array(grant),
  }),

  async run(context, { resourceType, method, ...request }) {
    const { db, now } = context;
    const spaceId = await openSpaceOf(context);
    const change = changes[resourceType][method];
    await sql`savepoint dry_run`.execute(db);
    const { userIds } = await change(withoutTrace(context), spaceId, { ...request, body: request.body });
    const after = await access.list(db, spaceId, userIds, now);
    await sql`rollback to savepoint dry_run`.execute(db);
    const before = await access.list(db, spaceId, userIds, now);
    const gains = without(after, before);
    const losses = without(before, after);
    return {
      gainCount: gains.length,
      lossCount: losses.length,
      gains: gains.slice(0, mostNamed),
      losses: losses.slice(0, mostNamed),
    };
  },
});

/** The jobs that it asks for are rows of the same transaction, so they are undone with the rest. */
const withoutTrace = (context: ActionContext): ActionContext => ({ ...context, changed: () => {} });

function without(some: readonly access.Access[], others: readonly access.Access[]): access.Access[] {
  const known = new Set(others.map(keyOf));
  return some.filter((one) => !known.has(keyOf(one)));
}

const keyOf = ({ userId, uin, roleConfigurationId }: access.Access) =>
  `${userId} ${uin} ${roleConfigurationId}`;
