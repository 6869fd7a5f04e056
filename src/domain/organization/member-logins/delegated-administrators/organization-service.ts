import { DomainError } from '../../../../action/domain-error.ts';
import services from './services.json' with { type: 'json' };

/** A cloud service that works across the members of an organization. */
export interface OrganizationService {
  serviceId: number;
  product: string;
  productName: string;
  description: string;
  consoleUrl: string;
  /** How many members may administer it; none where only the admin account does. */
  canAssignCount: number;
  /** Whether an administrator can be given some members instead of all. */
  takesScope: boolean;
}

export const organizationServices: readonly OrganizationService[] = services;

/** By its number or by its product name, as the Cloud API takes either. */
export function getService({
  serviceId,
  product,
}: {
  serviceId?: number | undefined;
  product?: string | undefined;
}): OrganizationService {
  const found = organizationServices.find((service) =>
    serviceId === undefined ? service.product === product : service.serviceId === serviceId,
  );
  if (found) return found;
  const service = serviceId ?? product ?? '';
  throw new DomainError(
    'not-found',
    'OrganizationServiceNotExist',
    `There is no organization service "${service}".`,
    {
      details: { service },
    },
  );
}
