import { readOperation } from './action-pattern.ts';
import { type ServiceCatalogue, serviceCatalogues } from './catalogue/services.ts';

export interface CatalogueAction {
  /** `service:Name`. */
  id: string;
  name: string;
  access: 'read' | 'write';
  /** What its resource looks like, with the parts to fill in; none when a policy has to say `*`. */
  resources: readonly string[];
}

export interface Service {
  /** As actions and resources name it. */
  name: string;
  words: { en: string; 'zh-CN': string };
}

const byName: ReadonlyMap<string, ServiceCatalogue> = new Map(
  serviceCatalogues.map((catalogue) => [catalogue.service, catalogue]),
);
const actions: ReadonlyMap<string, CatalogueAction> = new Map(
  serviceCatalogues.flatMap((catalogue) => listActions(catalogue).map((action) => [action.id, action])),
);

function listActions({ service, prefix = '', read, write }: ServiceCatalogue): CatalogueAction[] {
  const list = (access: 'read' | 'write', named: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(named).map(([name, paths]) => ({
      id: `${service}:${name}`,
      name,
      access,
      resources: paths.map((path) => `${prefix}${path}`),
    }));
  return [...list('read', read), ...list('write', write)];
}

/** The services whose operations we know, by their names. */
export const services = (): readonly Service[] =>
  serviceCatalogues.map(({ service, words }) => ({ name: service, words }));

/** Empty for a service that we do not know. */
export function actionsOf(service: string): readonly CatalogueAction[] {
  const catalogue = byName.get(service.toLowerCase());
  return catalogue ? listActions(catalogue) : [];
}

export function findAction(action: string): CatalogueAction | undefined {
  const { service, name } = readOperation(action);
  return actions.get(`${service}:${name}`);
}

/**
 * Whether policies can name the operation only together with `*`. Of an operation that we do not know, the service's
 * documents say so or nothing does; then what is asked about decides.
 */
export function isOperationLevel(action: string): boolean {
  const known = findAction(action);
  if (known) return known.resources.length === 0;
  return byName.get(readOperation(action).service)?.isOperationLevelOtherwise ?? false;
}

const readingWords =
  /^(?:Check|List|Describe|Search|Get|BatchGet|Query|BatchQuery|Download|Export|View|Inquiry|Inquire|Compare|Verify|Validate)(?![a-z])/;

/** What ReadOnlyAccess may do (`qcs:read_only_action`). An operation that we do not know is judged by its first word. */
export const isReadOnly = (action: string): boolean => {
  const known = findAction(action);
  return known ? known.access === 'read' : readingWords.test(readOperation(action).name);
};

/** What QCloudResourceFullAccess may do (`qcs:except_cam_finance`): no finance, and of CAM only users, groups and keys. */
export function isExceptCamFinance(action: string): boolean {
  const { service, name } = readOperation(action);
  const only = byName.get(service)?.exceptCamFinance;
  return only === undefined || only.includes(name);
}
