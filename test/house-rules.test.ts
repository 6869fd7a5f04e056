import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/catalogue.ts';

const files = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
const text = (path: string) => readFileSync(path, 'utf8');
const kebab = (name: string) =>
  name.replace(/([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])/g, '$1$3-$2$4').toLowerCase();

const sources = files('src', '.ts');
const actionFiles = sources.filter((path) => text(path).includes('defineAction({'));
const queryFiles = sources.filter((path) => path.endsWith('-queries.ts'));

describe('house rules', () => {
  it.each(actionFiles)('%s holds one action and is named after it', (path) => {
    const ids = [...text(path).matchAll(/id: '([\w-]+):(\w+)'/g)];
    const [service, name] = [ids[0]?.[1], ids[0]?.[2] ?? ''];

    expect(ids).toHaveLength(1);
    expect(basename(path, '.ts')).toMatch(new RegExp(`^${kebab(name)}(-.*)?$|^describe-saml-metadata$`));
    expect([...catalogue.keys()]).toContain(`${service}:${name}`);
  });

  it('lists every action in the catalogue, and nothing else', () => {
    expect(catalogue.size).toBe(actionFiles.length);
  });

  it('prints unescaped text in views only to include a partial', () => {
    const raw = ['views', 'demo'].flatMap((folder) =>
      files(folder, '.ejs').flatMap((path) =>
        [...text(path).matchAll(/<%-(?!\s*include\()/g)].map(() => path),
      ),
    );

    expect(raw).toEqual([]);
  });

  it('has no inline script, style or event handler in views', () => {
    const inline = ['views', 'demo'].flatMap((folder) =>
      files(folder, '.ejs').filter((path) =>
        /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i.test(text(path)),
      ),
    );

    expect(inline).toEqual([]);
  });

  it('asks in pages and menus only for permissions of actions that exist', () => {
    const pages = files('views', '.ejs').flatMap((path) =>
      [...text(path).matchAll(/may\('([^']+)'\)/g)].map(([, id]) => id ?? ''),
    );
    const menus = sources
      .filter((path) => path.endsWith('/menu.ts'))
      .flatMap((path) => [...text(path).matchAll(/needs: '([^']+)'/g)].map(([, id]) => id ?? ''));

    expect([...pages, ...menus].filter((id) => !catalogue.has(id))).toEqual([]);
    expect(pages.length).toBeGreaterThan(0);
  });

  it('protects every form that posts to us with a token', () => {
    const unprotected = files('views', '.ejs').filter((path) => {
      const forms =
        text(path).match(/<form method="post"(?![^>]*(?:acsUrl|delivery\.url))[\s\S]*?<\/form>/g) ?? [];
      return forms.some((form) => !form.includes('name="_csrf"'));
    });

    expect(unprotected).toEqual([]);
  });

  it('begins every partial with what it is and what it expects', () => {
    const silent = files('views/partials', '.ejs').filter((path) => !/^<%# .*Expects/.test(text(path)));

    expect(silent).toEqual([]);
  });

  it('lets only the platform read the clock or make random values', () => {
    const impure = sources
      .filter((path) => !path.startsWith('src/platform/') && path !== 'src/config.ts')
      .filter((path) => /new Date\(\)|Date\.now|Math\.random|randomUUID|randomBytes/.test(text(path)));

    expect(impure).toEqual([]);
  });

  it('never lets an action run another action', () => {
    expect(
      actionFiles.filter((path) => /\.run\(|execute\(/.test(text(path).replaceAll('.execute(db)', ''))),
    ).toEqual([]);
  });

  it('gives every query of a space its tenant first', () => {
    const untenanted = queryFiles
      .filter((path) => path.includes('/identity-center/'))
      .flatMap((path) =>
        [...text(path).matchAll(/export async function (\w+)\(\s*db: Transaction,?\s*([\w:{]*)/g)].map(
          ([, name, first]) => [path, name, first],
        ),
      )
      .filter(([, , first]) => !/^(spaceId|organizationId)/.test(first ?? ''))
      .map(([path, name]) => `${basename(path ?? '')} ${name}`);

    expect(untenanted.sort()).toEqual([
      // Before anybody is known, or about rows that name their tenant themselves.
      'cam-user-synchronization-queries.ts insert',
      'command-line-login-queries.ts findByToken',
      'command-line-login-queries.ts findWaiting',
      'command-line-login-queries.ts handOver',
      'command-line-login-queries.ts insertWaiting',
      'command-line-login-queries.ts refuse',
      'command-line-login-queries.ts removeOver',
      'ended-queries.ts listOver',
      'expired-queries.ts remove',
      'inheritance-queries.ts listDue',
      'inheritance-queries.ts listOver',
      'lease-queries.ts listWaiting',
      'login-queries.ts findSituation',
      'login-request-queries.ts insert',
      'request-log-queries.ts sweep',
      'scim-key-queries.ts removeExpired',
      'scim-key-queries.ts use',
      'set-up-link-queries.ts consume',
      'set-up-link-queries.ts replace',
      'space-queries.ts findByName',
      'space-queries.ts insert',
      'space-queries.ts listNames',
      'sso-queries.ts claimDue',
    ]);
  });

  it('keeps every source file to about two screens', () => {
    const long = sources
      .filter((path) => !/tables\.ts|migrations|catalogue\.ts|\/actions\.ts|config\.ts/.test(path))
      .filter((path) => text(path).split('\n').length > 190);

    expect(long).toEqual([]);
  });
});
