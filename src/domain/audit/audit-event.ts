import { z } from 'zod';
import type { Actor } from '../../action/actor.ts';
import type { ActionContext, AnyAction } from '../../action/define-action.ts';
import type { DomainError } from '../../action/domain-error.ts';
import type { Audited } from '../../action/execute.ts';
import { accountsNamed } from './accounts-named.ts';
import { auditable } from './auditable.ts';

export const auditOutcome = z.enum(['done', 'refused']);

/** One thing that somebody did, or was refused, as it is written down at once; it is sealed into the chain later. */
export interface AuditEvent {
  /** Nothing, when only the database can tell to whom this belongs. */
  organizationId: number | undefined;
  /** The accounts that it concerns: the actor's own first. */
  uins: number[];
  action: string;
  effect: 'read' | 'write';
  outcome: z.infer<typeof auditOutcome>;
  /** Why it was refused: the code of the refusal and its sentence. */
  code: string;
  reason: string;
  actor: Actor;
  actorName: string;
  address: string;
  requestId: string;
  /** JSON texts. */
  input: string;
  before: string | null;
  after: string | null;
  /** What the sentence of the refusal mentions. */
  details: string | null;
  time: Date;
}

const writtenLimit = 100_000;
/** Whoever is refused has perhaps made it up, so less of it is kept. */
const refusedLimit = 8_000;

export function toEvent(
  { actor, origin, now }: ActionContext,
  { id, effect }: AnyAction,
  { input, result, refusal, before = null, after = null }: Audited,
): AuditEvent {
  const refused = refusal ?? refusedResult(result);
  const limit = refused ? refusedLimit : writtenLimit;
  return {
    organizationId: organizationOf(actor, result),
    uins: accountsNamed(actor, input, result),
    action: id,
    effect,
    ...(refused ? refusalOf(refused, limit) : notRefused),
    actor,
    actorName: actorName(actor),
    address: origin.address || ('address' in actor ? (actor.address ?? '') : ''),
    requestId: origin.requestId,
    input: auditable(input, limit),
    before: before && auditable(before, limit),
    after: after && auditable(after, limit),
    time: now,
  };
}

type Refused = Pick<DomainError, 'code' | 'message'> & Partial<Pick<DomainError, 'details'>>;

const notRefused = { outcome: 'done', code: '', reason: '', details: null } as const;

const refusalOf = ({ code, message, details = {} }: Refused, limit: number) => ({
  outcome: 'refused' as const,
  code,
  reason: printable(message),
  details: Object.keys(details).length > 0 ? auditable(details, limit) : null,
});

/** Some actions refuse by a result, so that what was used up stays used up. */
function refusedResult(result: unknown): Refused | undefined {
  const { outcome, reason } = (result ?? {}) as { outcome?: unknown; reason?: unknown };
  if (outcome !== 'refused' && outcome !== 'locked') return undefined;
  return { code: typeof reason === 'string' ? reason : outcome, message: '' };
}

/** The organization that an actor administers, or that has just been founded. */
function organizationOf(actor: Actor, result: unknown): number | undefined {
  if (actor.kind === 'principal') return actor.organizationId;
  const { organizationId } = (result ?? {}) as { organizationId?: unknown };
  return typeof organizationId === 'number' ? organizationId : undefined;
}

/** Who, in one line that people can search for. Employees go by their user names, which the database knows. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'employee') return actor.userId;
  if (actor.kind === 'directory') return `directory/${actor.name}/${actor.credentialId}`;
  if (actor.kind !== 'principal') return actor.kind;
  const { uin, identity } = actor;
  if (identity.type === 'root') return `${uin}/root`;
  if (identity.type === 'cam-user') return `${uin}/user/${identity.userName}`;
  if (identity.type === 'federated-user') return `${uin}/federated-user/${identity.name}`;
  return `${uin}/role/${identity.roleName}/${identity.sessionName}`;
}

const printable = (text: string): string => text.slice(0, 500).toWellFormed().replaceAll('\0', '\uFFFD');
