import { invalidFilter } from '../problem.ts';
import type { Attribute } from '../schema/attribute.ts';
import {
  type AttributePath,
  findSubAttribute,
  findUnqualified,
  hintFor,
  pathName,
  type ResourceType,
} from '../schema/resource-type.ts';
import { compare, type Literal } from './comparison.ts';
import { type Filter, type Operator, operators } from './filter.ts';
import { TokenReader } from './tokens.ts';

/** Nobody's directory needs more; together with the length they bound what one filter costs. */
const mostLeaves = 200;
const deepest = 32;

/** What names mean: attributes of a resource type, or below a complex attribute. */
interface Names {
  find(name: string): AttributePath | undefined;
  /** What a name means that is none's; throws unless it is to count as having no value. */
  unknown(name: string): void;
}

const namesOf = (type: ResourceType, isAmongSeveral: boolean): Names => ({
  find: (name) => findUnqualified(type, name),
  unknown(name) {
    if (isAmongSeveral) return;
    throw invalidFilter(`A ${type.name} has no attribute "${name}".${hintFor(type, name)}`);
  },
});

const namesBelow = (attribute: Attribute): Names => ({
  find: (name) => findSubAttribute(attribute, name),
  unknown(name) {
    const known = attribute.subAttributes?.map((sub) => sub.name).join(', ');
    throw invalidFilter(`"${attribute.name}" has no sub-attribute "${name}"; it has ${known}.`);
  },
});

/** Below an attribute that a type does not have, where several types are searched. */
const nobodysNames: Names = { find: () => undefined, unknown() {} };

/**
 * Reads a filter of RFC 7644 §3.4.2.2 about resources of a type.
 * @throws DomainError `invalidFilter` with what was found and what was expected.
 */
export function parseFilter(text: string, type: ResourceType, { isAmongSeveral = false } = {}): Filter {
  const parser = new FilterParser(text, namesOf(type, isAmongSeveral));
  return parser.all();
}

/** What stands in the brackets of a value path, about the values of one attribute. */
export const parseValueFilter = (text: string, attribute: Attribute): Filter =>
  new FilterParser(text, namesBelow(attribute)).all();

class FilterParser {
  readonly #tokens: TokenReader;
  #names: Names;
  #leaves = 0;
  #depth = 0;

  constructor(text: string, names: Names) {
    this.#tokens = new TokenReader(text);
    this.#names = names;
  }

  all(): Filter {
    const filter = this.#disjunction();
    if (this.#tokens.ahead !== '') throw this.#tokens.unexpected('"and", "or" or the end');
    return filter;
  }

  /** `and` binds closer than `or`. */
  #disjunction(): Filter {
    return this.#joined('or', () => this.#joined('and', () => this.#term()));
  }

  #joined(kind: 'and' | 'or', next: () => Filter): Filter {
    const first = next();
    const operands = [first];
    while (this.#tokens.takeIf(kind)) operands.push(next());
    return operands.length === 1 ? first : { kind, operands };
  }

  #term(): Filter {
    if (this.#tokens.takeIf('not')) {
      this.#tokens.require('(');
      return { kind: 'not', operand: this.#within(')') };
    }
    return this.#tokens.takeIf('(') ? this.#within(')') : this.#expression();
  }

  #within(end: ')' | ']'): Filter {
    this.#depth += 1;
    if (this.#depth > deepest) throw invalidFilter(`The filter nests deeper than ${deepest} levels.`);
    const filter = this.#disjunction();
    this.#tokens.require(end);
    this.#depth -= 1;
    return filter;
  }

  #expression(): Filter {
    if (/^$|^[()[\]"]/.test(this.#tokens.ahead)) throw this.#tokens.unexpected('the name of an attribute');
    this.#leaves += 1;
    if (this.#leaves > mostLeaves) throw invalidFilter(`The filter has more than ${mostLeaves} comparisons.`);
    const name = this.#tokens.take('the name of an attribute');
    const path = this.#names.find(name);
    if (!path) this.#names.unknown(name);
    if (this.#tokens.takeIf('[')) return this.#valuePath(path);
    return this.#comparison(path);
  }

  /** Also `emails[type eq "work"].value co "x"`, which is beyond the grammar and which directories send. */
  #valuePath(path: AttributePath | undefined): Filter {
    const outer = this.#names;
    this.#names = path ? namesBelow(complexAt(path)) : nobodysNames;
    const inner = this.#within(']');
    const filter = this.#tokens.ahead.startsWith('.') ? this.#andPart(inner) : inner;
    this.#names = outer;
    return path ? { kind: 'some', path, filter } : { kind: 'constant', value: false };
  }

  #andPart(filter: Filter): Filter {
    const name = this.#tokens.take('a sub-attribute').slice(1);
    const path = this.#names.find(name);
    if (!path) this.#names.unknown(name);
    return { kind: 'and', operands: [filter, this.#comparison(path)] };
  }

  /** Without a path it is about an attribute that counts as having no value. */
  #comparison(path: AttributePath | undefined): Filter {
    if (this.#tokens.takeIf('pr'))
      return path ? { kind: 'present', path } : { kind: 'constant', value: false };
    const operator = this.#tokens.ahead as Operator;
    if (!operators.includes(operator))
      throw this.#tokens.unexpected(`an operator (${operators.join(', ')}, pr)`);
    this.#tokens.take('an operator');
    const literal = this.#literal(operator);
    if (path) return compare(path, operator, literal);
    return { kind: 'constant', value: operator === (literal === null ? 'eq' : 'ne') };
  }

  #literal(operator: Operator): Literal {
    const { ahead } = this.#tokens;
    if (['true', 'false', 'null'].includes(ahead) || /^("|-?\d)/.test(ahead)) {
      const text = this.#tokens.take('a value');
      return readLiteral(text.startsWith('"') ? text : ahead);
    }
    throw this.#tokens.unexpected(`a value after "${operator}", such as a text in double quotes,`);
  }
}

function complexAt(path: AttributePath): Attribute {
  const attribute = path.at(-1) ?? path[0];
  if (attribute.type === 'complex') return attribute;
  throw invalidFilter(`"${pathName(path)}" has no parts, so brackets do not apply.`);
}

function readLiteral(text: string): Literal {
  try {
    return JSON.parse(text) as Literal;
  } catch {
    throw invalidFilter(`${text.slice(0, 80)} is no JSON value.`);
  }
}
