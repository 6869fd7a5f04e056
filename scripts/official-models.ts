import { readFileSync } from 'node:fs';

/** What the official SDK of the same version declares of the services that we answer for: names and types, no words. */
const sources = [
  { service: 'organization', version: '2021-03-31', file: 'organization/v20210331/organization' },
  { service: 'organization', version: '2018-12-25', file: 'organization/v20181225/organization' },
  { service: 'cam', version: '2019-01-16', file: 'cam/v20190116/cam' },
  { service: 'sts', version: '2018-08-13', file: 'sts/v20180813/sts' },
];

/** As JSON, one structure a line, so that a new SDK shows as a readable difference. */
export function writeOfficialModels(): string {
  const models = sources.map(({ service, version, file }) => {
    const actions = actionsIn(declarations(`${file}_client.d.ts`));
    const structs = structsIn(declarations(`${file}_models.d.ts`));
    const reached = reachedFrom(
      actions.flatMap((action) => [`${action}Request`, `${action}Response`]),
      structs,
    );
    const written = Object.fromEntries([...reached].sort().map((name) => [name, structs.get(name) ?? '']));
    return { service, version, actions: actions.join(' '), structs: written };
  });
  return `${JSON.stringify(models, undefined, 2)}\n`;
}

const folder = new URL('../node_modules/tencentcloud-sdk-nodejs/tencentcloud/services/', import.meta.url);
const declarations = (file: string): string =>
  readFileSync(new URL(file, folder), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');

const actionsIn = (text: string): string[] =>
  [...text.matchAll(/^ {4}(\w+)\(req\??:/gm)].map(([, name]) => name ?? '').sort();

function structsIn(text: string): Map<string, string> {
  const written = [...text.matchAll(/export interface (\w+) \{([\s\S]*?)\n\}/g)].map(
    ([, name = '', body = '']) => [name, fieldsIn(body)] as const,
  );
  const empty = [...text.matchAll(/export type (\w+) = null;/g)].map(([, name = '']) => [name, ''] as const);
  return new Map([...written, ...empty]);
}

/** `string`, `number`, `boolean` or a structure; `[]` before it for a list, `!` after it where it must be given. */
const fieldsIn = (body: string): string =>
  [...body.matchAll(/(\w+)(\?)?: ([^;]+);/g)]
    .map(([, name, optional, type = '']) => {
      const plain = type.replace('number | bigint', 'number').replace(/^Array<(.*)>$/, '[]$1');
      return `${name}:${plain}${optional ? '' : '!'}`;
    })
    .join(' ');

function reachedFrom(names: readonly string[], structs: ReadonlyMap<string, string>): Set<string> {
  const reached = new Set<string>();
  const visit = (name: string) => {
    const struct = structs.get(name);
    if (struct === undefined || reached.has(name)) return;
    reached.add(name);
    for (const [, type = ''] of struct.matchAll(/:(?:\[\])?(\w+)/g)) visit(type);
  };
  names.forEach(visit);
  return reached;
}
