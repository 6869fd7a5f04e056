import { beforeEach, describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/platform/xml/parse-xml.ts';
import { readTree } from '../../platform/xml/read-tree.ts';
import { spell } from '../../platform/xml/spelling.ts';
import { inclusive } from './algorithms.ts';
import { dialects } from './dialects.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { type Recipe, signElement, usualRecipe } from './signer.ts';

const forms: [string, Partial<Recipe>][] = [
  ['exclusive canonical form', {}],
  ['inclusive canonical form', { contentForm: inclusive, signedInfoForm: inclusive }],
  [
    'exclusive canonical form with a prefix list',
    { contentPrefixes: 'xs saml xsi', signedInfoPrefixes: 'samlp' },
  ],
  ['signature elements without prefix', { prefix: '' }],
];

describe.each(Object.entries(dialects))('a response %s', (_name, dialect) => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });

  it.each(forms)('is accepted in %s, whatever is signed', (_form, changes) => {
    const { idp, good, expected } = login;
    const recipe = { ...usualRecipe(idp.keyPair), ...changes };
    const unsigned = dialect(idp.write({ ...good, sign: 'nothing' }));
    const assertionSigned = signElement(unsigned, good.assertionId, recipe);

    expect(verdictOn(assertionSigned, expected)).toBe('accepted alice');
    expect(verdictOn(signElement(unsigned, good.id, recipe), expected)).toBe('accepted alice');
    expect(verdictOn(signElement(assertionSigned, good.id, recipe), expected)).toBe('accepted alice');
    expect(verdictOn(unsigned, expected)).toBe('refused signature-missing');
    expect(verdictOn(assertionSigned.replace('>alice<', '>Alice<'), expected)).toBe(
      'refused digest-mismatch',
    );
  });

  it('is accepted in any other spelling of the same XML', () => {
    const { idp, good, expected } = login;
    const unsigned = dialect(idp.write({ ...good, sign: 'nothing' }));
    const xml = signElement(unsigned, good.assertionId, usualRecipe(idp.keyPair));
    const tree = readTree(parseXml(xml).root);

    for (let seed = 0; seed < 8; seed += 1) {
      const spelled = spell(tree, seed, { comments: true, endTagBlanks: true });
      expect(verdictOn(spelled, expected), spelled).toBe('accepted alice');
    }
  });
});
