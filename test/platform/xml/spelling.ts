import { Dice } from './dice.ts';
import type { Tree } from './tree.ts';

/** Liberties that XML allows and not everybody understands. */
export interface Liberties {
  /** Comments where they split no text. */
  comments?: boolean;
  /** White space in end tags, by which xmldom loses its way. */
  endTagBlanks?: boolean;
}

/**
 * Writes a tree in one of the countless ways that mean the same: order of attributes, quotes, white space in
 * tags, references, CDATA sections, empty-element tags, line ends.
 */
export const spell = (tree: Tree, seed: number, liberties: Liberties = {}): string =>
  new Speller(new Dice(seed), liberties).document(tree);

/** The plainest spelling of all. */
export function spellPlainly(tree: Tree): string {
  const reference = (character: string) => `&#${character.charCodeAt(0)};`;
  const attributes = [
    ...tree.declarations.map(({ prefix, namespace }) => [prefix ? `xmlns:${prefix}` : 'xmlns', namespace]),
    ...tree.attributes.map((attribute) => [qualified(attribute), attribute.value]),
  ].map(([name, value = '']) => ` ${name}="${value.replaceAll(/[<&"\t\n\r]/g, reference)}"`);
  const children = tree.children.map((child) =>
    typeof child === 'string' ? child.replaceAll(/[<>&\r]/g, reference) : spellPlainly(child),
  );
  return `<${qualified(tree)}${attributes.join('')}>${children.join('')}</${qualified(tree)}>`;
}

class Speller {
  readonly #dice: Dice;
  readonly #liberties: Liberties;

  constructor(dice: Dice, liberties: Liberties) {
    this.#dice = dice;
    this.#liberties = liberties;
  }

  document(tree: Tree): string {
    const mark = this.#dice.oneIn(8) ? '\ufeff' : '';
    const declaration = this.#dice.pick(['', '', '<?xml version="1.0"?>', longDeclaration]);
    const before = declaration && this.#blank() + this.#comment();
    return `${mark}${declaration}${before}${this.#element(tree)}${this.#blank()}${this.#comment()}`;
  }

  #element(tree: Tree): string {
    const name = qualified(tree);
    const attributes = [
      ...tree.declarations.map(({ prefix, namespace }) => [prefix ? `xmlns:${prefix}` : 'xmlns', namespace]),
      ...tree.attributes.map((attribute) => [qualified(attribute), attribute.value]),
    ];
    const spelled = this.#dice
      .shuffle(attributes)
      .map(
        ([key, value = '']) => `${this.#gap()}${key}${this.#blank()}=${this.#blank()}${this.#value(value)}`,
      );
    const tag = `<${name}${spelled.join('')}${this.#blank()}`;
    if (tree.children.length === 0 && this.#dice.oneIn(2)) return `${tag}/>`;

    const holdsText = tree.children.some((child) => typeof child === 'string' && /[^ \t\r\n]/.test(child));
    const children = tree.children.map(
      (child) =>
        (holdsText ? '' : this.#comment()) +
        (typeof child === 'string' ? this.#text(child) : this.#element(child)),
    );
    return `${tag}>${children.join('')}</${name}${this.#liberties.endTagBlanks ? this.#blank() : ''}>`;
  }

  #blank = (): string => this.#dice.pick(['', '', '', ' ', '\n', '\t \r\n']);
  #gap = (): string => this.#dice.pick([' ', ' ', '\n', '\t', '  \r\n']);
  #comment = (): string => (this.#liberties.comments && this.#dice.oneIn(3) ? '<!-- <a> & "b" -->' : '');

  #value(value: string): string {
    const quote = this.#dice.pick(['"', "'"]);
    const spelled = [...value].map((character) => {
      if (character === ' ') return this.#dice.pick([' ', ' ', '\t', '\n', '\r\n', '&#32;']);
      const needsReference = `<&${quote}\t\n\r`.includes(character);
      return needsReference || this.#dice.oneIn(12) ? this.#reference(character) : character;
    });
    return quote + spelled.join('') + quote;
  }

  /** In two pieces, each a CDATA section or plain. */
  #text(text: string): string {
    const characters = [...text];
    const cut = this.#dice.below(characters.length + 1);
    return [characters.slice(0, cut), characters.slice(cut)]
      .map((piece) => {
        const isPlain = this.#dice.below(5) > 0 || /]]>|\r/.test(piece.join(''));
        return isPlain ? this.#plain(piece) : this.#section(piece);
      })
      .join('');
  }

  /** An empty section says nothing, and xml-crypto cannot canonicalize it: there is none. */
  #section(piece: readonly string[]): string {
    const lineEnd = this.#dice.pick(['\n', '\r\n']);
    return piece.length > 0 ? `<![CDATA[${piece.join('').replaceAll('\n', lineEnd)}]]>` : '';
  }

  #plain(piece: readonly string[]): string {
    return piece.map((character, place) => this.#character(character, piece, place)).join('');
  }

  #character(character: string, piece: readonly string[], place: number): string {
    if (character === '\n') return this.#dice.pick(['\n', '\r\n', '&#10;', lineEnd(piece[place + 1])]);
    const mayEndSection = character === '>' && (place < 2 || piece[place - 1] === ']');
    const needsReference = '<&\r'.includes(character) || mayEndSection;
    return needsReference || this.#dice.oneIn(12) ? this.#reference(character) : character;
  }

  #reference(character: string): string {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16).toUpperCase().padStart(6, '0');
    const name = named[character] ?? `#${code}`;
    return `&${this.#dice.pick([name, `#${code}`, `#x${code.toString(16)}`, `#x${digits}`])};`;
  }
}

/** A lone CR, unless what follows could be read as its LF. */
const lineEnd = (next = '\n'): string => (next === '\n' ? '\n' : '\r');

const longDeclaration = `<?xml version='1.0'\n encoding = "utf-8" standalone='yes' ?>`;
const named: Record<string, string> = { '<': 'lt', '>': 'gt', '&': 'amp', '"': 'quot', "'": 'apos' };

const qualified = ({ prefix, localName }: { prefix: string; localName: string }): string =>
  prefix === '' ? localName : `${prefix}:${localName}`;
