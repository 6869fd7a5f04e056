import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createUserSyncProvisioning } from '../../domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { listGroups } from '../../domain/identity-center/groups/list-groups.ts';
import { listUsers } from '../../domain/identity-center/users/list-users.ts';
import { describeOrganizationMembers } from '../../domain/organization/accounts/describe-organization-members.ts';
import { form } from '../form.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';
import { listOf } from './organization/posted.ts';

const path = '/cam-user-synchronizations/new';
const page = 'console/cam-user-synchronizations/new';
const lastStep = 3;
const shown = 20;

/** A box: what it stands for and how people call it, which is for the pages alone. */
interface Choice {
  value: string;
  name: string;
  kind: string;
}

/** Who, into which accounts, and how: three steps in one address, so that going back loses nothing. */
export function newSynchronizationPages(execute: Execute): Router {
  const router = Router();
  router.get(path, async (req, res) => {
    res.render(page, { ...(await stepOf(execute, req, req.query)), problem: null });
  });
  router.post(
    path,
    form(execute, {
      action: createUserSyncProvisioning,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), userSyncProvisionings: wantedOf(req) }),
      done: (_result, _req, res) => res.redirect(303, '/console/tasks?taskType=StartProvisioning'),
      page,
      locals: (req) => stepOf(execute, req, { ...req.body, step: lastStep }),
    }),
  );
  return router;
}

async function stepOf(execute: Execute, req: Request, given: Record<string, unknown>) {
  const people = listOf(given.principal).map(toChoice);
  const accounts = listOf(given.account).map(toChoice);
  const asked = Math.min(lastStep, Math.max(1, Number(given.step) || 1));
  // Nobody gets past a step without a choice.
  const step = people.length === 0 ? 1 : accounts.length === 0 ? Math.min(asked, 2) : asked;
  // What was typed in one step is not looked for in the next one.
  const isSameStep = given.at === undefined || Number(given.at) === step;
  const search = isSameStep && typeof given.q === 'string' ? given.q.slice(0, 256) : '';
  const found = await candidates(execute, req, step, search);
  const chosen = new Set([...people, ...accounts].map(({ value }) => value));
  return {
    step,
    search,
    people,
    accounts,
    candidates: found.filter(({ value }) => !chosen.has(value)),
    isEmpty: asked > step,
    values: { description: '', duplicationStrategy: 'KeepBoth', deletionStrategy: 'Keep' },
  };
}

async function candidates(execute: Execute, req: Request, step: number, search: string): Promise<Choice[]> {
  const administrator = administratorOf(req);
  if (step === lastStep) return [];
  if (step === 2) {
    const wanted = { searchKey: search, limit: shown };
    const { items } = await execute(describeOrganizationMembers, administrator, wanted);
    return items.map(({ memberUin, name, isManager }) =>
      choice(isManager ? 'ManagerUin' : 'MemberUin', String(memberUin), name),
    );
  }
  const listing = { zoneId: zoneOf(req), maxResults: shown };
  const { groups } = await execute(listGroups, administrator, { ...listing, search });
  const { users } = await execute(listUsers, administrator, { ...listing, filter: search });
  return [
    ...groups.map(({ groupId, groupName }) => choice('Group', groupId, groupName)),
    ...users.map(({ userId, userName }) => choice('User', userId, userName)),
  ];
}

const choice = (kind: string, id: string, name: string): Choice => ({
  value: `${kind}:${id}:${name}`,
  name,
  kind,
});

function toChoice(value: string): Choice {
  const [kind = '', , ...name] = value.split(':');
  return { value, kind, name: name.join(':') };
}

/** Everybody into every account. */
function wantedOf({ body }: Request) {
  const { description = '', duplicationStrategy, deletionStrategy } = body;
  return listOf(body.principal).flatMap((principal) =>
    listOf(body.account).map((account) => {
      const [principalType, principalId] = principal.split(':');
      const [targetType, uin] = account.split(':');
      const target = { targetType, targetUin: Number(uin) };
      return { description, principalType, principalId, ...target, duplicationStrategy, deletionStrategy };
    }),
  );
}
