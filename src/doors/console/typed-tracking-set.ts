import type { z } from 'zod';
import type { shownTrackingSet } from '../../domain/audit/tracking/tracking-set.ts';

const kinds = ['webhook', 'bucket', 'folder'] as const;
type Kind = (typeof kinds)[number];

export const destinationKindOf = (asked: unknown): Kind => kinds.find((kind) => kind === asked) ?? 'webhook';

const destinationFields: Record<Kind, readonly string[]> = {
  folder: ['folder'],
  bucket: ['bucketUrl', 'region', 'prefix', 'accessKeyId'],
  webhook: ['webhookUrl'],
};

/** What the form of a tracking set says: lists are typed one item a line, or with commas between them. */
export function typedTrackingSet(body: Record<string, unknown> = {}) {
  const kind = destinationKindOf(body.kind);
  const fields = destinationFields[kind].map((name) => [name, body[name]]);
  return {
    name: body.name,
    memberUins: itemsOf(body.memberUins),
    actions: itemsOf(body.actions),
    outcomes: body.outcomes,
    destination: { kind, ...Object.fromEntries(fields) },
    credential: body.credential,
  };
}

/** The same the other way round; the credential is never shown. */
export const typedTrackingSetOf = (set: z.infer<typeof shownTrackingSet>) => ({
  ...set.destination,
  name: set.name,
  memberUins: set.memberUins.join('\n'),
  actions: set.actions.join('\n'),
  outcomes: set.outcomes,
});

const itemsOf = (text: unknown): string[] =>
  String(text ?? '')
    .split(/[\s,;，；、]+/)
    .filter(Boolean);
