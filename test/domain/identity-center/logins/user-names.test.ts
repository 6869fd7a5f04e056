import { beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from './company.ts';

/** What looks or sorts like somebody, and is another name. */
const lookAlikes: [what: string, name: string][] = [
  ['another case', 'ALICE'],
  ['a capital', 'Alice'],
  ['a blank behind', 'alice '],
  ['a blank before', ' alice'],
  ['a line break around', '\n  alice\n'],
  ['a tab', 'alice\t'],
  ['a no-break blank', 'alice\u00a0'],
  ['full width', '\uff41\uff4c\uff49\uff43\uff45'],
  ['one letter of full width', 'alic\uff45'],
  ['a Kelvin sign', '\u212aevin'],
  ['a Kelvin sign and capitals', '\u212aEVIN'],
  ['a dotless i', 'al\u0131ce'],
  ['a dotted capital I', 'AL\u0130CE'],
  ['a dot above the i', 'ali\u0307ce'],
  ['an accent of its own (NFD)', 'jose\u0301'],
  ['an accented letter (NFC)', 'jos\u00e9'],
  ['a long s', 'stra\u017f\u017fe'],
  ['a sharp s', 'stra\u00dfe'],
  ['a ligature', '\ufb01ona'],
  ['a zero-width blank', 'alice\u200b'],
  ['a zero-width joiner', 'al\u200dice'],
  ['a byte order mark', '\ufeffalice'],
  ['a right-to-left mark', '\u200falice'],
  ['a right-to-left override', '\u202eecila'],
  ['a soft hyphen', 'ali\u00adce'],
  ['a variation selector', 'alice\ufe0f'],
  ['a Cyrillic a', '\u0430lice'],
  ['a Greek o', 'j\u03bfse'],
  ['a mathematical a', '\u{1d41a}lice'],
  ['a pattern', 'alic_'],
  ['a pattern for everybody', '%'],
  ['a backslash', 'alice\\'],
  ['a quote', "alice'"],
  ['only a part', 'alic'],
  ['a part more', 'alice@northwind.example'],
];

describe('the name in a response', () => {
  let world: World;
  let northwind: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    for (const name of ['kevin', 'jose', 'strasse', 'fiona']) await northwind.createPerson(name);
  });

  it.each(lookAlikes)('with %s is nobody’s', async (_what, name) => {
    const { requestId, browserSecret } = await northwind.start();

    expect(await northwind.verdictOn(northwind.respond(requestId, name), browserSecret)).toBe(
      'refused user-unknown',
    );
    expect(await world.db.selectFrom('portal_logins').selectAll().execute()).toEqual([]);
  });

  it('in capitals is that of somebody in another space', async () => {
    const southwind = await foundCompany(world, 'southwind');
    await southwind.createPerson('KEVIN');

    expect(await southwind.logIn('KEVIN')).toMatchObject({ userName: 'KEVIN', spaceName: 'southwind' });
    await expect(southwind.logIn('kevin')).rejects.toThrow('not let in');
  });

  it.each([
    ['references', '&#97;lice'],
    ['a section', '<![CDATA[alice]]>'],
    ['a section in the middle', 'al<![CDATA[i]]>ce'],
  ])('is the same name when it is written with %s', async (_how, written) => {
    const { requestId, browserSecret } = await northwind.start();
    const parts = northwind.parts(requestId);
    const unsigned = northwind.idp
      .write({ ...parts, sign: 'nothing' })
      .replace('>alice<', () => `>${written}<`);
    const response = encode(northwind.idp.sign(unsigned, parts.assertionId));

    expect(await northwind.verdictOn(response, browserSecret)).toBe('accepted alice');
  });

  it.each(['ali<!-- -->ce', 'alice<!-- -->.evil', '<!-- -->alice'])(
    'is refused with a comment: %s',
    async (written) => {
      const { requestId, browserSecret } = await northwind.start();
      const parts = northwind.parts(requestId, 'alice.evil');
      const unsigned = northwind.idp
        .write({ ...parts, sign: 'nothing' })
        .replace('>alice.evil<', () => `>${written}<`);
      const response = encode(northwind.idp.sign(unsigned, parts.assertionId));

      expect(await northwind.verdictOn(response, browserSecret)).toBe('refused forbidden-construct');
    },
  );
});
