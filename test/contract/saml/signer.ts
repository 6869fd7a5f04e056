import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { C14nCanonicalization, ExclusiveCanonicalization, findAncestorNs } from 'xml-crypto';
import type { KeyPair } from '../../../src/platform/saml/key-pair.ts';
import { childElements, type DomNode, parseByXmldom } from '../../platform/xml/xmldom.ts';
import { digestMethods, enveloped, exclusive, rsaSha256, sha256, signatureMethods } from './algorithms.ts';
import { type Login, verdictOn } from './login.ts';

/** How an element is signed. */
export interface Recipe {
  key: KeyObject;
  /** What the signature says of its algorithm, and what is done, which may differ. */
  signatureMethod: string;
  signsBy: string;
  digestMethod: string;
  /** How SignedInfo becomes bytes, and how the element does. */
  signedInfoForm: string;
  contentForm: string;
  /** The PrefixList of the two exclusive canonicalizations. */
  signedInfoPrefixes: string;
  contentPrefixes: string;
  prefix: string;
  keyInfo: string;
  /** Changes SignedInfo before it is signed: what a trusted key has signed though it should not. */
  edit: (signedInfo: string) => string;
  /** Corrects the canonical form of the element where xml-crypto gets it wrong. */
  correct: (canonical: string) => string;
}

export const usualRecipe = ({ privateKey }: Pick<KeyPair, 'privateKey'>): Recipe => ({
  key: createPrivateKey(privateKey),
  signatureMethod: rsaSha256,
  signsBy: '',
  digestMethod: sha256,
  signedInfoForm: exclusive,
  contentForm: exclusive,
  signedInfoPrefixes: '',
  contentPrefixes: '',
  prefix: 'ds:',
  keyInfo: '',
  edit: (signedInfo) => signedInfo,
  correct: (canonical) => canonical,
});

/**
 * Signs the element of that ID, behind its Issuer. The bytes are made by xml-crypto on xmldom, and not by what is
 * tested.
 */
export function signElement(xml: string, id: string, recipe: Recipe): string {
  const element = `//*[@ID='${id}']`;
  const content = recipe.correct(canonicalForm(xml, element, recipe.contentForm, recipe.contentPrefixes));
  const digest = createHash(digestMethods[recipe.digestMethod] ?? '')
    .update(content)
    .digest('base64');
  const unsigned = insertBehindIssuer(xml, id, writeSignature(id, digest, recipe));

  const place = `${element}/*[local-name()='Signature']/*[local-name()='SignedInfo']`;
  const signedInfo = canonicalForm(unsigned, place, recipe.signedInfoForm, recipe.signedInfoPrefixes);
  const sign = signatureMethods[recipe.signsBy || recipe.signatureMethod];
  if (!sign) throw new Error(`Nobody signs by ${recipe.signsBy || recipe.signatureMethod}.`);
  return unsigned.replace('(value)', () => sign(signedInfo, recipe.key).toString('base64'));
}

function writeSignature(id: string, digest: string, recipe: Recipe): string {
  const { prefix } = recipe;
  const method = (name: string, algorithm: string, prefixes: string) =>
    `<${prefix}${name} Algorithm="${algorithm}">${
      prefixes && `<ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${prefixes}"/>`
    }</${prefix}${name}>`;
  const signedInfo =
    `<${prefix}SignedInfo>${method('CanonicalizationMethod', recipe.signedInfoForm, recipe.signedInfoPrefixes)}` +
    `${method('SignatureMethod', recipe.signatureMethod, '')}<${prefix}Reference URI="#${id}"><${prefix}Transforms>` +
    `${method('Transform', enveloped, '')}${method('Transform', recipe.contentForm, recipe.contentPrefixes)}` +
    `</${prefix}Transforms>${method('DigestMethod', recipe.digestMethod, '')}` +
    `<${prefix}DigestValue>${digest}</${prefix}DigestValue></${prefix}Reference></${prefix}SignedInfo>`;
  const declaration = prefix ? `xmlns:${prefix.slice(0, -1)}` : 'xmlns';
  const keyInfo = recipe.keyInfo && `<${prefix}KeyInfo>${recipe.keyInfo}</${prefix}KeyInfo>`;
  return (
    `<${prefix}Signature ${declaration}="http://www.w3.org/2000/09/xmldsig#">${recipe.edit(signedInfo)}` +
    `<${prefix}SignatureValue>(value)</${prefix}SignatureValue>${keyInfo}</${prefix}Signature>`
  );
}

function insertBehindIssuer(xml: string, id: string, signature: string): string {
  const before = new RegExp(`ID\\s*=\\s*["']${id}["'][^]*?</(?:[\\w.-]+:)?Issuer\\s*>`).exec(xml);
  if (!before) throw new Error(`${id} has no Issuer.`);
  const place = before.index + before[0].length;
  return xml.slice(0, place) + signature + xml.slice(place);
}

/** The canonical form of what an XPath finds, by xml-crypto. */
export function canonicalForm(xml: string, xpath: string, form: string, prefixes: string): string {
  // xmldom ends lines at U+0085 and U+2028, as XML 1.1 does, and takes a byte order mark for a text.
  const text = xml
    .replace(/^\ufeff/, '')
    .replaceAll('\u0085', '&#x85;')
    .replaceAll('\u2028', '&#x2028;');
  const document = parseByXmldom(text);
  const ancestorNamespaces = findAncestorNs(document as never, xpath);
  const element = findByPath(document.documentElement, xpath);
  if (!element) throw new Error(`There is no ${xpath}.`);
  if (form.startsWith(exclusive)) {
    return new ExclusiveCanonicalization().process(element as never, {
      ancestorNamespaces,
      inclusiveNamespacesPrefixList: prefixes.split(' ').filter(Boolean),
    });
  }
  const canonical = new C14nCanonicalization().process(element as never, { ancestorNamespaces });
  return canonical.replace(/^<[^>]*/, (tag) => tag + xmlAttributesAround(element));
}

/** What xml-crypto leaves out: an inclusive apex takes along the `xml:` attributes around it (xml-c14n §2.4). */
function xmlAttributesAround(element: DomNode): string {
  for (let around = element.parentNode; around?.nodeType === 1; around = around.parentNode) {
    const language = around.getAttribute('xml:lang');
    if (language && !element.getAttribute('xml:lang')) return ` xml:lang="${language}"`;
  }
  return '';
}

/** Understands the two paths above: an element by its ID, and children of it by their names. */
function findByPath(root: DomNode, xpath: string): DomNode | undefined {
  const [, id = ''] = /@ID='([^']*)'/.exec(xpath) ?? [];
  const names = [...xpath.matchAll(/local-name\(\)='(\w+)'/g)].map(([, name]) => name);
  const start = descendants(root).find((element) => element.getAttribute('ID') === id);
  return names.reduce<DomNode | undefined>(
    (element, name) => element && childElements(element).find(({ localName }) => localName === name),
    start,
  );
}

const descendants = (element: DomNode): DomNode[] => [
  element,
  ...childElements(element).flatMap(descendants),
];

/** Alice's response with a signature of the assertion, made by that recipe. */
export function signedAssertion({ idp, good }: Login, changes: Partial<Recipe> = {}): string {
  const unsigned = idp.write({ ...good, sign: 'nothing' });
  return signElement(unsigned, good.assertionId, { ...usualRecipe(idp.keyPair), ...changes });
}

/** What becomes of a response that was changed before it was signed: the assertion, the response, or both. */
export function verdictsOnSigned(login: Login, edit: (xml: string) => string): string {
  const { idp, good, expected } = login;
  const unsigned = edit(idp.write({ ...good, sign: 'nothing' }));
  const recipe = usualRecipe(idp.keyPair);
  const assertionSigned = signElement(unsigned, good.assertionId, recipe);
  const verdicts = [
    assertionSigned,
    signElement(unsigned, good.id, recipe),
    signElement(assertionSigned, good.id, recipe),
  ].map((xml) => verdictOn(xml, expected));
  return [...new Set(verdicts)].join(' or ');
}
