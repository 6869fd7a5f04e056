import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeEmployee } from '../../../../src/domain/identity-center/portal/describe-employee.ts';
import { encode, impostor } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from '../logins/company.ts';
import { bring, IdentityProviderPeer, post } from './identity-provider-peer.ts';
import { logoutUrlOfProvider, messageIn, writeLogoutRequest } from './logout-messages.ts';

interface Login {
  loginId: string;
  spaceId: string;
  userId: string;
}

describe('when the identity provider logs somebody out', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  let peer: IdentityProviderPeer;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
    await northwind.createPerson('bob');
    await southwind.createPerson('Bob');
    peer = await IdentityProviderPeer.of(northwind);
    for (const company of [northwind, southwind]) await company.change({ logoutUrl: logoutUrlOfProvider });
  });

  let logins: Record<string, Login>;
  beforeEach(async () => {
    logins = {
      laptop: await logIn(northwind, 'alice', '_laptop'),
      phone: await logIn(northwind, 'alice', '_phone'),
      bob: await logIn(northwind, 'bob', '_laptop'),
      elsewhere: await logIn(southwind, 'alice', '_laptop'),
    };
  });

  async function logIn(company: Company, nameId: string, sessionIndex: string): Promise<Login> {
    const { requestId, browserSecret } = await company.start();
    const parts = company.parts(requestId, nameId);
    const unsigned = company.idp
      .write({ ...parts, sign: 'nothing' })
      .replace('"_session"', `"${sessionIndex}"`);
    const response = encode(company.idp.sign(unsigned, parts.assertionId));
    return (await company.complete(response, browserSecret)) as Login;
  }

  /** The sessions that are still open. */
  async function open(): Promise<string[]> {
    const states = await Promise.all(
      Object.entries(logins).map(async ([name, { loginId, spaceId, userId }]) => {
        const employee = { kind: 'employee', spaceId, userId } as const;
        const isOpen = await world.execute(describeEmployee, employee, { loginId }).then(
          () => true,
          () => false,
        );
        return isOpen ? [name] : [];
      }),
    );
    return states.flat();
  }
  const answerOf = async (brought: ReturnType<typeof bring>): Promise<string> => {
    const result = await brought;
    return result.outcome === 'ended' && result.delivery?.binding === 'redirect' ? result.delivery.url : '';
  };

  it('all sessions of that name in that space end, and no others', async () => {
    const url = await answerOf(bring(northwind, await peer.ask('alice')));

    expect(await open()).toEqual(['bob', 'elsewhere']);
    expect(await peer.readRedirect(url)).toBeNull();
  });

  it('only the session that is named ends, though others have the same index', async () => {
    await bring(northwind, await peer.ask('alice', '_laptop'));

    expect(await open()).toEqual(['phone', 'bob', 'elsewhere']);
  });

  it('all sessions that are named end', async () => {
    await bring(northwind, peer.requestQuery({ sessionIndexes: ['_phone', '_other', '_laptop'] }));

    expect(await open()).toEqual(['bob', 'elsewhere']);
  });

  it.each(['Alice', 'ALICE', 'alice ', '\u0430lice', 'alic_', '%', 'carla', "' or true --"])(
    'nothing ends for %j, and it is answered all the same',
    async (nameId) => {
      const url = await answerOf(bring(northwind, await peer.ask(nameId)));

      expect(await open()).toEqual(['laptop', 'phone', 'bob', 'elsewhere']);
      expect(messageIn(url, 'SAMLResponse')).toContain('status:Success');
    },
  );

  it('nothing ends for a session that nobody has', async () => {
    await bring(northwind, await peer.ask('alice', '_LAPTOP'));
    await bring(northwind, await peer.ask('alice', '_unknown'));

    expect(await open()).toHaveLength(4);
  });

  it('a form does the same as a redirect', async () => {
    const { idp } = northwind;
    const xml = idp.sign(writeLogoutRequest(peer.requestParts({ id: '_form' })), '_form');
    const url = await answerOf(post(northwind, 'SAMLRequest', xml, 'state of theirs'));

    expect(await open()).toEqual(['bob', 'elsewhere']);
    expect(await peer.readRedirect(url)).toBeNull();
    expect(new URL(url).searchParams.get('RelayState')).toBe('state of theirs');
    expect(messageIn(url, 'SAMLResponse')).toContain('InResponseTo="_form"');
  });

  it.each([
    'https://idp.example.com/next?a=1&b=2',
    'a+b c%20d%2B',
    "'()*!~;:@$,/?#[]",
    '語\u{1F600}',
    '="&<>',
  ])('the answer returns the RelayState %j unchanged, and is signed with it', async (relayState) => {
    const url = await answerOf(bring(northwind, peer.requestQuery({}, relayState)));

    expect(new URL(url).searchParams.get('RelayState')).toBe(relayState);
    expect(await peer.readRedirect(url)).toBeNull();
  });

  it('the answer is a signed form where the identity provider wants one', async () => {
    await northwind.change({ logoutBinding: 'post' });
    const result = await bring(northwind, peer.requestQuery({}, 'theirs & ours'));
    await northwind.change({ logoutBinding: 'redirect' });

    expect(result).toMatchObject({
      outcome: 'ended',
      delivery: {
        binding: 'post',
        url: logoutUrlOfProvider,
        field: 'SAMLResponse',
        relayState: 'theirs & ours',
      },
    });
    const message =
      result.outcome === 'ended' && result.delivery?.binding === 'post' ? result.delivery.message : '';
    expect(await peer.readPostedResponse(message)).toBe(true);
  });

  it('sessions end also where there is nowhere to answer to', async () => {
    await northwind.change({ logoutUrl: '' });
    expect(await bring(northwind, await peer.ask('alice'))).toEqual({ outcome: 'ended' });
    await northwind.change({ logoutUrl: logoutUrlOfProvider });

    expect(await open()).toEqual(['bob', 'elsewhere']);
  });

  it('a second certificate counts as well', async () => {
    const successor = await impostor();
    await northwind.change({ addCertificate: successor.keyPair.certificate });
    const xml = successor.sign(writeLogoutRequest(peer.requestParts({ id: '_successor' })), '_successor');
    await post(northwind, 'SAMLRequest', xml);

    expect(await open()).toEqual(['bob', 'elsewhere']);
  });

  it('the same request, five times at once, is one request', async () => {
    const query = await peer.ask('alice');
    const results = await Promise.all(Array.from({ length: 5 }, () => bring(northwind, query)));

    expect(results.filter(({ outcome }) => outcome === 'ended')).toHaveLength(1);
    expect(await open()).toEqual(['bob', 'elsewhere']);
  });

  it('a request that never expires is one request', async () => {
    const query = peer.requestQuery({ notOnOrAfter: '9999-12-31T23:59:59Z' });

    expect(await bring(northwind, query)).toMatchObject({ outcome: 'ended' });
    expect(await bring(northwind, query)).toMatchObject({ outcome: 'refused' });
  });
});
