import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Settings } from '../../../platform/settings.ts';
import { quotas } from '../quotas.ts';
import { camResource } from '../resource-name.ts';

/** An identity provider that one account trusts for role SSO. */
export interface SamlProvider {
  name: string;
  description: string;
  entityId: string;
  metadataDocument: string;
  certificates: string[];
}

/** As it is kept: when it came, and which space deployed it. */
export interface StoredSamlProvider extends SamlProvider {
  spaceId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export const samlProviderName = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,128}$/, 'Use 1 to 128 letters, digits and . _ -.');

/** Base64 of 40 KB, with line breaks. */
export const samlMetadataDocument = z.string().max(60_000);

/** `qcs::cam::uin/<uin>:saml-provider/<name>`. */
export const samlProviderArn = (uin: number, name: string): string =>
  camResource(uin, `saml-provider/${name}`);

export const samlProviderInfo = z.object({
  name: z.string(),
  description: z.string(),
  createTime: z.date(),
  modifyTime: z.date(),
  /** Ours. */
  entityId: z.string(),
  spaceId: z.string().nullable(),
});

export const toSamlProviderInfo = (provider: StoredSamlProvider): z.infer<typeof samlProviderInfo> => ({
  name: provider.name,
  description: provider.description,
  createTime: provider.createdAt,
  modifyTime: provider.updatedAt,
  entityId: provider.entityId,
  spaceId: provider.spaceId,
});

export function requireFreeProviderName(name: string, { cloudSites }: Settings): void {
  if (name.startsWith(cloudSites.local?.providerPrefix ?? '\0')) throw providerNameReserved(name);
}

export function requireUnlocked({ name, spaceId }: StoredSamlProvider): void {
  if (spaceId !== null) throw providerLocked(name, spaceId);
}

export const providerNotFound = (name: string) =>
  new DomainError('not-found', 'IdentityNotExist', `There is no identity provider "${name}".`, {
    details: { name },
  });

export const providerNameTaken = (name: string) =>
  new DomainError('conflict', 'IdentityNameInUse', `There is an identity provider named "${name}" already.`, {
    details: { name },
    fields: { name: 'This name is taken.' },
  });

export const tooManyProviders = () =>
  new DomainError(
    'limit-exceeded',
    'IdentityFull',
    `An account may have ${quotas.samlProviders} identity providers at most.`,
    { details: { limit: quotas.samlProviders } },
  );

const providerNameReserved = (name: string) =>
  new DomainError('invalid-input', 'NameError', `The name "${name}" is reserved for deployments.`, {
    details: { name },
    fields: { name: 'This name is reserved.' },
  });

const providerLocked = (name: string, spaceId: string) =>
  new DomainError(
    'failed-precondition',
    'CICIdentityForbidden',
    `The identity provider "${name}" is managed by Identity Center (space ${spaceId}) and can only be changed there.`,
    { details: { name, spaceId } },
  );
