import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { createAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { updateAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { planAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { listRoleAccounts } from '../../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

/** Numbers that are the same in every run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

interface Grant {
  principal: string;
  uin: number;
  configuration: string;
  from: number;
  until: number;
}

/** The plainest possible account of who may do what: a list of grants, and who is in which group. */
class Ledger {
  readonly grants: Grant[] = [];
  readonly groups: ReadonlyMap<string, readonly string[]>;

  constructor(groups: ReadonlyMap<string, readonly string[]>) {
    this.groups = groups;
  }

  people = (principal: string): readonly string[] => this.groups.get(principal) ?? [principal];

  has = (user: string, uin: number, configuration: string, isCounted: (grant: Grant) => boolean): boolean =>
    this.grants.some(
      (grant) =>
        grant.uin === uin &&
        grant.configuration === configuration &&
        isCounted(grant) &&
        this.people(grant.principal).includes(user),
    );

  exists = (principal: string, uin: number, configuration: string, now: number): boolean =>
    this.grants.some(
      (grant) =>
        grant.principal === principal &&
        grant.uin === uin &&
        grant.configuration === configuration &&
        grant.until > now,
    );
}

interface Company {
  users: string[];
  groups: Map<string, string[]>;
  uins: number[];
  departments: Map<number, number[]>;
  configurations: string[];
}

describe.each([1, 2, 3])('who may enter what, in a company at random (%s)', (seed) => {
  const roll = dice(seed);
  const some = <T>(items: readonly T[]): T[] => items.filter(() => roll(2) === 1);
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let company: Company;
  let ledger: Ledger;
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, zoneId } = founded);
    company = await makeCompany(founded.rootDepartmentId);
    ledger = new Ledger(company.groups);
  });

  async function makeCompany(root: number): Promise<Company> {
    const users = [];
    for (const name of ['ann', 'ben', 'cas', 'dee', 'eli'])
      users.push(await createPerson(world, administrator, zoneId, name));
    const groups = new Map<string, string[]>();
    for (const name of ['one', 'two', 'three']) {
      const members = some(users);
      groups.set(await createGroupOf(world, administrator, zoneId, name, members), members);
    }
    const departments = await makeDepartments(root);
    const configurations = [];
    for (const name of ['Reader', 'Writer'])
      configurations.push(await createConfiguration(world, administrator, zoneId, name, ['ReadOnlyAccess']));
    return { users, groups, departments, configurations, uins: [...departments.values()].flat() };
  }

  async function makeDepartments(root: number): Promise<Map<number, number[]>> {
    const departments = new Map<number, number[]>();
    for (const name of ['north', 'south']) {
      const added = { parentNodeId: root, name };
      const { nodeId } = await world.execute(addOrganizationNode, administrator, added);
      const uins = [];
      for (let count = 1 + roll(2); count > 0; count -= 1) {
        const member = { name: `${name}-${count}`, nodeId };
        uins.push((await world.execute(createOrganizationMember, administrator, member)).uin);
      }
      departments.set(nodeId, uins);
    }
    return departments;
  }

  /** A choice at random, as a draft; with it, what it should mean. */
  async function draw() {
    const nodeIds = some([...company.departments.keys()]);
    const single = some(company.uins);
    const uins = new Set([...single, ...nodeIds.flatMap((id) => company.departments.get(id) ?? [])]);
    const userIds = some(company.users);
    const groupIds = some([...company.groups.keys()]);
    const configurations = some(company.configurations);
    const now = world.clock.now().getTime();
    const from = roll(3) === 0 ? now + (1 + roll(100)) * 1000 : null;
    const until = roll(3) === 0 ? (from ?? now) + (1 + roll(100)) * 1000 : null;
    const { draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId });
    await world.execute(updateAuthorizationDraft, administrator, {
      ...{ zoneId, draftId },
      add: { nodeIds, uins: single, userIds, groupIds, roleConfigurationIds: configurations },
      startTime: from === null ? null : new Date(from),
      endTime: until === null ? null : new Date(until),
    });
    const wanted: Grant[] = [...userIds, ...groupIds].flatMap((principal) =>
      [...uins].flatMap((uin) =>
        configurations.map((configuration) => ({
          ...{ principal, uin, configuration },
          ...{ from: from ?? 0, until: until ?? Number.POSITIVE_INFINITY },
        })),
      ),
    );
    return { draftId, wanted, now };
  }

  /** Counted one by one, over everybody and everything. */
  function expectedPlan(wanted: readonly Grant[], now: number) {
    const present = (grant: Grant) => grant.until > now;
    const gains = wanted.flatMap(({ principal, uin, configuration }) =>
      ledger
        .people(principal)
        .filter((user) => !ledger.has(user, uin, configuration, present))
        .map((user) => ({ user, uin })),
    );
    return {
      tripletCount: wanted.length,
      existingCount: wanted.filter((grant) =>
        ledger.exists(grant.principal, grant.uin, grant.configuration, now),
      ).length,
      gainingPersonCount: new Set(gains.map(({ user }) => user)).size,
      gainedAccountCount: new Set(gains.map(({ uin }) => uin)).size,
    };
  }

  /** What was there stays, unless it has ended. */
  function enter(wanted: readonly Grant[], now: number): void {
    const fresh = wanted.filter(
      (grant) => !ledger.exists(grant.principal, grant.uin, grant.configuration, now),
    );
    ledger.grants.push(...fresh);
  }

  async function expectPortal(): Promise<void> {
    const now = world.clock.now().getTime();
    const counts = (grant: Grant) => grant.from <= now && now < grant.until;
    for (const userId of company.users) {
      const person = { kind: 'employee', spaceId: zoneId, userId } as const;
      const { accounts } = await world.execute(listRoleAccounts, person, { maxResults: 100 });
      const may = company.uins.filter((uin) =>
        company.configurations.some((configuration) => ledger.has(userId, uin, configuration, counts)),
      );
      expect(accounts.map(({ uin }) => uin).sort()).toEqual(may.sort());
    }
    const [userId, uin] = [company.users[0] as string, company.uins[0] as number];
    for (const permissionConfigurationId of company.configurations) {
      const entering = world.execute(
        enterAccountAsRole,
        { kind: 'employee', spaceId: zoneId, userId },
        { uin, permissionConfigurationId },
      );
      const answer = await entering.then(
        () => 'entered',
        (error: { code: string }) => error.code,
      );
      const isMayEnter = ledger.has(userId, uin, permissionConfigurationId, counts);
      expect(answer).toBe(isMayEnter ? 'entered' : 'AccountNotEntered');
    }
  }

  it('is planned, granted and shown as a count of all of it one by one says, at every moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { draftId, wanted, now } = await draw();
      const { draft, plan } = await world.execute(planAuthorizationDraft, administrator, { zoneId, draftId });
      expect(plan).toMatchObject(expectedPlan(wanted, now));
      if (wanted.length > 0) {
        const submission = { zoneId, draftId, revision: draft.revision };
        const done = await world.execute(submitAuthorizationDraft, administrator, submission);
        const existing = expectedPlan(wanted, now).existingCount;
        expect(done).toMatchObject({ createdCount: wanted.length - existing, existingCount: existing });
        enter(wanted, now);
        await world.runJobs();
      }
      await expectPortal();
      world.clock.advance(roll(60));
      await expectPortal();
    }
  });
});
