/** What RFC 7643 §7 says of an attribute. The one description that schemas, reading, filters, projection and PATCH go by. */
export interface Attribute {
  name: string;
  description: string;
  type: 'string' | 'boolean' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex';
  isMultiValued?: boolean;
  isRequired?: boolean;
  isCaseExact?: boolean;
  /** `readOnly` is ours to set: in what clients send it is passed over. Otherwise `readWrite`. */
  mutability?: 'readOnly' | 'immutable';
  returned?: 'always';
  isUnique?: boolean;
  canonicalValues?: readonly string[];
  referenceTypes?: readonly string[];
  subAttributes?: readonly Attribute[];
  /** Characters; what is longer is refused. */
  maxLength?: number;
  /** What every text of it looks like, and how that is called. */
  form?: { name: string; pattern: RegExp };
}

export interface Schema {
  id: string;
  name: string;
  description: string;
  attributes: readonly Attribute[];
}

type More = Omit<Partial<Attribute>, 'name' | 'description' | 'subAttributes'>;

export const text = (name: string, description: string, more: More = {}): Attribute => ({
  name,
  description,
  type: 'string',
  ...more,
});

export const complex = (
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  more: More = {},
): Attribute => ({ name, description, type: 'complex', subAttributes, ...more });

/** A multi-valued attribute with the sub-attributes that all of them have (RFC 7643 §2.4). */
export const several = (
  name: string,
  description: string,
  { value, types = [] }: { value: Attribute; types?: readonly string[] },
): Attribute =>
  complex(
    name,
    description,
    [
      value,
      text('display', 'A name for people to read.'),
      text('type', 'What the value is used for.', types.length > 0 ? { canonicalValues: types } : {}),
      isPrimary,
    ],
    { isMultiValued: true },
  );

export const isPrimary: Attribute = {
  name: 'primary',
  description: 'Whether this is the preferred one; true for one value at most.',
  type: 'boolean',
};

/** What every resource has besides the attributes of its schemas (RFC 7643 §3.1). */
export const commonAttributes: readonly Attribute[] = [
  text('schemas', 'The schemas of the resource.', {
    type: 'reference',
    isMultiValued: true,
    isCaseExact: false,
    mutability: 'readOnly',
    returned: 'always',
  }),
  text('id', 'The identifier that this service gave it.', {
    isCaseExact: true,
    mutability: 'readOnly',
    returned: 'always',
  }),
  text('externalId', 'The identifier that the directory has for it.', { isCaseExact: true, maxLength: 512 }),
  complex(
    'meta',
    'What this service knows of the record.',
    [
      text('resourceType', 'The name of the resource type.', { isCaseExact: true, mutability: 'readOnly' }),
      { name: 'created', description: 'When it was created.', type: 'dateTime', mutability: 'readOnly' },
      {
        name: 'lastModified',
        description: 'When it was last changed.',
        type: 'dateTime',
        mutability: 'readOnly',
      },
      text('location', 'Its address.', { type: 'reference', isCaseExact: true, mutability: 'readOnly' }),
      text('version', 'Its version, as in the ETag header.', { isCaseExact: true, mutability: 'readOnly' }),
    ],
    { mutability: 'readOnly' },
  ),
];
