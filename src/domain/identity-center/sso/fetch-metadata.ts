import { DomainError } from '../../../action/domain-error.ts';
import { FetchProblem, fetchDocument } from '../../../platform/fetch-document.ts';
import type { Settings } from '../../../platform/settings.ts';
import { requireSecureAddress } from './secure-address.ts';

/** The metadata document at that address. Runs outside any transaction: it may take seconds. */
export async function fetchMetadata(metadataUrl: string, settings: Settings): Promise<string> {
  requireSecureAddress('metadataUrl', metadataUrl);
  try {
    return await fetchDocument(metadataUrl, { privateHosts: settings.metadataPrivateHosts });
  } catch (error) {
    if (!(error instanceof FetchProblem)) throw error;
    throw new DomainError('invalid-input', error.code, error.message, {
      details: error.details,
      fields: { metadataUrl: error.message },
      cause: error,
    });
  }
}
