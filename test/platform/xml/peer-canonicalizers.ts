import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { C14nCanonicalization, ExclusiveCanonicalization, findAncestorNs } from 'xml-crypto';
import { childElements, parseByXmldom } from './xmldom.ts';

export interface PeerMethod {
  inclusivePrefixes: 'all' | readonly string[];
  /** The root, or the first element in it. */
  apex: 'root' | 'child';
}

/** The canonical form by xml-crypto, out of a document that xmldom has read. */
export function canonicalizeByXmlCrypto(xml: string, { inclusivePrefixes, apex }: PeerMethod): string {
  const document = parseByXmldom(xml);
  const root = document.documentElement;
  // The types of xml-crypto are those of browsers, which we do not have.
  const element = (apex === 'root' ? root : childElements(root)[0]) as never;
  const ancestorNamespaces = findAncestorNs(document as never, apex === 'root' ? '/*' : '/*/*[1]');
  if (inclusivePrefixes === 'all') return new C14nCanonicalization().process(element, { ancestorNamespaces });
  return new ExclusiveCanonicalization().process(element, {
    ancestorNamespaces,
    inclusiveNamespacesPrefixList: [...inclusivePrefixes],
  });
}

/** The canonical forms by libxml2, one process for all of them; empty for what it does not read. */
export function canonicalizeByXmllint(
  documents: readonly string[],
  option: '--c14n' | '--exc-c14n',
): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'c14n-'));
  try {
    const files = ['<between/>', ...documents].map((xml, place) => {
      const file = join(folder, `${place}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const [between = '', ...rest] = files;
    const { stdout } = spawnSync('xmllint', ['--nonet', option, ...rest.flatMap((file) => [file, between])], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return stdout.split('<between></between>').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether the tests against that program are left out; where REQUIRE_SAML_ORACLE is set, they must not be. */
export function leaveOutWithout(program: 'xmllint' | 'xmlsec1'): boolean {
  if (spawnSync(program, ['--version']).error === undefined) return false;
  const message = `There is no ${program}: what we read and write is not compared with it.`;
  if (process.env.REQUIRE_SAML_ORACLE) throw new Error(message);
  console.warn(message);
  return true;
}
