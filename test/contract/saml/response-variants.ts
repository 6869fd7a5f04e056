import { createPublicKey } from 'node:crypto';
import type { KeyPair } from '../../../src/platform/saml/key-pair.ts';
import type { Dice } from '../../platform/xml/dice.ts';
import { exclusive, inclusive, rsaSha256, sha256 } from './algorithms.ts';
import { dialects } from './dialects.ts';
import { encryptAssertion, usualLock } from './encrypted.ts';
import type { Login } from './login.ts';
import { type Recipe, signElement, usualRecipe } from './signer.ts';

/** A response that is right in every way, and who logs in by it. */
export interface Variant {
  xml: string;
  nameId: string;
  isEncrypted: boolean;
}

/** What node-saml and xmlsec1 can do as well; see the tests of accepted algorithms for what they cannot. */
const signatureMethods = [rsaSha256, 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512'];
const digestMethods = [sha256, 'http://www.w3.org/2001/04/xmlenc#sha512'];

/** As they are written, and as they are read. */
const names: [written: string, read: string][] = [
  ['alice', 'alice'],
  ['Zoë &amp; 李雷@example.com', 'Zoë & 李雷@example.com'],
  ["&lt;O'Brien&gt; &quot;x&quot;", '<O\'Brien> "x"'],
  ['a<![CDATA[<b>&]]>&#x1F600;', 'a<b>&😀'],
  [' two  blanks\n', ' two  blanks\n'],
];

/** What is encrypted is read alone by node-saml, without what is declared around it; so it must stand alone. */
const borrowing = 'with all namespaces declared at the root';
/** xml-crypto leaves out the `xml:` attributes around what is signed in inclusive form. */
const inheriting = 'with xml:lang around and inside';
const [exclusiveOnly, bothForms] = [[exclusive], [exclusive, exclusive, exclusive, inclusive]];

/** A response in one of the many ways that are right, and that node-saml can read. */
export function rightResponse({ idp, good }: Login, serviceProvider: KeyPair, dice: Dice): Variant {
  const dialect = dice.pick(Object.keys(dialects));
  const isEncrypted = dialect !== borrowing && dice.oneIn(5);
  const forms = isEncrypted || dialect === inheriting ? exclusiveOnly : bothForms;
  const recipe = (): Recipe => ({
    ...usualRecipe(idp.keyPair),
    signatureMethod: dice.pick(signatureMethods),
    digestMethod: dice.pick(digestMethods),
    signedInfoForm: dice.pick(forms),
    contentForm: dice.pick(forms),
    prefix: dice.pick(['ds:', 'ds:', 'dsig:', '']),
  });
  const [written, nameId] = dice.pick(names);
  const plain = idp.write({ ...good, sign: 'nothing' }).replace('alice', () => written);
  const unsigned = (dialects[dialect]?.(plain) ?? plain).replace(/^\ufeff/, '');
  const what = dice.pick(['assertion', 'response', 'both']);
  const inside = what === 'response' ? unsigned : signElement(unsigned, good.assertionId, recipe());
  const content = isEncrypted ? encrypt(inside, serviceProvider, dice) : inside;
  const xml = what === 'assertion' ? content : signElement(content, good.id, recipe());
  return { xml, nameId, isEncrypted };
}

function encrypt(xml: string, serviceProvider: KeyPair, dice: Dice): string {
  const cipher = dice.pick(['aes128-gcm', 'aes256-gcm']);
  return encryptAssertion(xml, { ...usualLock(createPublicKey(serviceProvider.certificate)), cipher });
}
