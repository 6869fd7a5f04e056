import { createRequire } from 'node:module';

/** As much of a DOM as tests need. */
export interface DomNode {
  readonly nodeType: number;
  readonly localName: string;
  readonly parentNode: DomNode | null;
  readonly childNodes: { readonly length: number; item(place: number): DomNode };
  getAttribute(name: string): string;
  removeChild(child: DomNode): void;
}

interface Xmldom {
  DOMParser: new (options: {
    errorHandler: Record<'warning' | 'error' | 'fatalError', (message: string) => void>;
  }) => { parseFromString(xml: string, type: 'text/xml'): { documentElement: DomNode } };
}

/** The reader of xml-crypto and node-saml. Its types would bring the names of browsers into all of our code. */
const { DOMParser }: Xmldom = createRequire(import.meta.url)('@xmldom/xmldom');

const refuse = (message: string): never => {
  throw new Error(message);
};

/** Refuses whatever xmldom has any doubt about. */
export const parseByXmldom = (xml: string): { documentElement: DomNode } =>
  new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(
    xml,
    'text/xml',
  );

export function childElements(node: DomNode): DomNode[] {
  const children = Array.from({ length: node.childNodes.length }, (_, place) => node.childNodes.item(place));
  return children.filter(({ nodeType }) => nodeType === 1);
}
