import { beforeEach, describe, expect, it } from 'vitest';
import { type Principal, systemActor } from '../../../../src/action/actor.ts';
import { createAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { updateAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { endAuthorizations } from '../../../../src/domain/identity-center/authorizations/ending/end-authorizations.ts';
import { planAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { BrowserAgent } from '../../../support/browser-agent.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const minutes = (count: number) => count * 60;

describe('an authorization with an end', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let [alice, bob, reader] = ['', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    alice = await createPerson(world, administrator, zoneId, 'alice');
    bob = await createPerson(world, administrator, zoneId, 'bob');
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
  });

  /** Both, until then. */
  async function grant(seconds: number): Promise<void> {
    const { draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId });
    await world.execute(updateAuthorizationDraft, administrator, {
      ...{ zoneId, draftId },
      add: { uins: [uin], userIds: [alice, bob], roleConfigurationIds: [reader] },
      endTime: new Date(world.clock.now().getTime() + seconds * 1000),
    });
    const { draft } = await world.execute(planAuthorizationDraft, administrator, { zoneId, draftId });
    const reviewed = { zoneId, draftId, revision: draft.revision };
    await world.execute(submitAuthorizationDraft, administrator, reviewed);
    await world.runJobs();
  }
  async function enter(userId: string): Promise<BrowserAgent> {
    const person = { kind: 'employee', spaceId: zoneId, userId } as const;
    const where = { uin, permissionConfigurationId: reader };
    const { samlResponse } = await world.execute(enterAccountAsRole, person, where);
    const browser = new BrowserAgent(world);
    await browser.post('/account-console/saml', { SAMLResponse: samlResponse });
    return browser;
  }
  const isInside = async (browser: BrowserAgent) => (await browser.get('/account-console')).status === 200;
  async function endRound(): Promise<number> {
    const { count } = await world.execute(endAuthorizations, systemActor, {});
    await world.runJobs();
    return count;
  }
  const granted = async () =>
    (await world.db.selectFrom('authorizations').select('principal_id').execute()).map(
      ({ principal_id }) => principal_id,
    );

  it('lets nobody in from then on, and puts out who is inside, but not who may be there otherwise', async () => {
    await grant(minutes(10));
    const group = await createGroupOf(world, administrator, zoneId, 'readers', [bob]);
    await authorize(world, administrator, zoneId, [{ group, uin, configuration: reader }]);
    const [aliceInside, bobInside] = [await enter(alice), await enter(bob)];
    expect([await isInside(aliceInside), await isInside(bobInside)]).toEqual([true, true]);
    expect(await endRound()).toBe(0);

    world.clock.advance(minutes(10));
    await expect(enter(alice)).rejects.toMatchObject({ code: 'AccountNotEntered' });
    expect(await endRound()).toBe(2);

    expect([await isInside(aliceInside), await isInside(bobInside)]).toEqual([false, true]);
    expect(await granted()).toEqual([group]);
    expect(await isInside(await enter(bob))).toBe(true);
    expect(await endRound()).toBe(0);
  });

  it('can be given again as soon as it has ended, and is then not taken away by a job of before', async () => {
    await grant(minutes(10));
    world.clock.advance(minutes(10));
    await world.execute(endAuthorizations, systemActor, {});
    await authorize(world, administrator, zoneId, [{ user: alice, uin, configuration: reader }]);

    await world.runJobs();

    expect(await granted()).toEqual([alice]);
    expect(await isInside(await enter(alice))).toBe(true);
  });
});
