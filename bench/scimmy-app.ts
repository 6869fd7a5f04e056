import express, { type Express } from 'express';
import SCIMMY from 'scimmy';
import ScimmyRouters from 'scimmy-routers';

interface Held {
  id: string;
  [attribute: string]: unknown;
}

/** The plainest service provider by scimmy-routers: users and groups in two maps, and one key. */
export function scimmyApp(key: string, users: readonly Held[], groups: readonly Held[]): Express {
  hold(SCIMMY.Resources.User, users);
  hold(SCIMMY.Resources.Group, groups);
  const app = express();
  app.set('query parser', withNumbers);
  const handler = ({ headers }: express.Request) => {
    if (headers.authorization !== `Bearer ${key}`) throw new Error('The key is unknown.');
    return 'directory';
  };
  app.use('/scim/v2', new ScimmyRouters({ type: 'bearer', handler }));
  return app;
}

/** Without it the library takes no notice of `startIndex` and `count`, which it expects as numbers. */
const withNumbers = (query: string | null) =>
  Object.fromEntries(
    [...new URLSearchParams(query ?? '')].map(([name, value]) => [
      name,
      /^\d+$/.test(value) ? Number(value) : value,
    ]),
  );

interface Asked {
  id?: string;
  filter?: { match(values: object[]): object[] };
}

/** What users and groups have in common; their own types differ in the instance alone. */
interface Kind {
  egress(read: (asked: Asked) => object | undefined): void;
  ingress(write: (asked: Asked, instance: object) => object): void;
}

function hold(
  resource: typeof SCIMMY.Resources.User | typeof SCIMMY.Resources.Group,
  all: readonly Held[],
): void {
  const held = new Map(all.map((one) => [one.id, one]));
  const kind = resource as unknown as Kind;
  kind.egress(({ id, filter }) => {
    if (id) return held.get(id);
    const found = [...held.values()];
    return filter ? filter.match(found) : found;
  });
  kind.ingress(({ id = crypto.randomUUID() }, instance) => {
    const saved = { ...instance, id };
    held.set(id, saved);
    return saved;
  });
  SCIMMY.Resources.declare(resource, {});
}
