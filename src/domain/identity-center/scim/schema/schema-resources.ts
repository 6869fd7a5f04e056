import type { Attribute, Schema } from './attribute.ts';
import { type ResourceType, resourceTypes, schemas } from './resource-type.ts';

export const messages = {
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  search: 'urn:ietf:params:scim:api:messages:2.0:SearchRequest',
} as const;

/** Where the service provider is, below the public address of the product. */
export const scimUrl = (baseUrl: string): string => `${baseUrl}/scim/v2`;

/** RFC 7643 §7. */
export const schemaResources = (baseUrl: string) =>
  schemas.map((schema) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(describeAttribute),
    meta: { resourceType: 'Schema', location: `${scimUrl(baseUrl)}/Schemas/${schema.id}` },
  }));

function describeAttribute(attribute: Attribute): object {
  const { name, type, description, canonicalValues, referenceTypes = ['uri'], subAttributes } = attribute;
  return {
    name,
    type,
    ...(subAttributes && { subAttributes: subAttributes.map(describeAttribute) }),
    description,
    ...characteristicsOf(attribute),
    ...(canonicalValues && { canonicalValues }),
    ...(type === 'reference' && { referenceTypes }),
  };
}

const characteristicsOf = ({
  type,
  isMultiValued,
  isRequired,
  isCaseExact,
  isUnique,
  ...rest
}: Attribute) => ({
  multiValued: isMultiValued === true,
  required: isRequired === true,
  ...(type !== 'complex' && { caseExact: isCaseExact === true }),
  mutability: rest.mutability ?? 'readWrite',
  returned: rest.returned ?? 'default',
  uniqueness: isUnique ? 'server' : 'none',
});

/** RFC 7643 §6. */
export const resourceTypeResources = (baseUrl: string) =>
  resourceTypes.map((type) => resourceTypeResource(type, baseUrl));

const resourceTypeResource = (
  { name, endpoint, description, schema, extensions }: ResourceType & { schema: Schema },
  baseUrl: string,
) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: name,
  name,
  endpoint,
  description,
  schema: schema.id,
  ...(extensions.length > 0 && {
    schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })),
  }),
  meta: { resourceType: 'ResourceType', location: `${scimUrl(baseUrl)}/ResourceTypes/${name}` },
});
