import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { type AuditRecord, toLine } from '../audit-record.ts';
import * as chains from '../chain-queries.ts';
import * as records from '../record-queries.ts';
import { openedCredential } from './destination.ts';
import { type Shipment, shipment } from './shipment.ts';
import * as shipments from './shipment-queries.ts';
import { choiceOf } from './tracking-set.ts';

const mostRecords = 500;
const mostCharacters = 1_000_000;
/** Looked at in one go when few of them are chosen. */
const mostLookedAt = 20_000;
/** Longer than any delivery may take; a node that dies meanwhile is waited for so long. */
const leaseSeconds = 120;

export const takeShipment = defineAction({
  id: 'audit:TakeShipment',
  summary:
    'Take the next records that a tracking set has to deliver; nobody else delivers that set meanwhile.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({ shipment: shipment.optional(), isMore: z.boolean() }),

  async run(context) {
    const { db, now } = context;
    const { anchor, head } = await chains.find(db);
    const set = await shipments.lockDue(db, head.sequence, now);
    if (!set) return { isMore: false };
    if (set.testRequestedAt) return { shipment: await lease(context, set, testOf(set, now)), isMore: true };

    const after = Math.max(set.position, anchor.sequence);
    const lookedAt = Math.min(after + mostLookedAt, head.sequence);
    const range = { after, upTo: lookedAt, maxResults: mostRecords };
    const found = await records.listBetween(db, set.organizationId, choiceOf(set), range);
    const [first, ...others] = found;
    if (!first) {
      await shipments.pass(db, set.organizationId, set.trackingSetId, lookedAt);
      return { isMore: true };
    }
    const carried = [first, ...others.slice(0, countThatFits(first, others))];
    const isAll = carried.length === found.length && found.length < mostRecords;
    const upTo = isAll ? lookedAt : (carried.at(-1) ?? first).sequence;
    const name = `${first.time.toISOString().slice(0, 10)}/${padded(first.sequence)}-${set.trackingSetId}.ndjson`;
    const content = { name, body: carried.map(toLine).join(''), upTo };
    return { shipment: await lease(context, set, content), isMore: true };
  },
});

/** By its first record alone: the same records once more, and more with them, replace the file. */
const padded = (sequence: number): string => String(sequence).padStart(12, '0');

function countThatFits(first: AuditRecord, others: readonly AuditRecord[]): number {
  let characters = toLine(first).length;
  const tooMany = others.findIndex((record) => {
    characters += toLine(record).length;
    return characters > mostCharacters;
  });
  return tooMany === -1 ? others.length : tooMany;
}

const testOf = ({ trackingSetId, name }: shipments.DueSet, now: Date) => ({
  name: `test-${trackingSetId}.ndjson`,
  body: `${JSON.stringify({ test: true, trackingSet: name, time: now })}\n`,
});

async function lease(
  { db, now, random, vault }: ActionContext,
  { organizationId, trackingSetId, destination, credentialSealed, failures }: shipments.DueSet,
  content: Pick<Shipment, 'name' | 'body' | 'upTo'>,
): Promise<Shipment> {
  const name = random.id('lease');
  const until = new Date(now.getTime() + leaseSeconds * 1000);
  await shipments.lease(db, organizationId, trackingSetId, { lease: name, until });
  const taken = { ...content, organizationId, trackingSetId, destination, failures, lease: name, time: now };
  const credential = openedCredential(credentialSealed, vault);
  return credential === undefined
    ? { ...taken, credential: '', failure: credentialLost }
    : { ...taken, credential };
}

const credentialLost = {
  code: 'DeliveryCredentialLost',
  message: 'The secret was sealed with another key; enter it again.',
  details: {},
};
