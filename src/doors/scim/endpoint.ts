import type { Answer } from './answer.ts';
import type { Asked } from './asked.ts';

export type Endpoint = (asked: Asked) => Promise<Answer>;

/** What each method of an address does; the others are not allowed. */
export type Endpoints = Readonly<Partial<Record<string, Endpoint>>>;

export type ResourceName = 'User' | 'Group';
