import { Router } from 'express';
import { openApi, requestSchema, responseSchema } from './open-api.ts';
import { type Operation, operations } from './operations.ts';

/** What the Cloud API offers, for people to read and for tools to load. It is the same for everybody, so nobody signs in. */
export function apiReferencePages(baseUrl: string): Router {
  const router = Router();
  // Takes a second to write, and stays the same.
  let document: object | undefined;

  router.get('/', (_req, res) => {
    const services = Map.groupBy(operations(), ({ service, version }) => `${service} ${version}`);
    res.render('docs/api/index', { services: [...services], origin: baseUrl });
  });

  router.get('/openapi.json', (_req, res) => {
    document ??= openApi(baseUrl);
    res.json(document);
  });

  router.get('/:service/:action', (req, res, next) => {
    const { service, action } = req.params;
    const operation = operations().find((served) => served.service === service && served.name === action);
    if (!operation) return next();
    res.render('docs/api/action', toLocals(operation));
  });

  return router;
}

const toLocals = (operation: Operation) => ({
  operation,
  parameters: rowsOf(requestSchema(operation)),
  fields: rowsOf(responseSchema(operation)),
  notOffered: operation.input.missing,
  alwaysNull: operation.output.missing,
});

interface Shown {
  type?: string;
  properties?: Record<string, Shown>;
  required?: string[];
  items?: Shown;
  enum?: string[];
}

/** One row a field, those of structures below the field that holds them: `Users[].UserName`. */
function rowsOf(schema: object, path = ''): { name: string; type: string; isRequired: boolean }[] {
  const { properties = {}, required = [] } = schema as Shown;
  return Object.entries(properties).flatMap(([name, field]) => {
    const item = field.items ?? field;
    const place = `${path}${name}${field.items ? '[]' : ''}`;
    const type = item.enum ? item.enum.join(' | ') : (item.type ?? '');
    return [{ name: place, type, isRequired: required.includes(name) }, ...rowsOf(item, `${place}.`)];
  });
}
