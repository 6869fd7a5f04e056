import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Directory, systemActor } from '../../../../src/action/actor.ts';
import { recordScimRequest } from '../../../../src/domain/identity-center/scim/record-scim-request.ts';
import { sweepScimRequestLog } from '../../../../src/domain/identity-center/scim/sweep-scim-request-log.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('the log of a directory’s requests', () => {
  let world: World;
  let directory: Directory;
  beforeEach(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    directory = { kind: 'directory', spaceId: zoneId, credentialId: 'scimcred-1', name: 'Okta' };
  });

  const record = (request: object) =>
    world.execute(recordScimRequest, directory, {
      path: '/Users',
      status: 200,
      resourceType: 'User',
      ...request,
    });
  const taken = {
    method: 'POST',
    status: 409,
    name: 'Alice',
    error: { scimType: 'uniqueness', detail: 'Taken.', code: 'UsernameAlreadyExists' },
  };
  const rows = async () =>
    (await world.db.selectFrom('scim_request_log').selectAll().orderBy('object_key').execute()).map(
      (row) => ({
        ...row,
        statuses: (row.requests as { status: number }[]).map(({ status }) => status),
      }),
    );

  it('keeps what was refused under a name with the object that got the name in the end', async () => {
    await record(taken);
    expect(await rows()).toMatchObject([
      { object_key: 'User:name:alice', is_failing: true, statuses: [409] },
    ]);

    await record({ method: 'POST', status: 201, name: 'alice', resourceId: 'u-1', externalId: 'e1' });
    expect(await rows()).toMatchObject([
      {
        ...{ object_key: 'u-1', resource_id: 'u-1', name: 'alice', external_id: 'e1', is_failing: false },
        ...{ statuses: [201, 409], last_error: { status: 409, error: { scimType: 'uniqueness' } } },
      },
    ]);
  });

  it('keeps it also when the directory corrected the name, and knows the object by its own id', async () => {
    for (const name of ['a#EXT#', 'a b']) await record({ ...taken, name, externalId: 'e1', status: 400 });
    await record({ ...taken, name: 'bob', externalId: 'e2' });
    await record({ method: 'POST', status: 201, name: 'alice', resourceId: 'u-1', externalId: 'e1' });

    expect(await rows()).toMatchObject([
      { object_key: 'User:name:bob', is_failing: true },
      { object_key: 'u-1', is_failing: false, statuses: [201, 400, 400], last_error: { status: 400 } },
    ]);
  });

  it('takes what was about no object for no failure that goes on, and nothing for what is not there', async () => {
    await record({ method: 'GET', status: 400, error: { scimType: 'invalidFilter' } });
    expect(await rows()).toMatchObject([
      { object_key: 'User:', is_failing: false, last_error: { status: 400 } },
    ]);

    await record({ method: 'GET', path: '/Users/u-none', status: 404, resourceId: 'u-none' });
    expect(await rows()).toHaveLength(1);
  });

  it('forgets what is old or too much in each space alone, and what still fails last', async () => {
    const [objects, tooMany] = [10_000, 3];
    const { spaceId } = directory;
    await sql`
      insert into scim_request_log (space_id, object_key, resource_type, resource_id, name, external_id, requests,
                                    is_failing, last_request_at)
      select ${spaceId}, n::text, 'User', n::text, '', '', '[]', n = 1,
             ${world.clock.now()}::timestamptz + n * interval '1 second'
      from generate_series(1, ${objects + tooMany}::int) n`.execute(world.db);
    await world.execute(sweepScimRequestLog, systemActor, {});

    const kept = (await rows()).map(({ object_key }) => Number(object_key)).sort((one, other) => one - other);
    expect([kept.length, kept[0], kept[1]]).toEqual([objects, 1, 2 + tooMany]);
    world.clock.advance(91 * 24 * 3600);
    await world.execute(sweepScimRequestLog, systemActor, {});
    expect(await rows()).toEqual([]);
  });

  it('keeps the last ten of each object, and the last error beyond them', async () => {
    await record({ method: 'PATCH', status: 400, resourceId: 'u-1', error: { scimType: 'invalidValue' } });
    for (let turn = 0; turn < 12; turn += 1)
      await record({ method: 'PATCH', status: 200, resourceId: 'u-1' });

    expect(await rows()).toMatchObject([
      { statuses: Array(10).fill(200), is_failing: false, last_error: { status: 400 } },
    ]);
  });

  it('does not take reading, trying or deleting what is gone for success or failure', async () => {
    await record({ ...taken, resourceId: 'u-1' });
    await record({ method: 'GET', status: 200, resourceId: 'u-1' });
    await record({ method: 'PUT', status: 200, resourceId: 'u-1', isDryRun: true });
    expect(await rows()).toMatchObject([{ is_failing: true }]);

    await record({ method: 'PATCH', status: 204, resourceId: 'u-1' });
    await record({ method: 'GET', status: 404, resourceId: 'u-1' });
    await record({ method: 'DELETE', status: 404, resourceId: 'u-1' });
    expect(await rows()).toMatchObject([{ is_failing: false }]);
  });

  it('holds no query string, cuts what is endless, and leaves lists that worked alone', async () => {
    await record({ method: 'GET', path: '/Users?filter=x' });
    expect(await rows()).toEqual([]);

    await record({
      method: 'GET',
      path: '/Users?token=hush',
      status: 400,
      error: { detail: 'x'.repeat(5000) },
    });
    const [{ requests } = { requests: [] }] = await rows();
    expect(requests).toMatchObject([{ path: '/Users', error: { detail: 'x'.repeat(1000) } }]);
    expect(await world.auditTrail()).not.toContain('organization:RecordSCIMRequest');
  });
});
