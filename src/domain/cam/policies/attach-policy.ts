import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import * as accountLock from '../account-lock-queries.ts';
import { quotas } from '../quotas.ts';
import type { Attachment } from './attachment-queries.ts';
import * as attachments from './attachment-queries.ts';
import { policyLocked } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import { findPresetPolicy, policyNotFound } from './preset-policy.ts';

/** Attaches one policy more; what is attached already stays. */
export async function attachPolicy(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  uin: number,
  to: Attachment,
  policyId: number,
): Promise<void> {
  await accountLock.lock(db, uin);
  await requireAttachable(db, uin, policyId);
  const present = await attachments.list(db, uin, to);
  if (present.includes(policyId)) return;
  if (present.length >= quotas.attachments) throw tooManyAttachments();

  await attachments.attach(db, uin, to, policyId, now);
}

/** A preset policy or one of the account's own; not one that a service or a space keeps to itself. */
async function requireAttachable(db: Transaction, uin: number, policyId: number): Promise<void> {
  const preset = findPresetPolicy(policyId);
  if (preset?.isServiceLinked) throw serviceLinkedPolicy(preset.policyName);
  if (preset) return;
  const custom = await policies.find(db, uin, policyId);
  if (!custom) throw policyNotFound(policyId);
  if (custom.spaceId !== null) throw policyLocked(custom.policyName, custom.spaceId);
}

/** Nothing to take away is no refusal, as long as there is such a policy. */
export async function detachPolicy(
  { db }: Pick<ActionContext, 'db'>,
  uin: number,
  from: Attachment,
  policyId: number,
): Promise<void> {
  const isKnown = findPresetPolicy(policyId) ?? (await policies.find(db, uin, policyId));
  if (!isKnown) throw policyNotFound(policyId);
  await attachments.detach(db, uin, from, policyId);
}

export const tooManyAttachments = () =>
  new DomainError(
    'limit-exceeded',
    'AttachmentFull',
    `A user, group or role may have ${quotas.attachments} policies at most.`,
    // The organization's policies are refused by the same code, in other words.
    { details: { limit: quotas.attachments, context: 'cam' } },
  );

const serviceLinkedPolicy = (policy: string) =>
  new DomainError(
    'failed-precondition',
    'ServiceLinkedPolicyFixed',
    `"${policy}" is for the role of its service alone.`,
    { details: { policy } },
  );
