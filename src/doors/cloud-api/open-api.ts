import { type InnerShape, innerNames, innerShape, present } from './inner-shape.ts';
import { findOfficialVersion, type OfficialVersion } from './official-models.ts';
import { type Operation, operations } from './operations.ts';

type Schema = Record<string, unknown>;

/**
 * The actions that are served, as OpenAPI 3.1. All of them are posted to one address, so each is told apart behind a
 * `#`, as descriptions of such services are.
 */
export const openApi = (baseUrl: string): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Identity Center Cloud API',
    version: '1',
    description: 'What official Tencent Cloud clients call, with their own signatures.',
  },
  servers: [{ url: baseUrl }],
  security: [{ tc3: [] }],
  components: {
    securitySchemes: {
      tc3: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'TC3-HMAC-SHA256' },
    },
  },
  paths: Object.fromEntries(
    operations().map((operation) => [
      `/#X-TC-Action=${operation.service}:${operation.name}`,
      toPath(operation),
    ]),
  ),
});

const toPath = (operation: Operation): object => ({
  post: {
    operationId: `${operation.service}:${operation.name}`,
    summary: operation.action.summary,
    tags: [operation.service],
    ...(operation.action.allowed.includes('visitor') && { security: [] }),
    parameters: [headerOf('X-TC-Action', operation.name), headerOf('X-TC-Version', operation.version)],
    requestBody: { required: true, content: { 'application/json': { schema: requestSchema(operation) } } },
    responses: {
      200: {
        description: 'What was asked for, or an Error with Code and Message.',
        content: { 'application/json': { schema: enveloped(responseSchema(operation)) } },
      },
    },
  },
});

const headerOf = (name: string, value: string) => ({
  name,
  in: 'header',
  required: true,
  schema: { type: 'string', const: value },
});

const enveloped = (schema: Schema): Schema => ({
  type: 'object',
  properties: { Response: schema },
  required: ['Response'],
});

export const requestSchema = (operation: Operation): Schema =>
  structSchema(
    officialOf(operation),
    `${operation.name}Request`,
    innerShape(operation.action.input, 'input'),
  );

export const responseSchema = (operation: Operation): Schema =>
  structSchema(
    officialOf(operation),
    `${operation.name}Response`,
    innerShape(operation.action.output, 'output'),
  );

function officialOf({ version }: Operation): OfficialVersion {
  const official = findOfficialVersion(version);
  if (!official) throw new Error(`There is no version ${version}.`);
  return official;
}

/** By the official model; what the action takes or gives of it says how long, how much and which. */
function structSchema(official: OfficialVersion, struct: string, shape: InnerShape | undefined): Schema {
  const names = innerNames(shape);
  const { properties = {}, required = [] } = present(shape) ?? {};
  const fields = official.fieldsOf(struct).flatMap(({ name, type, isList }) => {
    const inner = names.get(name.toLowerCase());
    if (inner === undefined) return [];
    const own = present(properties[inner]);
    const item = fieldSchema(official, type, isList ? own?.items : own);
    const schema = isList ? { type: 'array', ...limitsOf(own), items: item } : item;
    return [{ name, schema, isRequired: required.includes(inner) }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    required: fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  };
}

function fieldSchema(official: OfficialVersion, type: string, shape: InnerShape | undefined): Schema {
  if (!['string', 'number', 'boolean'].includes(type)) return structSchema(official, type, shape);
  const own = present(shape);
  return own?.type === type || (own?.type === 'integer' && type === 'number')
    ? { type: own.type, ...limitsOf(own) }
    : { type };
}

const limits = [
  'enum',
  'const',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'default',
];

const limitsOf = (shape: InnerShape | undefined): Schema =>
  Object.fromEntries(Object.entries(shape ?? {}).filter(([key]) => limits.includes(key)));
