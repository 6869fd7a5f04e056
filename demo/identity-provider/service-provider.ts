import { toPem } from '../../src/platform/saml/key-pair.ts';
import { metadataNamespace, postBinding, signatureNamespace } from '../../src/platform/saml/names.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../../src/platform/xml/element.ts';
import { parseXml } from '../../src/platform/xml/parse-xml.ts';

export interface ServiceProvider {
  entityId: string;
  acsUrl: string;
  /** PEM; its requests must be signed with this key. */
  certificate: string;
}

const keptMilliseconds = 2000;

/** Reads the metadata of the one service provider; what is a moment old is read again, as its keys may change. */
export function serviceProviderAt(url: string): () => Promise<ServiceProvider> {
  let known: { provider: ServiceProvider; at: number } | undefined;
  return async () => {
    if (!known || Date.now() - known.at > keptMilliseconds) {
      known = { provider: await fetchServiceProvider(url), at: Date.now() };
    }
    return known.provider;
  };
}

async function fetchServiceProvider(url: string): Promise<ServiceProvider> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The service provider's metadata at ${url} answered ${response.status}.`);
  const entity = parseXml(await response.text()).root;
  const descriptor = childOf(entity, metadataNamespace, 'SPSSODescriptor');
  const acs = childrenOf(descriptor, metadataNamespace, 'AssertionConsumerService').find(
    (service) => attributeOf(service, 'Binding') === postBinding,
  );
  const key = childrenOf(descriptor, metadataNamespace, 'KeyDescriptor').find(
    (candidate) => attributeOf(candidate, 'use') !== 'encryption',
  );
  const data = childOf(childOf(key, signatureNamespace, 'KeyInfo'), signatureNamespace, 'X509Data');
  return {
    entityId: attributeOf(entity, 'entityID') ?? '',
    acsUrl: attributeOf(acs, 'Location') ?? '',
    certificate: toPem(textOf(childOf(data, signatureNamespace, 'X509Certificate'))),
  };
}
