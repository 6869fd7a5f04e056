import { z } from 'zod';
import { type ActionContext, defineAction } from '../../action/define-action.ts';
import type { AuditRecord } from './audit-record.ts';
import { type Breakage, breakAt, breakAtEnd, breakage } from './breakage.ts';
import { areSealedEnds, endText, readEnd } from './chain.ts';
import * as chains from './chain-queries.ts';
import * as records from './chained-record-queries.ts';

export const verifyChain = defineAction({
  id: 'audit:VerifyChain',
  summary: 'Compute the chain of audit records again and say where it first does not hold.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({
    /** A head of this chain that was kept elsewhere: `sequence:hash`. */
    keptHead: z
      .string()
      .refine(
        (text) => readEnd(text) !== undefined,
        'Enter a head such as 1234:0f…, with 64 hexadecimal digits.',
      )
      .optional(),
  }),
  output: z.object({
    broken: breakage.optional(),
    verified: z.int(),
    /** Records before the first one, removed because their time was over. */
    removed: z.int(),
    unsealed: z.int(),
    head: z.string(),
    /** The kept head is of a record that was removed, so it says nothing any more. */
    isKeptHeadRemoved: z.boolean(),
  }),

  async run({ db, vault }, { keptHead }) {
    await chains.holdStill(db);
    const chain = await chains.find(db);
    const kept = keptHead === undefined ? undefined : readEnd(keptHead);
    const { broken, verified, keptHash } = await walk(db, chain, kept?.sequence);
    const isKeptHeadRemoved = kept !== undefined && kept.sequence < chain.anchor.sequence;
    return {
      broken:
        broken ??
        endsBroken(chain, vault) ??
        (isKeptHeadRemoved ? undefined : keptHeadBroken(kept, keptHash)),
      verified,
      removed: chain.anchor.sequence,
      unsealed: await chains.countUnsealed(db),
      head: endText(chain.head),
      isKeptHeadRemoved,
    };
  },
});

interface Walked {
  broken: Breakage | undefined;
  verified: number;
  /** Of the record that is asked for, when it was come across. */
  keptHash: string | undefined;
}

/** From the anchor to the head; ends at the first place that does not hold. */
async function walk(
  db: ActionContext['db'],
  { anchor, head }: chains.Chain,
  keptSequence: number | undefined,
): Promise<Walked> {
  let last = anchor;
  let keptHash = keptSequence === anchor.sequence ? anchor.hash : undefined;
  const end = (broken: Breakage | undefined) => ({
    broken,
    verified: last.sequence - anchor.sequence,
    keptHash,
  });
  for await (const record of everyRecord(db, anchor.sequence)) {
    const broken = breakAt(last, record);
    if (broken) return end(broken);
    last = record;
    if (record.sequence === keptSequence) keptHash = record.hash;
  }
  return end(breakAtEnd(last, head));
}

const pageSize = 1000;

async function* everyRecord(db: ActionContext['db'], after: number): AsyncGenerator<AuditRecord> {
  let page = await records.listAfter(db, after, pageSize);
  while (page.length > 0) {
    yield* page;
    page = await records.listAfter(db, page.at(-1)?.sequence ?? after, pageSize);
  }
}

function endsBroken(chain: chains.Chain, vault: ActionContext['vault']): Breakage | undefined {
  const isEmpty = chain.sealedEnds === '' && chain.head.sequence === 0;
  if (isEmpty || areSealedEnds(chain, vault)) return undefined;
  return {
    sequence: chain.head.sequence,
    kind: 'ends',
    found: endText(chain.head),
    expected: 'the ends that were sealed with our key',
  };
}

function keptHeadBroken(
  kept: chains.ChainEnd | undefined,
  keptHash: string | undefined,
): Breakage | undefined {
  if (kept === undefined || kept.hash === keptHash) return undefined;
  const found = keptHash === undefined ? 'no such record' : endText({ ...kept, hash: keptHash });
  return { sequence: kept.sequence, kind: 'head', found, expected: endText(kept) };
}
