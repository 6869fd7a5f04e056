import { type Attribute, complex, type Schema, text } from './attribute.ts';

const required = { isRequired: true } as const;
const word = { isRequired: true, isCaseExact: true } as const;
const page = { type: 'reference', isCaseExact: true, referenceTypes: ['external'] } as const;
const address = { ...word, type: 'reference', referenceTypes: ['uri'] } as const;

const flag = (name: string, description: string, more: { isRequired?: boolean } = required): Attribute => ({
  ...{ name, description, type: 'boolean', ...more },
});

const count = (name: string, description: string): Attribute => ({
  ...{ name, description, type: 'integer', ...required },
});

const feature = (name: string, description: string, limits: readonly Attribute[] = []): Attribute =>
  complex(name, description, [flag('supported', 'Whether it is offered.'), ...limits], required);

const serviceProviderConfigSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  name: 'ServiceProviderConfig',
  description: 'What the service provider offers.',
  attributes: [
    text('documentationUri', 'A page about it.', page),
    feature('patch', 'Changes of parts of a resource.'),
    feature('bulk', 'Several requests in one.', [
      count('maxOperations', 'How many operations one request holds at most.'),
      count('maxPayloadSize', 'How many bytes one request has at most.'),
    ]),
    feature('filter', 'Lists of what fulfils a condition.', [
      count('maxResults', 'How many resources one answer holds at most.'),
    ]),
    feature('changePassword', 'Passwords.'),
    feature('sort', 'Lists in an order.'),
    feature('etag', 'Versions of resources.'),
    complex(
      'authenticationSchemes',
      'How clients say who they are.',
      [
        text('type', 'Which scheme it is.', {
          ...word,
          canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
        }),
        text('name', 'What it is called.', required),
        text('description', 'What is to be known of it.', required),
        text('specUri', 'Where it is specified.', page),
        text('documentationUri', 'A page about it.', page),
        flag('primary', 'Whether it is the preferred one.', {}),
      ],
      { isMultiValued: true, isRequired: true },
    ),
  ],
};

const resourceTypeSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  name: 'ResourceType',
  description: 'A kind of resource.',
  attributes: [
    text('name', 'What it is called.', word),
    text('description', 'What it is.'),
    text('endpoint', 'Where its resources are, below the address of the service provider.', address),
    text('schema', 'Its schema.', address),
    complex(
      'schemaExtensions',
      'Schemas that add to it.',
      [
        text('schema', 'Which schema adds to it.', address),
        flag('required', 'Whether every resource has it.'),
      ],
      { isMultiValued: true },
    ),
  ],
};

const describing: readonly Attribute[] = [
  text('name', 'What it is called.', word),
  text('type', 'What its values are.', {
    ...word,
    canonicalValues: [
      'string',
      'boolean',
      'decimal',
      'integer',
      'dateTime',
      'reference',
      'binary',
      'complex',
    ],
  }),
  flag('multiValued', 'Whether it has several values.'),
  text('description', 'What it is.'),
  flag('required', 'Whether every resource has it.'),
  text('canonicalValues', 'Values that are usual.', { isMultiValued: true }),
  flag('caseExact', 'Whether upper and lower case differ.', {}),
  text('mutability', 'Who says what it is, and when.', {
    isCaseExact: true,
    canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  }),
  text('returned', 'When an answer has it.', {
    isCaseExact: true,
    canonicalValues: ['always', 'never', 'default', 'request'],
  }),
  text('uniqueness', 'Among which resources no two have the same.', {
    isCaseExact: true,
    canonicalValues: ['none', 'server', 'global'],
  }),
  text('referenceTypes', 'What it refers to.', { isMultiValued: true, isCaseExact: true }),
];

const several = { isMultiValued: true } as const;

const schemaSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  name: 'Schema',
  description: 'Attributes that belong together.',
  attributes: [
    text('name', 'What it is called.', word),
    text('description', 'What it is.'),
    complex(
      'attributes',
      'The attributes.',
      [...describing, complex('subAttributes', 'The parts of a complex attribute.', describing, several)],
      { ...several, isRequired: true },
    ),
  ],
};

/** What is said of the service provider is for nobody to write. */
const readOnly = (attributes: readonly Attribute[]): Attribute[] =>
  attributes.map((attribute) => ({
    ...attribute,
    mutability: 'readOnly',
    ...(attribute.subAttributes && { subAttributes: readOnly(attribute.subAttributes) }),
  }));

/** Of the resources that describe the service provider (RFC 7643 §8.7.2). */
export const serviceSchemas: readonly Schema[] = [
  serviceProviderConfigSchema,
  resourceTypeSchema,
  schemaSchema,
].map((schema) => ({ ...schema, attributes: readOnly(schema.attributes) }));
