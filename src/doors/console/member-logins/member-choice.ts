import type { Request } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listMembersAuthIdentities } from '../../../domain/organization/member-logins/member-permissions/list-members-auth-identities.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { chosenMembers } from './chosen.ts';

/**
 * A page of members to tick, and those that were ticked on other pages of the same search or another one. Every
 * button of that page submits its one form, so no tick is lost on the way.
 */
export async function memberChoice(execute: Execute, req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  const chosen = chosenMembers(req);
  const listed = await execute(listMembersAuthIdentities, administratorOf(req), {
    searchKey: search,
    offset,
    limit: maxResults,
  });
  const elsewhere = chosen.filter((uin) => !listed.items.some(({ memberUin }) => memberUin === uin));
  const others = elsewhere.length > 0 ? await membersOf(execute, req, elsewhere) : [];
  return {
    total: listed.total,
    members: listed.items.map((member) => ({ ...member, isChosen: chosen.includes(member.memberUin) })),
    others,
  };
}

/** Members by their numbers; those that are not of the organization are not found. */
export async function membersOf(execute: Execute, req: Request, memberUins: readonly number[]) {
  if (memberUins.length === 0) return [];
  const { items } = await execute(listMembersAuthIdentities, administratorOf(req), {
    memberUins,
    limit: 50,
  });
  return items;
}
