import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { type AuditFilter, accountUin, actionPattern } from '../audit-filter.ts';
import { deliveryAddress, destination } from './destination.ts';

export const maximumTrackingSets = 10;

export const trackingSetStatus = z.enum(['Enabled', 'Disabled']);

/** What may be chosen, at first and again later. */
export const trackingSetChoices = {
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N} ._-]{1,64}$/u, 'Use 1 to 64 letters, digits, spaces and . _ -.'),
  /** Events that concern one of these accounts; none chosen means all of the organization. */
  memberUins: z.array(accountUin).max(1000, 'Choose at most 1,000 accounts.').default([]),
  /** Ids, or beginnings of ids with a star; none chosen means all. Reads are never delivered. */
  actions: z.array(actionPattern).max(50, 'Choose at most 50 actions.').default([]),
  outcomes: z.enum(['all', 'done', 'refused']).default('all'),
  destination,
};

/** An order to carry chosen audit records elsewhere as they come. */
export interface TrackingSet {
  trackingSetId: string;
  name: string;
  status: z.infer<typeof trackingSetStatus>;
  memberUins: number[];
  actions: string[];
  outcomes: 'all' | 'done' | 'refused';
  destination: z.infer<typeof destination>;
  credentialSealed: string | null;
  /** The last record that was delivered, or was seen and not chosen. */
  position: number;
  failures: number;
  nextAttemptAt: Date;
  lastDeliveredAt: Date | null;
  lastProblem: DeliveryFailure | null;
  lastProblemAt: Date | null;
  testRequestedAt: Date | null;
  testedAt: Date | null;
  testProblem: DeliveryFailure | null;
}

/** Why a delivery failed, to be said in the reader's language. */
export const deliveryFailure = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type DeliveryFailure = z.infer<typeof deliveryFailure>;

/** A tracking set as pages show it: never its credential. */
export const shownTrackingSet = z.object({
  trackingSetId: z.string(),
  name: z.string(),
  status: trackingSetStatus,
  memberUins: z.array(z.int()),
  actions: z.array(z.string()),
  outcomes: z.enum(['all', 'done', 'refused']),
  destination,
  /** Where it goes, in one line. */
  address: z.string(),
  /** Chosen records that are not delivered yet, counted up to `backlogLimit`. */
  backlog: z.int(),
  isBacklogLarger: z.boolean(),
  failures: z.int(),
  nextAttemptAt: z.date(),
  lastDeliveredAt: z.date().nullable(),
  lastProblem: deliveryFailure.nullable(),
  lastProblemAt: z.date().nullable(),
  isTestRequested: z.boolean(),
  testedAt: z.date().nullable(),
  testProblem: deliveryFailure.nullable(),
});

export const backlogLimit = 10_000;

export const toShownTrackingSet = (
  { credentialSealed: _, position: __, testRequestedAt, ...set }: TrackingSet,
  backlog: number,
): z.input<typeof shownTrackingSet> => ({
  ...set,
  address: deliveryAddress(set.destination),
  backlog: Math.min(backlog, backlogLimit),
  isBacklogLarger: backlog > backlogLimit,
  isTestRequested: testRequestedAt !== null,
});

/** What it chooses among the records. */
export const choiceOf = ({ memberUins, actions, outcomes }: TrackingSet): AuditFilter => ({
  uins: memberUins,
  actions,
  effect: 'write',
  ...(outcomes !== 'all' && { outcome: outcomes }),
});

const secondsAtFirst = 5;
const secondsAtMost = 900;

/** Longer and longer, up to a quarter of an hour. */
export const pauseSeconds = (failures: number): number =>
  Math.min(secondsAtMost, secondsAtFirst * 2 ** Math.min(failures - 1, 20));

export const trackingSetNotFound = (trackingSetId: string) =>
  new DomainError('not-found', 'TrackingSetNotFound', `There is no tracking set "${trackingSetId}".`, {
    details: { trackingSetId },
  });

export const trackingSetNameTaken = (name: string) =>
  new DomainError('conflict', 'TrackingSetNameTaken', `There is already a tracking set named "${name}".`, {
    details: { name },
    fields: { name: 'This name is taken already.' },
  });

export const tooManyTrackingSets = (limit: number) =>
  new DomainError('limit-exceeded', 'TrackingSetLimitExceeded', `There are ${limit} tracking sets already.`, {
    details: { limit },
  });
