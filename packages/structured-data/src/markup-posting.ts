import { isJobType, termOf, type JsonObject } from './posting-terms.ts';

/** An element of a page, of a browser or of a reader without one. */
export interface MarkupElement {
  /** In lower case. */
  readonly name: string;
  /** `undefined` where it is missing. */
  attribute(name: string): string | undefined;
  readonly children: readonly MarkupElement[];
  text(): string;
  /** The markup inside. */
  html(): string;
}

const LIMITS = { elements: 5_000, depth: 100 } as const;
/** Their markup says where a paragraph ends and a list begins. */
const LONG = new Set([
  'description',
  'responsibilities',
  'qualifications',
  'experienceRequirements',
  'educationRequirements',
  'skills',
  'jobBenefits',
]);

/** The attribute in which an element says its value for machines. */
const MACHINE = new Map([
  ['time', 'datetime'],
  ['data', 'value'],
  ['meter', 'value'],
  ['a', 'href'],
  ['link', 'href'],
  ['area', 'href'],
  ['img', 'src'],
]);
const REFERRED = /^(?:hiringOrganization|jobLocation|address|baseSalary)$/u;

/** Whether a posting begins here, in microdata or RDFa. */
export function isPostingMarkup(element: MarkupElement): boolean {
  return isJobType(element.attribute('itemtype')) || isJobType(element.attribute('typeof'));
}

/**
 * Finds an element of the page by its id, or by the `resource` or `about` of its type, each without `#`: parts of an item
 * may stand elsewhere.
 */
export type ElementById = (id: string) => MarkupElement | undefined;

/** How much of a page is looked at, for all its items. */
export type MarkupBudget = { elements: number };

/** The item that begins at an element, as JSON-LD would have it. */
export function markupItem(
  element: MarkupElement,
  byId: ElementById = () => undefined,
  budget: MarkupBudget = { elements: LIMITS.elements },
): JsonObject {
  const item: Record<string, unknown> = { '@type': element.attribute('itemtype') ?? element.attribute('typeof') };
  const id = element.attribute('itemid') ?? element.attribute('resource') ?? element.attribute('about');
  if (id !== undefined && id !== '') item['@id'] = id;
  new ItemReader(byId, budget).collect(element, item, []);
  return item;
}

class ItemReader {
  readonly #byId: ElementById;
  readonly #budget: MarkupBudget;

  constructor(byId: ElementById, budget: MarkupBudget) {
    this.#byId = byId;
    this.#budget = budget;
  }

  /** `path`: the elements around it, so that references in a ring end. */
  collect(element: MarkupElement, item: Record<string, unknown>, path: readonly string[]): void {
    const ids = (element.attribute('itemref') ?? '').slice(0, 1_000).split(/\s+/u);
    const inner = [...path, element.attribute('id') ?? ''];
    const named = ids.flatMap((id) => (id === '' || inner.includes(id) ? [] : (this.#byId(id) ?? [])));
    for (const child of [...element.children, ...named]) {
      this.#budget.elements -= 1;
      if (this.#budget.elements <= 0 || path.length > LIMITS.depth) return;
      const terms = termsOf(child);
      const thing = isThing(child) ? child : this.#named(child, terms);
      if (thing !== undefined) {
        const value: Record<string, unknown> = { '@type': thing.attribute('itemtype') ?? thing.attribute('typeof') };
        this.collect(thing, value, inner);
        for (const term of terms) add(item, term, value);
      } else {
        for (const term of terms) add(item, term, valueOf(child, term));
        this.collect(child, item, inner);
      }
    }
  }

  /** What `<link property="hiringOrganization" href="#org">` refers to. */
  #named(element: MarkupElement, terms: readonly string[]): MarkupElement | undefined {
    const reference = element.attribute('resource') ?? element.attribute('href') ?? '';
    if (!reference.startsWith('#') || !terms.some((term) => REFERRED.test(term))) return undefined;
    const thing = this.#byId(reference.slice(1));
    return thing && isThing(thing) ? thing : undefined;
  }
}

const isThing = (element: MarkupElement) =>
  element.attribute('itemscope') !== undefined || element.attribute('typeof') !== undefined;

function termsOf(element: MarkupElement): readonly string[] {
  const names = `${element.attribute('itemprop') ?? ''} ${element.attribute('property') ?? ''} ${element.attribute('rel') ?? ''}`;
  const terms = names.slice(0, 500).split(/\s+/u).map(termOf);
  return [...new Set(terms.filter((term) => term !== undefined))];
}

function add(item: Record<string, unknown>, term: string, value: unknown): void {
  if (value === undefined || value === '') return;
  const earlier = item[term];
  if (earlier === undefined) item[term] = value;
  else if (Array.isArray(earlier)) earlier.push(value);
  else item[term] = [earlier, value];
}

/** What an element says for machines, else its text. */
function valueOf(element: MarkupElement, term: string): string {
  const content = element.attribute('content');
  if (content !== undefined) return content;
  const machine = MACHINE.get(element.name);
  const text = LONG.has(term) ? element.html() : element.text();
  const isLink = machine === 'href' || machine === 'src';
  // Many sites mark the link around a title or a name, and mean its words.
  if (
    machine === undefined ||
    (isLink && !/^(?:url|sameAs|mainEntityOfPage|employmentType)$/u.test(term) && text.trim() !== '')
  )
    return text;
  return element.attribute(machine) ?? text;
}
