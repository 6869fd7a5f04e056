import { DomainError } from '../../../action/domain-error.ts';
import { decodeBase64 } from '../../../platform/saml/decode-message.ts';
import {
  MetadataProblem,
  readIdentityProviderMetadata,
} from '../../../platform/saml/identity-provider-metadata.ts';

/** Reference: metadata 40 KB, in UTF-8. */
const metadataBytes = 40 * 1024;

/** What an account keeps of an identity provider. */
export interface ProviderMetadata {
  entityId: string;
  certificates: string[];
  metadataDocument: string;
}

/** Reads a metadata document that comes in base64, and refuses what nobody could log in by. */
export function readMetadata(encoded: string, now: Date): ProviderMetadata {
  const bytes = decodeBase64(encoded);
  if (!bytes) throw notBase64(encoded.slice(0, 40));
  if (bytes.length > metadataBytes) throw tooLarge();

  const metadataDocument = bytes.toString('utf8');
  const { entityId, certificates, validUntil } = read(metadataDocument);
  if (validUntil && !(validUntil > now)) throw expired(validUntil);
  return { entityId, certificates, metadataDocument };
}

function read(document: string) {
  try {
    return readIdentityProviderMetadata(document);
  } catch (error) {
    if (!(error instanceof MetadataProblem)) throw error;
    const { code, message, details } = error;
    throw new DomainError('invalid-input', code, message, {
      details,
      fields: { samlMetadataDocument: message },
    });
  }
}

function expired(validUntil: Date): DomainError {
  const time = Number.isNaN(validUntil.getTime()) ? 'no time' : validUntil.toISOString();
  const message = `The metadata was valid until ${time}.`;
  return new DomainError('invalid-input', 'MetadataExpired', message, {
    details: { validUntil: time },
    fields: { samlMetadataDocument: message },
  });
}

function notBase64(found: string): DomainError {
  const message = `The document is not base64: "${found}".`;
  return new DomainError('invalid-input', 'DecodeMetadataDocumentFailed', message, {
    details: { found },
    fields: { samlMetadataDocument: message },
  });
}

function tooLarge(): DomainError {
  const message = `The document is larger than ${metadataBytes} bytes.`;
  return new DomainError('limit-exceeded', 'MetadataTooLarge', message, {
    details: { maximumBytes: metadataBytes },
    fields: { samlMetadataDocument: message },
  });
}
