import type { Caller } from './access-request.ts';
import { compileAccount } from './account-pattern.ts';
import { type Answer, and, yesOrNo } from './answer.ts';
import { compileGlob, type Glob } from './glob.ts';
import { currentRegion } from './regions.ts';
import { type Resource, readResource } from './resource.ts';
import { fillIn, hasVariables, hasVariablesInObject } from './variables.ts';

/** What the request is about, looked at once for all statements. */
export type Target =
  | { kind: 'one'; resource: Resource; caller: Caller }
  /** The request names no resource (`*`), though the operation has some: it asks for all of them. */
  | { kind: 'all'; service: string; caller: Caller }
  /** The operation knows no resources. */
  | { kind: 'operation'; service: string; caller: Caller }
  /** What was asked about is not a resource at all. */
  | { kind: 'malformed' };

export type ResourcePattern = (target: Target) => Answer;

export function compileResource(text: string, ownerUin: number | undefined): ResourcePattern {
  if (text === '*') return () => 'yes';
  const wanted = readResource(text);
  // The project segment went out of use: a policy that names one means something else than we can judge.
  if (wanted?.project !== '') return () => 'unknown';
  const service = compileGlob(wanted.service === '' ? '*' : wanted.service.toLowerCase());
  const one = compileOne(wanted, service, ownerUin);
  const isWhole = [wanted.region, wanted.path].every((segment) => /^\**$/.test(segment));
  const account = compileAccount(wanted.account, ownerUin);
  return (target) => {
    if (target.kind === 'malformed') return 'unknown';
    if (target.kind === 'one') return one(target.resource, target.caller);
    if (!service(target.service)) return 'no';
    if (target.kind === 'operation') return coverOperation(isWhole);
    return isWhole ? account(`uin/${target.caller.ownerUin}`, target.caller) : 'unknown';
  };
}

/**
 * An operation without resources needs `*` (reference §2): neither an allow nor a deny that names a resource covers it.
 * `qcs::organization:::*` names none in particular; a deny that says so is meant.
 */
const coverOperation = (isWhole: boolean): Answer => (isWhole ? 'unknown' : 'no');

function compileOne(wanted: Resource, service: Glob, ownerUin: number | undefined) {
  const region = compileRegion(wanted.region);
  const account = compileAccount(wanted.account, ownerUin);
  const path = compilePath(wanted.path);
  return (resource: Resource, caller: Caller): Answer => {
    if (!service(resource.service)) return 'no';
    const ofPath = path(resource, caller);
    if (ofPath === 'no') return 'no';
    return and(and(ofPath, region(resource.region)), account(resource.account, caller));
  };
}

/** An empty region means all. A request that leaves it out may be about the region that a policy names. */
function compileRegion(text: string): (region: string) => Answer {
  const glob = compileGlob(text === '' ? '*' : currentRegion(text));
  return (region) => {
    if (glob(region)) return 'yes';
    return region === '' ? 'unknown' : 'no';
  };
}

function compilePath(text: string): (resource: Resource, caller: Caller) => Answer {
  if (!hasVariables(text)) {
    const glob = compileDirectory(text);
    return ({ path }) => yesOrNo(glob(path));
  }
  return ({ service, path }, caller) => {
    const filled = fillIn(text, caller);
    if (filled === undefined || (service === 'cos' && hasVariablesInObject(text))) return 'unknown';
    return yesOrNo(compileDirectory(filled)(path));
  };
}

/** `repository/a/*` is what is in the directory and the directory: TCR names a repository so when it grants pulling it. */
function compileDirectory(text: string): Glob {
  const glob = compileGlob(text);
  if (!text.endsWith('/*')) return glob;
  const directory = compileGlob(text.slice(0, -'/*'.length));
  return (path) => glob(path) || directory(path);
}
