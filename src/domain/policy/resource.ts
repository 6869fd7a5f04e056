/** `qcs:project:service:region:account:path`, taken apart. */
export interface Resource {
  project: string;
  service: string;
  region: string;
  account: string;
  path: string;
}

/** Parts at the first five colons; whatever colons follow belong to the path. Undefined when it is no such text. */
export function readResource(text: string): Resource | undefined {
  const ends: number[] = [];
  for (let at = text.indexOf(':'); at >= 0 && ends.length < 5; at = text.indexOf(':', at + 1)) ends.push(at);
  const [qcs, project, service, region, account] = ends;
  if (qcs === undefined || project === undefined || service === undefined) return undefined;
  if (region === undefined || account === undefined || text.slice(0, qcs) !== 'qcs') return undefined;
  if (account === text.length - 1) return undefined;
  return {
    project: text.slice(qcs + 1, project),
    service: text.slice(project + 1, service),
    region: text.slice(service + 1, region),
    account: text.slice(region + 1, account),
    path: text.slice(account + 1),
  };
}

/** The account that owns the resource, where its name says so by a uin. */
export function ownerOf(resource: string): number | undefined {
  const [, uin] = /^uin\/([1-9]\d{0,14})$/.exec(readResource(resource)?.account ?? '') ?? [];
  return uin === undefined ? undefined : Number(uin);
}

/** A resource that somebody may ask about: `*`, or six segments of one service. */
export function isResource(text: string): boolean {
  return text === '*' || (readResource(text)?.service ?? '') !== '';
}
