import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverToBucket } from '../../../src/platform/delivery/deliver-to-bucket.ts';
import { deliverToFolder } from '../../../src/platform/delivery/deliver-to-folder.ts';
import { deliverToWebhook } from '../../../src/platform/delivery/deliver-to-webhook.ts';
import { accessKey, type Collector, startCollector, webhookSecret } from '../../support/collector.ts';

const delivery = {
  name: "2026-07-29/000000000001-ts-1 é'(x)!*.ndjson",
  body: '{"a":"张伟"}\n',
  time: new Date('2026-07-29T16:09:09.123Z'),
};

describe('deliveries', () => {
  let collector: Collector;
  beforeEach(async () => {
    collector = await startCollector();
  });
  afterEach(() => collector.stop());

  const toWebhook = (url = `${collector.url}/hook?a=b`, hosts = ['localhost'], secret = webhookSecret) =>
    deliverToWebhook(url, secret, delivery, hosts);
  const bucket = () => ({
    url: `${collector.url}/bucket/`,
    region: 'ap-guangzhou',
    prefix: 'audit logs/',
    accessKeyId: accessKey.accessKeyId,
  });
  const toBucket = (secret = accessKey.secretAccessKey) =>
    deliverToBucket(bucket(), secret, delivery, ['localhost']);

  describe('to a webhook', () => {
    it('are posted with a signature by which the receiver knows us and the time', async () => {
      await toWebhook();

      const [request] = collector.received;
      expect(request).toMatchObject({ method: 'POST', path: '/hook?a=b', body: delivery.body, problem: '' });
      expect(request?.headers).toMatchObject({
        'content-type': 'application/x-ndjson',
        'x-identity-center-timestamp': '1785341349',
      });
    });

    it('have no right signature under another secret', async () => {
      await expect(toWebhook(undefined, undefined, 'another secret')).rejects.toMatchObject({
        code: 'DeliveryRefused',
        details: { status: '403 SignatureDoesNotMatch' },
      });
    });

    it('count only when the answer is a success; redirects are not followed', async () => {
      for (const status of [301, 307, 400, 404, 429, 500, 503]) {
        collector.trouble.push(status);
        await expect(toWebhook()).rejects.toMatchObject({
          code: 'DeliveryRefused',
          details: { status: `${status}` },
        });
      }
      for (const status of [200, 201, 202, 204]) {
        collector.trouble.push(status);
        await toWebhook();
      }
      expect(collector.received.map(({ path }) => path)).not.toContain('/elsewhere');
    });

    it('do not count when the receiver hangs up, also after it has all', async () => {
      collector.trouble.push('break');

      await expect(toWebhook()).rejects.toMatchObject({ code: 'DeliveryUnreachable' });
      expect(collector.received).toHaveLength(1);
    });

    it('say nothing of an answer but its status', async () => {
      collector.trouble.push(403);
      const problem = await toWebhook().catch((error) => error);

      expect(JSON.stringify([problem.message, problem])).not.toContain('secret words');
    });

    it('go to no address inside unless its host is listed', async () => {
      for (const host of [
        'localhost',
        '127.0.0.1',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '10.0.0.1',
        '169.254.169.254',
      ]) {
        const url = `http://${host}:${new URL(collector.url).port}/`;
        await expect(toWebhook(url, []), host).rejects.toMatchObject({ code: 'DeliveryAddressPrivate' });
      }
      expect(collector.received).toEqual([]);
    });

    it('fail by name when nobody listens', async () => {
      await collector.stop();

      await expect(toWebhook()).rejects.toMatchObject({ code: 'DeliveryUnreachable' });
    });
  });

  describe('to a bucket', () => {
    it('are objects, put with a signature that the store computes alike', async () => {
      await toBucket();

      const [request] = collector.received;
      expect(request).toMatchObject({ method: 'PUT', problem: '', body: delivery.body });
      expect([...collector.objects.keys()].map(decodeURIComponent)).toEqual([
        `/bucket/audit logs/${delivery.name}`,
      ]);
      expect(request?.headers.authorization).toContain('/20260729/ap-guangzhou/s3/aws4_request');
    });

    it('are refused by name when the secret is wrong', async () => {
      await expect(toBucket('another secret')).rejects.toMatchObject({
        code: 'DeliveryRefused',
        details: { status: '403 SignatureDoesNotMatch' },
      });
      expect(collector.objects.size).toBe(0);
    });
  });

  describe('to a folder', () => {
    const folder = () => mkdtempSync(join(tmpdir(), 'identity-center-'));

    it('are whole files that only we may read; the same name again replaces them', async () => {
      const target = join(folder(), 'archive');
      await deliverToFolder(target, delivery);
      await deliverToFolder(target, { ...delivery, body: 'more\n' });

      const path = join(target, delivery.name);
      expect(readFileSync(path, 'utf8')).toBe('more\n');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readdirSync(join(target, '2026-07-29'))).toHaveLength(1);
    });

    it('fail by name where nothing can be written', async () => {
      const target = join(folder(), 'file');
      writeFileSync(target, '');

      await expect(deliverToFolder(target, delivery)).rejects.toMatchObject({ code: 'DeliveryNotWritten' });
    });
  });
});
