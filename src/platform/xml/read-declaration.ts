import { notXml } from './xml-problem.ts';

const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([\w.-]+)"|'([\w.-]+)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

/** Where the document begins behind its XML declaration (xml §2.8), which may only say what is so: XML 1.0 in UTF-8. */
export function readDeclaration(xml: string): number {
  const start = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!/^<\?xml[ \t\r\n]/.test(xml.slice(start, start + 6))) return start;
  const found = declaration.exec(xml.slice(start, start + 200));
  const encoding = found?.[1] ?? found?.[2] ?? 'UTF-8';
  if (found && /^utf-8$/i.test(encoding)) return start + found[0].length;
  throw notXml(xml.slice(start, start + 60), '<?xml version="1.0" encoding="UTF-8"?>');
}
