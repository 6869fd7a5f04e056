import { hash } from 'node:crypto';

/** An event in the chain. JSON is held as the text that was hashed. */
export interface AuditRecord extends SealedContent {
  /** The place in the chain: 1, 2, 3, … without gaps. */
  sequence: number;
  hash: string;
}

/** All that the hash of a record covers. Its place is covered by the hash of the record before it. */
export interface SealedContent {
  eventId: number;
  time: Date;
  organizationId: number | null;
  uins: number[];
  action: string;
  effect: string;
  outcome: string;
  code: string;
  reason: string;
  actor: string;
  actorName: string;
  address: string;
  requestId: string;
  input: string;
  before: string | null;
  after: string | null;
  /** What the sentence of a refusal mentions; null when there is nothing, and in records of version 1. */
  details: string | null;
  previousHash: string;
}

/** Where the chain begins. */
export const noHash = '0'.repeat(64);

/**
 * The bytes that are hashed (docs/guides/audit.md): canonical JSON, in UTF-8. The JSON texts within are canonical
 * already, so they are put in as they are.
 */
function sealedText(content: SealedContent): string {
  const { eventId, organizationId, uins, details } = content;
  const text = JSON.stringify;
  return [
    `{"action":${text(content.action)}`,
    `"actor":${content.actor}`,
    `"actorName":${text(content.actorName)}`,
    `"address":${text(content.address)}`,
    `"after":${content.after}`,
    `"before":${content.before}`,
    `"code":${text(content.code)}`,
    ...(details === null ? [] : [`"details":${details}`]),
    `"effect":${text(content.effect)}`,
    `"eventId":${eventId}`,
    `"input":${content.input}`,
    `"organizationId":${organizationId}`,
    `"outcome":${text(content.outcome)}`,
    `"previousHash":${text(content.previousHash)}`,
    `"reason":${text(content.reason)}`,
    `"requestId":${text(content.requestId)}`,
    `"time":${text(content.time.toISOString())}`,
    `"uins":[${uins}]`,
    `"version":${details === null ? 1 : 2}}`,
  ].join(',');
}

export const hashOf = (content: SealedContent): string => hash('sha256', sealedText(content), 'hex');

/** Whether each JSON text is one whole value: else bytes could be moved from one field into the next. */
export function holdsWholeValues({ actor, input, before, after, details }: SealedContent): boolean {
  return [actor, input, before, after, details].every((text) => text === null || isJson(text));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One line of an export or a shipment: `record` holds exactly the bytes that were hashed. */
export const toLine = (record: AuditRecord): string =>
  `{"sequence":${record.sequence},"hash":"${record.hash}","record":${sealedText(record)}}\n`;
