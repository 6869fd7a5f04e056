import { isLatest, officialVersions } from '../src/doors/cloud-api/official-models.ts';
import { operations, servedAction } from '../src/doors/cloud-api/operations.ts';
import { reasonFor } from './not-served.ts';

/** One row for every action of the official models: served or not, and what of it is not as the model has it. */
export function cloudApiRows(): string[] {
  const served = new Map(
    operations().map((operation) => [`${operation.version} ${operation.name}`, operation]),
  );
  return officialVersions.flatMap((official) => {
    const { service, version, actions } = official;
    const rows = [...actions].map((name) => {
      const operation = served.get(`${version} ${name}`);
      if (operation) return `| \`${name}\` | yes | ${differences(operation)} |`;
      return `| \`${name}\` | no | ${isLatest(official, name) ? reasonFor(name) : 'Has moved on to a later version.'} |`;
    });
    const count = [...actions].filter((name) => servedAction(official, name)).length;
    return [
      `## ${service} ${version}`,
      '',
      `${count} of ${actions.size} actions are served.`,
      '',
      '| Action | Served | Remarks |',
      '|---|---|---|',
      ...rows,
      '',
    ];
  });
}

function differences({ input, output }: ReturnType<typeof operations>[number]): string {
  const parts = [
    input.missing.length > 0 && `Not offered: ${codes(input.missing)}.`,
    output.missing.length > 0 && `Always null: ${codes(output.missing)}.`,
  ];
  return parts.filter((part) => part !== false).join(' ');
}

const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
