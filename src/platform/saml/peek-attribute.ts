import { decodeMessage } from './decode-message.ts';
import { assertionNamespace } from './names.ts';
import { attributeOf, childrenOf, readXml, textOf } from './read-xml.ts';

/**
 * Reads an attribute of a response that nobody has verified. Its only use is to choose whose keys to
 * verify the response with; what it says must be read again from the verified assertion.
 */
export function peekAttribute(encoded: string, attributeName: string, maximumBytes: number): string[] {
  const response = readXml(decodeMessage(encoded, maximumBytes)).documentElement ?? undefined;
  return childrenOf(response, assertionNamespace, 'Assertion')
    .flatMap((assertion) => childrenOf(assertion, assertionNamespace, 'AttributeStatement'))
    .flatMap((statement) => childrenOf(statement, assertionNamespace, 'Attribute'))
    .filter((attribute) => attributeOf(attribute, 'Name') === attributeName)
    .flatMap((attribute) => childrenOf(attribute, assertionNamespace, 'AttributeValue'))
    .map(textOf);
}
