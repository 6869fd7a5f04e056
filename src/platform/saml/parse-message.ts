import type { XmlElement } from '../xml/element.ts';
import { parseXml, type XmlDocument } from '../xml/parse-xml.ts';
import { XmlProblem } from '../xml/xml-problem.ts';
import { SamlRefusal } from './refusal.ts';

/** Parses a SAML message, or a decrypted piece of one; what is wrong with it is a SamlRefusal. */
export function parseMessage(xml: string, within?: XmlElement): XmlDocument {
  try {
    return parseXml(xml, within);
  } catch (error) {
    if (error instanceof XmlProblem) throw new SamlRefusal(error.code, error.found, error.expected);
    throw error;
  }
}
