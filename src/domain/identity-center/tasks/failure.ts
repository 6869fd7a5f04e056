import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** Why something failed: a sentence for the Cloud API, and what pages make theirs of. Ours but for the sentence. */
export const failureFields = {
  failureReason: z.string(),
  /** Of the refusal; empty where nothing failed. */
  failureCode: z.string(),
  failureDetails: z.record(z.string(), z.union([z.string(), z.number()])),
};

/** How it is written down; without a refusal nothing has failed. */
export const failureColumns = (refusal?: DomainError) => ({
  failure_reason: refusal?.message ?? '',
  failure_code: refusal?.code ?? '',
  failure_details: JSON.stringify(refusal?.details ?? {}),
});

/** The same on a task, before it is written. */
export const failureOf = ({ message, code, details }: DomainError) => ({
  failureReason: message,
  failureCode: code,
  failureDetails: details,
});

export const noFailure = { failureReason: '', failureCode: '', failureDetails: {} };

export const cancelledByAdministrator = () =>
  new DomainError('failed-precondition', 'TaskCancelled', 'An administrator cancelled it.');

export const triedTooOften = () =>
  new DomainError(
    'failed-precondition',
    'TaskGivenUp',
    'This was tried too often without an outcome. The log of the server says more.',
  );

export const removedMeanwhile = () =>
  new DomainError('failed-precondition', 'RemovedMeanwhile', 'It was removed before it was carried out.');
