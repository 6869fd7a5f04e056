import fc from 'fast-check';
import { type Selectable, sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { updateUserStatus } from '../../../src/domain/identity-center/users/update-user-status.ts';
import type { Database } from '../../../src/platform/database/database.ts';
import type { AuditChainTable } from '../../../src/platform/database/tables.ts';
import { northwindTrail, type Trail } from './trail.ts';

/** Somebody who owns the database and tries to change what has happened. */
describe('a chain that somebody changed', () => {
  let trail: Trail;
  let original: string;
  let ends: Selectable<AuditChainTable>;
  beforeAll(async () => {
    trail = await northwindTrail();
    const { world, administrator, zoneId } = trail;
    for (const name of ['alice', 'bob', 'carol', 'dave']) {
      const { userInfo } = await trail.create(name);
      await trail.create(name).catch(() => {});
      const { userId } = userInfo;
      await world.execute(updateUserStatus, administrator, { zoneId, userId, newUserStatus: 'Disabled' });
    }
    await trail.seal();
    original = JSON.stringify(
      await trail.db.selectFrom('audit_records').selectAll().orderBy('sequence').execute(),
    );
    ends = await trail.db.selectFrom('audit_chain').selectAll().executeTakeFirstOrThrow();
  });
  beforeEach(async () => {
    await restore(trail.db, original);
    await trail.db.deleteFrom('audit_chain').execute();
    await trail.db.insertInto('audit_chain').values(ends).execute();
  });

  const tamper = async (change: (db: Database) => Promise<unknown>) => {
    await sql`alter table audit_records disable trigger user`.execute(trail.db);
    await change(trail.db);
    await sql`alter table audit_records enable trigger user`.execute(trail.db);
  };
  const rows = () => JSON.parse(original) as Record<string, unknown>[];

  it('is whole as long as nobody did', async () => {
    expect(await trail.verify()).toMatchObject({ verified: 13, unsealed: 0 });
    expect((await trail.verify()).broken).toBeUndefined();
  });

  it('is found out at the first record that has any one value changed in any way', async () => {
    const columns = Object.keys(rows()[0] ?? {}).filter((name) => name !== 'sequence');
    const change = fc.record({
      place: fc.nat(12),
      column: fc.constantFrom(...columns),
      position: fc.nat(),
      with: fc.constantFrom('0', '1', 'a', 'f', 'x', ' ', '"', ',', '}', 'é', '\u0001', '张'),
      how: fc.constantFrom('replace', 'insert', 'remove'),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ place, column, ...edit }) => {
        await restore(trail.db, original);
        const before = rows()[place]?.[column];
        const after = edited(column, before, edit);
        fc.pre(JSON.stringify(after) !== JSON.stringify(before));
        const replaced = rows();
        replaced[place] = { ...replaced[place], [column]: after };
        await tamper(() => restore(trail.db, JSON.stringify(replaced)));

        const { broken } = await trail.verify();
        expect(broken?.sequence, `${column}: ${before} → ${after}`).toBe(place + 1);
        expect(['changed', 'reordered']).toContain(broken?.kind);
      }),
      { numRuns: 300 },
    );
  });

  it('is found out where records are missing, wherever they were', async () => {
    const removed = fc.uniqueArray(fc.integer({ min: 1, max: 13 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(removed, async (sequences) => {
        await restore(trail.db, original);
        await tamper((db) => db.deleteFrom('audit_records').where('sequence', 'in', sequences).execute());

        const { broken } = await trail.verify();
        expect(broken).toMatchObject({ kind: 'missing', sequence: Math.min(...sequences) });
      }),
      { numRuns: 40 },
    );
  });

  it('is found out where records changed places, or the rest moved up into a gap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(12), async (one, other) => {
        fc.pre(one !== other);
        const swapped = rows();
        const [first, second] = [swapped[one], swapped[other]];
        swapped[one] = { ...second, sequence: one + 1 };
        swapped[other] = { ...first, sequence: other + 1 };
        await tamper(() => restore(trail.db, JSON.stringify(swapped)));
        expect((await trail.verify()).broken).toMatchObject({
          kind: 'reordered',
          sequence: Math.min(one, other) + 1,
        });

        const closed = rows().filter((_, place) => place !== one);
        const renumbered = closed.map((row, place) => ({ ...row, sequence: place + 1 }));
        await tamper(() => restore(trail.db, JSON.stringify(renumbered)));
        const { broken } = await trail.verify();
        expect(broken?.sequence).toBe(one + 1);
        expect(broken?.kind).toBe(one === 12 ? 'missing' : 'reordered');
      }),
      { numRuns: 40 },
    );
  });

  it('is found out at its end, also when the head was moved along, for want of the key', async () => {
    const shorter = rows().slice(0, 10);
    const head = shorter.at(-1);
    await tamper(async (db) => {
      await restore(db, JSON.stringify(shorter));
      await db
        .updateTable('audit_chain')
        .set({ head_sequence: 10, head_hash: String(head?.hash) })
        .execute();
    });

    expect((await trail.verify()).broken).toMatchObject({ kind: 'ends', sequence: 10 });
  });

  it('is found out by a head that was kept elsewhere, whatever became of the database', async () => {
    const { head: kept } = await trail.verify();
    expect((await trail.verify(kept)).broken).toBeUndefined();
    await tamper(async (db) => {
      await db.deleteFrom('audit_records').execute();
      await db.deleteFrom('audit_chain').execute();
    });

    expect((await trail.verify()).broken).toBeUndefined();
    expect((await trail.verify(kept)).broken).toMatchObject({ kind: 'head', found: 'no such record' });
  });

  it('is found out at its beginning: an anchor counts only with our seal', async () => {
    await tamper(async (db) => {
      await db.deleteFrom('audit_records').where('sequence', '<=', 4).execute();
      await db
        .updateTable('audit_chain')
        .set({ anchor_sequence: 4, anchor_hash: String(rows()[3]?.hash) })
        .execute();
    });

    expect((await trail.verify()).broken).toMatchObject({ kind: 'ends' });
  });
});

/** Puts exactly these rows there. */
async function restore(db: Database, rows: string): Promise<void> {
  await sql`alter table audit_records disable trigger user`.execute(db);
  await db.deleteFrom('audit_records').execute();
  await sql`insert into audit_records select * from json_populate_recordset(null::audit_records, ${rows}::json)`.execute(
    db,
  );
  await sql`alter table audit_records enable trigger user`.execute(db);
}

interface Edit {
  position: number;
  with: string;
  how: string;
}

/** The value with one character replaced, added or taken away; of numbers and times, the next one. */
function edited(column: string, value: unknown, edit: Edit): unknown {
  const { position, how } = edit;
  const step = position % 2 ? 1 : -1;
  if (column === 'occurred_at') return new Date(new Date(String(value)).getTime() + step).toISOString();
  if (typeof value === 'number') return value + step;
  if (Array.isArray(value)) return how === 'remove' ? value.slice(1) : [...value, position];
  if (value === null) return column === 'organization_id' ? null : edit.with;
  return editedText(String(value), edit);
}

function editedText(text: string, { position, with: character, how }: Edit): string {
  const place = position % (text.length + 1);
  const rest = text.slice(how === 'insert' ? place : place + 1);
  return `${text.slice(0, place)}${how === 'remove' ? '' : character}${rest}`;
}
