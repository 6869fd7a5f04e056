import { type OfficialField, officialVersions } from '../../src/doors/cloud-api/official-models.ts';

/** What is not as the official model declares it: missing, extra or wrongly typed. Null is allowed anywhere, as there. */
export function problemsOf(version: string, action: string, response: unknown): string[] {
  const official = officialVersions.find((candidate) => candidate.version === version);
  if (!official) throw new Error(`There is no version ${version}.`);

  const inStruct = (struct: string, value: unknown, path: string): string[] => {
    if (typeof value !== 'object' || value === null) return [`${path} is no structure`];
    const fields = official.fieldsOf(struct);
    const declared = new Set(fields.map(({ name }) => name));
    const extra = Object.keys(value).filter((name) => !declared.has(name));
    return [
      ...extra.map((name) => `${path}.${name} is extra`),
      ...fields.flatMap((field) =>
        Object.hasOwn(value, field.name)
          ? inField(field, (value as Record<string, unknown>)[field.name], `${path}.${field.name}`)
          : [`${path}.${field.name} is missing`],
      ),
    ];
  };
  const inField = ({ type, isList }: OfficialField, value: unknown, place: string): string[] => {
    if (!isList) return inItem(type, value, place);
    if (value === null) return [];
    if (!Array.isArray(value)) return [`${place} is no list`];
    return value.flatMap((item) => (item === null ? [`${place} holds null`] : inItem(type, item, place)));
  };
  const inItem = (type: string, value: unknown, path: string): string[] => {
    if (value === null) return [];
    if (!['string', 'number', 'boolean'].includes(type)) return inStruct(type, value, path);
    return typeof value === type ? [] : [`${path} is a ${typeof value}, not a ${type}`];
  };

  return inStruct(`${action}Response`, response, action);
}
