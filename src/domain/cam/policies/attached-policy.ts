import { z } from 'zod';
import type { Transaction } from '../../../platform/database/database.ts';
import { listingOf } from '../paging.ts';
import type { Attachment } from './attachment-queries.ts';
import * as attachments from './attachment-queries.ts';
import { findPresetPolicy } from './preset-policy.ts';

/** The cloud takes products of a policy out of service; here there are none to take out. */
export const neverDeactivated = { deactived: z.literal(0), deactivedDetail: z.array(z.string()) };
export const active = { deactived: 0 as const, deactivedDetail: [] };

/** A policy as it is attached to somebody, as the API shows it. */
export const attachedPolicy = z.object({
  policyId: z.int(),
  policyName: z.string(),
  description: z.string(),
  addTime: z.date(),
  /** `QCS` is preset, `User` is custom. */
  policyType: z.enum(['QCS', 'User']),
  /** 2: written, not composed of products. */
  createMode: z.literal(2),
  /** The description again, as the lists of users and groups have it. */
  remark: z.string(),
  ...neverDeactivated,
});

export const policyTypeFilter = z.enum(['QCS', 'User', '']).default('');

interface Asked {
  page: number;
  rp: number;
  keyword: string;
  policyType?: 'QCS' | 'User' | '';
}

/** One page of what is attached; there are 200 at most, so they are sifted here. */
export async function listAttached(db: Transaction, uin: number, of: Attachment, asked: Asked) {
  const { filter, offset, maxResults } = listingOf(asked);
  const present = await attachments.listWithTimes(db, uin, of);
  const list = present
    .map(toAttachedPolicy)
    .filter(({ policyType }) => !asked.policyType || policyType === asked.policyType)
    .filter(({ policyName }) => policyName.toLowerCase().includes(filter.toLowerCase()));
  return { totalNum: list.length, list: list.slice(offset, offset + maxResults) };
}

type Row = Awaited<ReturnType<typeof attachments.listWithTimes>>[number];

function toAttachedPolicy({ policyId, attachedAt, policyName, description }: Row) {
  const preset = findPresetPolicy(policyId);
  const remark = preset?.description ?? description ?? '';
  return {
    policyId,
    policyName: preset?.policyName ?? policyName ?? String(policyId),
    description: remark,
    remark,
    addTime: attachedAt,
    policyType: preset ? ('QCS' as const) : ('User' as const),
    createMode: 2 as const,
    ...active,
  };
}
