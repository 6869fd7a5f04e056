import written from './official-models.json' with { type: 'json' };

/** A field of the official model, such as `ZoneId:string!` or `Users:[]UserInfo`. */
export interface OfficialField {
  name: string;
  /** `string`, `number`, `boolean`, or the name of a structure. */
  type: string;
  isList: boolean;
  isRequired: boolean;
}

/** What the official SDKs know of one version of one service. */
export interface OfficialVersion {
  service: string;
  version: string;
  actions: ReadonlySet<string>;
  fieldsOf(struct: string): readonly OfficialField[];
}

export const officialVersions: readonly OfficialVersion[] = written.map(
  ({ service, version, actions, structs }) => ({
    service,
    version,
    actions: new Set(actions.split(' ')),
    fieldsOf: (struct) => readFields((structs as Record<string, string>)[struct] ?? ''),
  }),
);

export const officialServices: ReadonlySet<string> = new Set(officialVersions.map(({ service }) => service));

/** A version belongs to one service alone, so that it says which one is meant where nothing else does. */
export const findOfficialVersion = (version: string): OfficialVersion | undefined =>
  officialVersions.find((official) => official.version === version);

/** An action has moved on when a later version of its service has it too. */
export const isLatest = ({ service, version }: OfficialVersion, action: string): boolean =>
  !officialVersions.some(
    (other) => other.service === service && other.version > version && other.actions.has(action),
  );

const readFields = (text: string): OfficialField[] =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', list, type = '', required] = /^(\w+):(\[\])?(\w+)(!)?$/.exec(part) ?? [];
      return { name, type, isList: list !== undefined, isRequired: required !== undefined };
    });
