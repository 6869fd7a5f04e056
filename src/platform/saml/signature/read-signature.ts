import { attributeOf, childOf, elementsOf, isElement, textOf, type XmlElement } from '../../xml/element.ts';
import { decodeBase64 } from '../decode-message.ts';
import {
  envelopedSignature,
  exclusiveCanonicalization,
  inclusiveCanonicalization,
  signatureNamespace,
} from '../names.ts';
import { SamlRefusal } from '../refusal.ts';
import { requireDigest, requireSignatureAlgorithm } from './algorithms.ts';

/** How a thing becomes bytes. */
interface Method {
  /** `all` for canonical XML, a list for exclusive canonical XML. */
  inclusivePrefixes: 'all' | ReadonlySet<string>;
  /** The same bytes as without, unless the document has comments. */
  withComments: boolean;
}

export interface Signature {
  signedInfo: XmlElement;
  signedInfoMethod: Method;
  algorithm: ReturnType<typeof requireSignatureAlgorithm>;
  signatureValue: Buffer;
  referenceUri: string;
  contentMethod: Method;
  digestAlgorithm: string;
  digestValue: Buffer;
}

const layout = (found: string, expected: string) => new SamlRefusal('signature-layout', found, expected);

/**
 * Reads a signature of the one layout that SAML allows (saml-core §5.4): SignedInfo, SignatureValue, perhaps
 * KeyInfo, which nobody believes; one Reference; the enveloped-signature transform and a canonicalization.
 */
export function readSignature(signature: XmlElement): Signature {
  const [signedInfo, value, keyInfo, ...more] = elementsOf(signature);
  requireElement(signedInfo, 'SignedInfo');
  requireElement(value, 'SignatureValue');
  if (keyInfo) requireElement(keyInfo, 'KeyInfo');
  if (more.length > 0) throw layout(`${more[0]?.name} in the signature`, 'nothing behind KeyInfo');

  const [canonicalization, method, reference, ...others] = elementsOf(signedInfo);
  requireElement(canonicalization, 'CanonicalizationMethod');
  requireElement(method, 'SignatureMethod');
  requireElement(reference, 'Reference');
  if (others.length > 0) throw layout(`${others[0]?.name} behind the reference`, 'exactly one Reference');
  const algorithm = requireSignatureAlgorithm(attributeOf(method, 'Algorithm') ?? '');
  if (elementsOf(method).length > 0) throw layout('parameters of the SignatureMethod', 'none');

  return {
    signedInfo,
    signedInfoMethod: readCanonicalization(canonicalization),
    algorithm,
    signatureValue: bytesOf(value),
    ...readReference(reference),
  };
}

function readReference(reference: XmlElement) {
  const [transforms, digestMethod, digestValue, ...more] = elementsOf(reference);
  requireElement(transforms, 'Transforms');
  requireElement(digestMethod, 'DigestMethod');
  requireElement(digestValue, 'DigestValue');
  if (more.length > 0)
    throw layout(`${more[0]?.name} in the reference`, 'Transforms, DigestMethod, DigestValue');
  return {
    referenceUri: attributeOf(reference, 'URI') ?? '',
    contentMethod: readTransforms(transforms),
    digestAlgorithm: requireDigest(attributeOf(digestMethod, 'Algorithm') ?? ''),
    digestValue: bytesOf(digestValue),
  };
}

/** saml-core §5.4.4: nothing but enveloped-signature and a canonicalization; without one, canonical XML holds. */
function readTransforms(transforms: XmlElement): Method {
  const [enveloped, canonicalization, ...more] = elementsOf(transforms);
  requireElement(enveloped, 'Transform');
  if (attributeOf(enveloped, 'Algorithm') !== envelopedSignature || elementsOf(enveloped).length > 0) {
    throw layout(`the transform ${attributeOf(enveloped, 'Algorithm')}`, envelopedSignature);
  }
  if (more.length > 0) throw layout(`${more.length + 2} transforms`, 'at most two');
  if (!canonicalization) return { inclusivePrefixes: 'all', withComments: false };
  requireElement(canonicalization, 'Transform');
  return readCanonicalization(canonicalization);
}

function readCanonicalization(method: XmlElement): Method {
  const algorithm = attributeOf(method, 'Algorithm') ?? '';
  const known = canonicalizations.get(algorithm);
  if (!known) throw layout(`the algorithm ${algorithm}`, exclusiveCanonicalization);
  const [parameter, ...more] = elementsOf(method);
  if (!parameter) return known;
  if (more.length > 0 || known.inclusivePrefixes === 'all') {
    throw layout(`${parameter.name} in a canonicalization`, 'at most InclusiveNamespaces');
  }
  return { ...known, inclusivePrefixes: readPrefixList(parameter) };
}

/** xml-exc-c14n §4. */
function readPrefixList(parameter: XmlElement): ReadonlySet<string> {
  if (!isElement(parameter, exclusiveCanonicalization, 'InclusiveNamespaces')) {
    throw layout(`${parameter.name} in a canonicalization`, 'InclusiveNamespaces');
  }
  const prefixes = (attributeOf(parameter, 'PrefixList') ?? '').split(/[ \t\r\n]+/).filter(Boolean);
  return new Set(prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)));
}

const noPrefixes: ReadonlySet<string> = new Set();

const canonicalizations: ReadonlyMap<string, Method> = new Map([
  [exclusiveCanonicalization, { inclusivePrefixes: noPrefixes, withComments: false }],
  [`${exclusiveCanonicalization}WithComments`, { inclusivePrefixes: noPrefixes, withComments: true }],
  [inclusiveCanonicalization, { inclusivePrefixes: 'all', withComments: false }],
  [`${inclusiveCanonicalization}#WithComments`, { inclusivePrefixes: 'all', withComments: true }],
]);

function bytesOf(element: XmlElement): Buffer {
  const bytes = decodeBase64(textOf(element));
  if (bytes && elementsOf(element).length === 0) return bytes;
  throw layout(`${element.name} "${textOf(element).slice(0, 40)}"`, 'base64 text');
}

function requireElement(element: XmlElement | undefined, name: string): asserts element is XmlElement {
  if (isElement(element, signatureNamespace, name)) return;
  throw layout(element?.name ?? `no ${name}`, `ds:${name}`);
}

/** The one signature of an element, as its child; undefined when it has none. */
export function findSignature(element: XmlElement): XmlElement | undefined {
  const found = childOf(element, signatureNamespace, 'Signature');
  const isSecond = (child: XmlElement) =>
    child !== found && isElement(child, signatureNamespace, 'Signature');
  if (found && elementsOf(element).some(isSecond)) throw layout('two signatures', 'one');
  return found;
}
