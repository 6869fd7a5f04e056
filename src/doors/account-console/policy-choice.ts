import type { Request } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listCamPolicies } from '../../domain/cam/policies/list-policies.ts';
import { listingOf, pagerOf } from '../pager.ts';
import { askedOf } from './page-of-list.ts';
import { principalOf } from './signed-in.ts';

/** What a list to choose from needs besides its rows. */
export const choiceLocals = (req: Request, total: number) => ({
  search: listingOf(req).search,
  page: pagerOf(req, total),
});

/** Policies to choose from; those that are chosen already are marked, and those that nobody may choose. */
export async function policyChoice(execute: Execute, req: Request, chosen: readonly number[]) {
  const { list, totalNum } = await execute(listCamPolicies, principalOf(req), askedOf(req));
  return {
    ...choiceLocals(req, totalNum),
    policies: list.map(({ policyId, policyName, description, type, isServiceLinkedPolicy, spaceId }) => ({
      policyId,
      policyName,
      description,
      kind: isServiceLinkedPolicy ? 'linked' : type === 1 ? 'custom' : 'preset',
      isChosen: chosen.includes(policyId),
      isFree: !isServiceLinkedPolicy && spaceId === null,
    })),
  };
}

/** The same part of the list again, for the next choice. */
export const sameChoice = ({ body }: Pick<Request, 'body'>): string =>
  `?${new URLSearchParams({ q: String(body?.q ?? ''), page: String(body?.page ?? '1') })}`;
