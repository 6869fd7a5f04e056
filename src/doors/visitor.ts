import type { Request } from 'express';
import type { Visitor } from '../action/actor.ts';

/** Whoever asks before anybody has signed in; known by the address alone. */
export const visitorOf = ({ ip }: Pick<Request, 'ip'>): Visitor => ({
  kind: 'visitor',
  ...(ip && { address: ip }),
});
