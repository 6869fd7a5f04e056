import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Principal, systemActor } from '../../../../src/action/actor.ts';
import { DomainError } from '../../../../src/action/domain-error.ts';
import { deleteAuthorizations } from '../../../../src/domain/identity-center/authorizations/changing/delete-authorizations.ts';
import { createDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { deleteDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/delete-department-authorization.ts';
import { createAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { updateAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { endAuthorizations } from '../../../../src/domain/identity-center/authorizations/ending/end-authorizations.ts';
import { planAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { addUserToGroup } from '../../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { removeUserFromGroup } from '../../../../src/domain/identity-center/groups/remove-user-from-group.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { listRoleAccounts } from '../../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { moveOrganizationNodeMembers } from '../../../../src/domain/organization/departments/move-organization-node-members.ts';
import { inheritAll } from '../../../../src/doors/worker/inheritance-round.ts';
import { createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

/** Departments by their place in the list; each names its parent, the first is the root. */
const parents = [null, 0, 1, 0] as const;
const [people, groups, members, configurations, hour] = [2, 2, 3, 2, 3600];

const below = (limit: number) => fc.integer({ min: 0, max: limit - 1 });
const who = fc.oneof(
  below(people).map((at) => ({ type: 'User' as const, at })),
  below(groups).map((at) => ({ type: 'Group' as const, at })),
);
/** In hours from now; null is at once, and for ever. Most count when everybody is at the doors. */
const times = fc.record({
  start: fc.constantFrom(null, null, null, 1, 2),
  length: fc.constantFrom(null, null, null, 1, 3),
});
const of = <Value>(weight: number, arbitrary: fc.Arbitrary<Value>) => ({ weight, arbitrary });
const step = fc.oneof(
  of(
    3,
    fc.record({
      ...{ kind: fc.constant('direct' as const), who, account: below(members + 1) },
      ...{ what: below(configurations), times },
    }),
  ),
  of(
    6,
    fc.record({
      ...{ kind: fc.constant('department' as const), who, department: below(parents.length) },
      ...{ what: below(configurations), times, withBelow: fc.boolean(), includesAdmin: fc.boolean() },
    }),
  ),
  of(
    3,
    fc.record({
      ...{
        kind: fc.constant('move' as const),
        account: below(members + 1),
        department: below(parents.length),
      },
    }),
  ),
  of(3, fc.record({ kind: fc.constant('join' as const), person: below(people), group: below(groups) })),
  of(1, fc.record({ kind: fc.constant('leave' as const), person: below(people), group: below(groups) })),
  of(1, fc.record({ kind: fc.constant('removeDirect' as const), at: fc.nat() })),
  of(1, fc.record({ kind: fc.constant('removeDepartment' as const), at: fc.nat() })),
  of(1, fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 2 }) })),
  of(1, fc.constant({ kind: 'end' as const })),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type Who = { type: 'User' | 'Group'; at: number };

/** What somebody was granted, as this test remembers it. Times are in hours since the beginning. */
interface Granted {
  who: Who;
  what: number;
  from: number;
  until: number;
  account?: number;
  department?: { at: number; withBelow: boolean; includesAdmin: boolean; id: string };
}

/** The same organization twice: in the product, and in the head of whoever reads this. Account 0 is the admin account. */
class Twice {
  private world!: World;
  private administrator!: Principal;
  private zoneId = '';
  private readonly ids = {
    departments: [] as number[],
    accounts: [] as number[],
    users: [] as string[],
    groups: [] as string[],
    configurations: [] as string[],
  };
  private hours = 0;
  private granted: Granted[] = [];
  private readonly places = [0, 1, 2, 3];
  private readonly joined = new Set<string>();

  static async begin(): Promise<Twice> {
    const twice = new Twice();
    const world = await newWorld();
    const { administrator, zoneId, adminUin, rootDepartmentId } = await foundSpace(world);
    Object.assign(twice, { world, administrator, zoneId });
    const { ids } = twice;
    for (const [at, parent] of parents.entries()) {
      const parentNodeId = ids.departments[parent ?? 0];
      ids.departments.push(
        parent === null
          ? rootDepartmentId
          : (await world.execute(addOrganizationNode, administrator, { parentNodeId, name: `D${at}` }))
              .nodeId,
      );
    }
    ids.accounts.push(adminUin);
    for (let at = 1; at <= members; at += 1) {
      const member = { name: `A${at}`, nodeId: ids.departments[at] };
      ids.accounts.push((await world.execute(createOrganizationMember, administrator, member)).uin);
    }
    for (let at = 0; at < people; at += 1)
      ids.users.push(await createPerson(world, administrator, zoneId, `p${at}`));
    for (let at = 0; at < groups; at += 1)
      ids.groups.push(await createGroupOf(world, administrator, zoneId, `g${at}`, []));
    for (let at = 0; at < configurations; at += 1)
      ids.configurations.push(
        await createConfiguration(world, administrator, zoneId, `C${at}`, ['ReadOnlyAccess']),
      );
    return twice;
  }

  async take(one: Step): Promise<void> {
    await this[one.kind](one as never);
    await inheritAll(this.world.execute);
    await this.world.runJobs();
  }

  private time = (hours: number | null) =>
    hours === null ? null : new Date(this.world.clock.now().getTime() + hours * hour * 1000);
  private span = ({ start, length }: { start: number | null; length: number | null }) => ({
    ...{
      from: this.hours + (start ?? 0),
      until: length === null ? Infinity : this.hours + (start ?? 0) + length,
    },
    ...{ startTime: this.time(start), endTime: length === null ? null : this.time((start ?? 0) + length) },
  });
  private idOf = ({ type, at }: Who) => (type === 'User' ? this.ids.users[at] : this.ids.groups[at]);
  private isOver = ({ until }: Granted) => until <= this.hours;
  private isSame = (one: Granted, other: Granted) =>
    one.account === other.account &&
    one.department?.at === other.department?.at &&
    one.what === other.what &&
    one.who.type === other.who.type &&
    one.who.at === other.who.at;
  /** What is granted already stays as it is. */
  private remember(grant: Granted): void {
    if (this.granted.some((one) => this.isSame(one, grant) && !this.isOver(one))) return;
    this.granted = [...this.granted.filter((one) => !this.isSame(one, grant)), grant];
  }

  private async direct(one: {
    who: Who;
    account: number;
    what: number;
    times: { start: number | null; length: number | null };
  }) {
    const { zoneId, administrator, world } = this;
    const { startTime, endTime, ...span } = this.span(one.times);
    const { draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId });
    const ids = [this.idOf(one.who)];
    await world.execute(updateAuthorizationDraft, administrator, {
      ...{ zoneId, draftId, startTime, endTime },
      add: {
        uins: [this.ids.accounts[one.account]],
        roleConfigurationIds: [this.ids.configurations[one.what]],
        ...(one.who.type === 'User' ? { userIds: ids } : { groupIds: ids }),
      },
    });
    const { draft } = await world.execute(planAuthorizationDraft, administrator, { zoneId, draftId });
    await world.execute(submitAuthorizationDraft, administrator, {
      zoneId,
      draftId,
      revision: draft.revision,
    });
    this.remember({ ...span, who: one.who, what: one.what, account: one.account });
  }

  private async department(one: {
    who: Who;
    department: number;
    what: number;
    withBelow: boolean;
    includesAdmin: boolean;
    times: { start: number | null; length: number | null };
  }) {
    const { startTime, endTime, ...span } = this.span(one.times);
    const department = {
      at: one.department,
      withBelow: one.withBelow,
      includesAdmin: one.includesAdmin,
      id: '',
    };
    try {
      const created = await this.world.execute(createDepartmentAuthorization, this.administrator, {
        ...{ zoneId: this.zoneId, nodeId: this.ids.departments[one.department], startTime, endTime },
        ...{ principalType: one.who.type, principalId: this.idOf(one.who) },
        ...{ roleConfigurationId: this.ids.configurations[one.what], withBelow: one.withBelow },
        includesAdminAccount: one.includesAdmin,
      });
      department.id = created.departmentAuthorizationId;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'DepartmentAuthorizationExists')) throw error;
    }
    this.remember({ ...span, who: one.who, what: one.what, department });
  }

  private async move({ account, department }: { account: number; department: number }) {
    await this.world.execute(moveOrganizationNodeMembers, this.administrator, {
      ...{ nodeId: this.ids.departments[department], memberUin: [this.ids.accounts[account]] },
    });
    this.places[account] = department;
  }

  private async join({ person, group }: { person: number; group: number }) {
    if (this.joined.has(`${person} ${group}`)) return;
    await this.world.execute(addUserToGroup, this.administrator, this.membership(person, group));
    this.joined.add(`${person} ${group}`);
  }

  private async leave({ person, group }: { person: number; group: number }) {
    if (!this.joined.delete(`${person} ${group}`)) return;
    await this.world.execute(removeUserFromGroup, this.administrator, this.membership(person, group));
  }

  private membership = (person: number, group: number) => ({
    ...{ zoneId: this.zoneId, groupId: this.ids.groups[group], userId: this.ids.users[person] },
  });

  private async removeDirect({ at }: { at: number }) {
    const standing = this.granted.filter((one) => one.account !== undefined && !this.isOver(one));
    const one = standing[at % Math.max(1, standing.length)];
    if (!one) return;
    await this.world.execute(deleteAuthorizations, this.administrator, {
      zoneId: this.zoneId,
      authorizations: [
        {
          ...{
            roleConfigurationId: this.ids.configurations[one.what],
            targetUin: this.ids.accounts[one.account ?? 0],
          },
          ...{ principalType: one.who.type, principalId: this.idOf(one.who) },
        },
      ],
    });
    this.granted = this.granted.filter((other) => other !== one);
  }

  private async removeDepartment({ at }: { at: number }) {
    const standing = this.granted.filter((one) => one.department && !this.isOver(one));
    const one = standing[at % Math.max(1, standing.length)];
    if (!one?.department) return;
    await this.world.execute(deleteDepartmentAuthorization, this.administrator, {
      ...{ zoneId: this.zoneId, departmentAuthorizationId: one.department.id },
    });
    this.granted = this.granted.filter((other) => other !== one);
  }

  private async wait({ hours }: { hours: number }) {
    this.world.clock.advance(hours * hour);
    this.hours += hours;
  }

  private async end() {
    await this.world.execute(endAuthorizations, systemActor, {});
  }

  private isAtOrBelow(place: number | null | undefined, top: number): boolean {
    if (place === null || place === undefined) return false;
    return place === top || this.isAtOrBelow(parents[place], top);
  }

  private isThere({ department, account: own }: Granted, account: number): boolean {
    if (!department) return own === account;
    if (account === 0 && !department.includesAdmin) return false;
    const place = this.places[account];
    return department.withBelow ? this.isAtOrBelow(place, department.at) : place === department.at;
  }

  private isTheirs({ who: { type, at } }: Granted, person: number): boolean {
    return type === 'User' ? at === person : this.joined.has(`${person} ${at}`);
  }

  private isNow = ({ from, until }: Granted) => from <= this.hours && this.hours < until;

  private holds(person: number, { account, what }: Door): boolean {
    return this.granted.some(
      (one) =>
        one.what === what && this.isTheirs(one, person) && this.isNow(one) && this.isThere(one, account),
    );
  }

  private doors = (): Door[] =>
    this.ids.accounts.flatMap((uin, account) =>
      this.ids.configurations.map((permissionConfigurationId, what) => ({
        ...{ uin, account, permissionConfigurationId, what },
      })),
    );

  /** Everybody at every door, beside what this test thinks. */
  async compare(): Promise<void> {
    for (const [person, userId] of this.ids.users.entries()) {
      const employee = { kind: 'employee', spaceId: this.zoneId, userId } as const;
      const { accounts } = await this.world.execute(listRoleAccounts, employee, { maxResults: 100 });
      const expected = this.doors().filter((door) => this.holds(person, door));
      const entered: Door[] = [];
      for (const door of this.doors()) {
        const attempt = this.world.execute(enterAccountAsRole, employee, door);
        if (await attempt.then(() => true, refused)) entered.push(door);
      }
      expect(entered).toEqual(expected);
      expect(accounts.map(({ uin }) => uin).sort()).toEqual(
        [...new Set(expected.map(({ uin }) => uin))].sort(),
      );
    }
  }
}

interface Door {
  uin: number;
  account: number;
  permissionConfigurationId: string;
  what: number;
}

function refused(error: unknown): false {
  if (error instanceof DomainError && error.kind === 'forbidden') return false;
  throw error;
}

describe('whatever administrators do, and in whatever order', () => {
  it('lets people in exactly where a plain computation says so, and lists no other accounts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16, size: 'max' }), async (steps) => {
        const twice = await Twice.begin();
        for (const one of steps) await twice.take(one);
        await twice.compare();
      }),
      { numRuns: 12, seed: 20260729, endOnFailure: true },
    );
  }, 600_000);
});
