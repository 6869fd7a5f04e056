import { beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from './company.ts';

const times = <Result>(count: number, make: (turn: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, turn) => make(turn)));
const accepted = (verdicts: string[]) => verdicts.filter((verdict) => verdict.startsWith('accepted'));

describe('of logins that come at the same moment', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
    for (let turn = 0; turn < 10; turn += 1) await northwind.createPerson(`person-${turn}`);
  });

  const portalLogins = async () =>
    (await world.db.selectFrom('portal_logins').select('login_id').execute()).length;

  it('the same response, ten times, is one login; the others hear that it was answered before', async () => {
    const before = await portalLogins();
    const { requestId, browserSecret } = await northwind.start();
    const response = northwind.respond(requestId);

    const verdicts = await times(10, () => northwind.verdictOn(response, browserSecret));

    expect(verdicts.sort()).toEqual(['accepted alice', ...Array(9).fill('refused request-unknown')]);
    expect(await portalLogins()).toBe(before + 1);
  });

  it('ten responses for ten people to the same request are one login', async () => {
    const before = await portalLogins();
    const { requestId, browserSecret } = await northwind.start();

    const verdicts = await times(10, (turn) =>
      northwind.verdictOn(northwind.respond(requestId, `person-${turn}`), browserSecret),
    );

    expect(accepted(verdicts)).toHaveLength(1);
    expect(await portalLogins()).toBe(before + 1);
  });

  it('the same assertion for five requests of one browser is one login', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const parts = northwind.parts(requestId);
    const responses = [northwind.idp.respond(parts)];
    for (let turn = 0; turn < 4; turn += 1) {
      const { requestId: inResponseTo } = await northwind.start(browserSecret);
      responses.push(
        northwind.idp.respond({ ...parts, inResponseTo, confirmationInResponseTo: inResponseTo }),
      );
    }

    const verdicts = await times(5, (turn) => northwind.verdictOn(responses[turn] ?? '', browserSecret));

    expect(verdicts.sort()).toEqual(['accepted alice', ...Array(4).fill('refused assertion-replayed')]);
  });

  it('that of another browser does not keep the right one out', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { requestId, browserSecret } = await northwind.start();
      const response = northwind.respond(requestId);
      const verdicts = await times(6, (turn) =>
        northwind.verdictOn(response, turn === 3 ? browserSecret : `stranger ${turn}`),
      );

      expect(verdicts[3]).toBe('accepted alice');
      expect(accepted(verdicts)).toHaveLength(1);
    }
  });

  it('different people all get in', async () => {
    const started = await times(10, () => northwind.start());

    const verdicts = await times(10, (turn) => {
      const { requestId, browserSecret } = started[turn] ?? { requestId: '', browserSecret: '' };
      return northwind.verdictOn(northwind.respond(requestId, `person-${turn}`), browserSecret);
    });

    expect(verdicts.sort()).toEqual(Array.from({ length: 10 }, (_, turn) => `accepted person-${turn}`));
  });

  it('one response for two spaces is a login in the space that it is for', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const response = northwind.respond(requestId);

    const [here, there] = await Promise.all([
      northwind.verdictOn(response, browserSecret),
      southwind.verdictOn(response, browserSecret),
    ]);

    expect([here, there]).toEqual(['accepted alice', 'refused destination-mismatch']);
  });

  it('one assertion, its response addressed anew, is none in the other space', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const readdressed = northwind.idp
      .write(northwind.parts(requestId))
      .replace(`Destination="${northwind.acsUrl}"`, `Destination="${southwind.acsUrl}"`);

    expect(await southwind.verdictOn(encode(readdressed), browserSecret)).toBe('refused recipient-mismatch');
  });
});

describe('a login request', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
  });

  it('of one space cannot be answered at another, and stays open', async () => {
    const { requestId, browserSecret } = await northwind.start();

    expect(await southwind.verdictOn(southwind.respond(requestId), browserSecret)).toBe(
      'refused request-unknown',
    );
    expect(await northwind.verdictOn(northwind.respond(requestId), browserSecret)).toBe('accepted alice');
  });

  it('can be answered until its time is over, and not a second longer', async () => {
    const inTime = await northwind.start();
    const late = await northwind.start();
    world.clock.advance(599);
    expect(await northwind.verdictOn(northwind.respond(inTime.requestId), inTime.browserSecret)).toBe(
      'accepted alice',
    );

    world.clock.advance(1);
    expect(await northwind.verdictOn(northwind.respond(late.requestId), late.browserSecret)).toBe(
      'refused request-unknown',
    );
  });

  it('is used up by a login that ends with a person whom the space does not know', async () => {
    const { requestId, browserSecret } = await northwind.start();

    expect(await northwind.verdictOn(northwind.respond(requestId, 'nobody'), browserSecret)).toBe(
      'refused user-unknown',
    );
    expect(await northwind.verdictOn(northwind.respond(requestId), browserSecret)).toBe(
      'refused request-unknown',
    );
  });
});
