import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepExpired } from '../../../../src/domain/identity-center/logins/sweep-expired.ts';
import { BrowserAgent } from '../../../support/browser-agent.ts';
import { encode } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from './company.ts';

describe('a login that begins at the identity provider', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
  });

  const portalLogins = async () =>
    (await world.db.selectFrom('portal_logins').select('login_id').execute()).length;

  it('is refused unless the space allows it', async () => {
    expect(await northwind.verdictOn(northwind.respond(undefined))).toBe('refused in-response-to-missing');
    expect(await portalLogins()).toBe(0);
  });

  it('is refused while allowing it is only prepared', async () => {
    await southwind.propose({ allowsIdpInitiated: true });

    expect(await southwind.verdictOn(southwind.respond(undefined))).toBe('refused in-response-to-missing');
  });

  describe('where the space allows it', () => {
    beforeEach(async () => {
      const { configuration } = await northwind.describeSso();
      if (!configuration.allowsIdpInitiated) await northwind.change({ allowsIdpInitiated: true });
    });

    it('lets the person in, to the list of accounts', async () => {
      expect(await northwind.complete(northwind.respond(undefined))).toMatchObject({
        outcome: 'accepted',
        userName: 'alice',
        returnTo: '/northwind/accounts',
      });
    });

    it('still counts an assertion once, however often it comes at the same moment', async () => {
      const before = await portalLogins();
      const response = northwind.respond(undefined);
      const verdicts = await Promise.all(Array.from({ length: 10 }, () => northwind.verdictOn(response)));

      expect(verdicts.filter((verdict) => verdict === 'accepted alice')).toHaveLength(1);
      expect(verdicts.filter((verdict) => verdict === 'refused assertion-replayed')).toHaveLength(9);
      expect(await northwind.verdictOn(response)).toBe('refused assertion-replayed');
      expect(await portalLogins()).toBe(before + 1);
    });

    it('still counts an assertion once when its response is written anew around it', async () => {
      const parts = northwind.parts(undefined);
      expect(await northwind.verdictOn(northwind.idp.respond(parts))).toBe('accepted alice');

      const again = northwind.idp.respond({ ...parts, id: '_another-response' });
      expect(await northwind.verdictOn(again)).toBe('refused assertion-replayed');
    });

    it('still counts an assertion once when one of its confirmations ends before the other', async () => {
      const at = (seconds: number) =>
        `${new Date(world.clock.now().getTime() + seconds * 1000).toISOString().slice(0, 19)}Z`;
      const [soon, late] = [at(300), at(7200)];
      const parts = northwind.parts(undefined, 'alice', { notOnOrAfter: late });
      const unsigned = northwind.idp
        .write({ ...parts, sign: 'nothing' })
        .replace(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, (one) => {
          return one.replace(late, soon) + one;
        });
      const response = encode(northwind.idp.sign(unsigned, parts.assertionId));
      expect(await northwind.verdictOn(response)).toBe('accepted alice');

      world.clock.advance(600);
      await world.execute(sweepExpired, { kind: 'system' }, {});
      expect(await northwind.verdictOn(response)).toBe('refused assertion-replayed');
    });

    it('still takes an answer only for the request that it answers, from the browser that asked', async () => {
      const { requestId, browserSecret } = await northwind.start();
      const answer = northwind.respond(requestId);

      expect(await northwind.verdictOn(answer, 'another browser')).toBe('refused request-other-browser');
      expect(await northwind.verdictOn(northwind.respond('_never-asked'), browserSecret)).toBe(
        'refused request-unknown',
      );
      expect(await northwind.verdictOn(northwind.respond(''), browserSecret)).toMatch(/^refused /);
      expect(await northwind.verdictOn(answer, browserSecret)).toBe('accepted alice');
    });

    it('takes no stolen answer from which the request was cut out', async () => {
      const { requestId } = await northwind.start();
      const stolen = northwind.idp.write(northwind.parts(requestId));
      const outside = stolen.replace(` InResponseTo="${requestId}"`, '');
      const everywhere = stolen.replaceAll(` InResponseTo="${requestId}"`, '');

      expect(await northwind.verdictOn(encode(outside))).toBe('refused in-response-to-unexpected');
      expect(await northwind.verdictOn(encode(everywhere))).toBe('refused digest-mismatch');
    });

    it('takes no assertion without a request as the answer to one', async () => {
      const { requestId, browserSecret } = await northwind.start();
      const response = northwind.respond(undefined, 'alice', { inResponseTo: requestId });

      expect(await northwind.verdictOn(response, browserSecret)).toBe('refused in-response-to-unexpected');
    });

    it('is refused in a space that does not allow it, by whichever of the two it is meant for', async () => {
      expect(await southwind.verdictOn(southwind.respond(undefined))).toBe('refused in-response-to-missing');
      expect(await southwind.verdictOn(northwind.respond(undefined))).toBe('refused destination-mismatch');
    });

    it.each(['https://evil.example/', '//evil.example', '/southwind/accounts', '/console', 'javascript:0'])(
      'does not go where the RelayState %j says',
      async (RelayState) => {
        const browser = new BrowserAgent(world);
        const SAMLResponse = northwind.respond(undefined);
        const response = await browser.post('/saml/northwind/acs', { SAMLResponse, RelayState });

        expect(response.status).toBe(303);
        expect(response.headers.location).toBe('/northwind/accounts');
      },
    );

    it('is refused again as soon as the space does not allow it any more', async () => {
      await northwind.change({ allowsIdpInitiated: false });

      expect(await northwind.verdictOn(northwind.respond(undefined))).toBe('refused in-response-to-missing');
    });
  });
});
