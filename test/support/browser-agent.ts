import request, { type Response } from 'supertest';
import type { World } from './world.ts';

/** A browser without scripts: keeps cookies by itself, follows forms by what the page says. */
export class BrowserAgent {
  readonly #world: World;
  readonly cookies = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(request(this.#world.app).get(path).set(headers));
  }

  post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#send(request(this.#world.app).post(path).type('form').set(headers).send(fields));
  }

  /** Submits the form of a page that posts to there, with its hidden fields. */
  async submit(page: Response, action: string, fields: Record<string, string> = {}): Promise<Response> {
    const form = page.text
      .match(/<form[\s\S]*?<\/form>/g)
      ?.find((candidate) => candidate.includes(`method="post" action="${action}"`));
    if (!form) throw new Error(`The page has no form to ${action}.`);
    return this.post(action, { ...hiddenFields(form), ...fields });
  }

  async #send(test: request.Test): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await (cookie ? test.set('Cookie', cookie) : test).redirects(0).ok(() => true);
    for (const line of [response.headers['set-cookie'] ?? []].flat() as string[]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Expires=Thu, 01 Jan 1970/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      decodeEntities(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
    ]),
  );
}

const decodeEntities = (text: string): string =>
  text
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
