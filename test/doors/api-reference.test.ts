import supertest from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../src/doors/cloud-api/operations.ts';
import { newWorld, type World } from '../support/world.ts';

describe('the reference of the Cloud API', () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
  });
  const get = (path: string, language = 'en') =>
    supertest(world.app).get(path).set('Accept-Language', language);

  it('lists every action that is served, and shows one with its parameters and fields', async () => {
    const list = await get('/docs/api');
    const page = await get('/docs/api/organization/CreateUser');

    expect(list.status).toBe(200);
    for (const { service, name } of operations()) expect(list.text).toContain(`/docs/api/${service}/${name}`);
    expect(page.text).toContain('UserInfo.UserName');
    expect(page.text).toContain('Enabled | Disabled');
    expect(page.text).toContain('Always null');
  });

  it('speaks Chinese, and knows no action that is not served', async () => {
    expect((await get('/docs/api', 'zh-CN')).text).toContain('云 API');
    expect((await get('/docs/api/sts/HandOverSession')).status).toBe(404);
    expect((await get('/docs/api/organization/constructor')).status).toBe(404);
    expect((await get('/docs')).status).toBe(404);
  });

  it('is also an OpenAPI document of exactly the served actions, with their limits', async () => {
    const { body } = await get('/docs/api/openapi.json');
    const { post } = body.paths['/#X-TC-Action=organization:CreateUser'];
    const { schema } = post.requestBody.content['application/json'];

    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toHaveLength(operations().length);
    expect(schema.required).toEqual(['ZoneId', 'UserName']);
    expect(schema.properties.UserName).toMatchObject({ type: 'string', maxLength: 64 });
    expect(body.paths['/#X-TC-Action=sts:AssumeRoleWithSAML'].post.security).toEqual([]);
    expect(post.security).toBeUndefined();
  });
});
