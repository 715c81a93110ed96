// What the scripts of the theme have in common, for the type checker. It does not know our templates, so it takes any
// element that a script looks up for one that has all of these.

interface AnyElement extends HTMLElement {
  checked: boolean;
  href: string;
  htmlFor: string;
  label: string;
  name: string;
  open: boolean;
  options: HTMLOptionsCollection;
  selectedIndex: number;
  selectedOptions: HTMLCollectionOf<HTMLOptionElement>;
  labels: NodeListOf<HTMLLabelElement>;
  src: string;
  type: string;
  value: string;
  add(option: HTMLOptionElement): void;
  close(): void;
  select(): void;
  showModal(): void;
  firstElementChild: AnyElement | null;
  lastElementChild: AnyElement | null;
  nextElementSibling: AnyElement | null;
  previousElementSibling: AnyElement | null;
  parentElement: AnyElement | null;
}

interface ParentNode {
  querySelector<E extends Element = AnyElement>(selectors: string): E | null;
  querySelectorAll<E extends Element = AnyElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends Element = AnyElement>(selectors: string): E | null;
}

interface Document {
  getElementById(id: string): AnyElement | null;
}

// A record as it is in a shard (see records.py): address, kind, title, text, further text, facets.
type Listed = [string, string, string, string, string, Record<string, string | string[]>];

interface SiteRecord {
  address: string;
  kind: string;
  title: string;
  text: string;
  more: string;
  theme?: string[];
  participant?: string[];
  year?: string;
  source?: string;
  lang?: string;
}

interface Tools {
  gettext(message: string, values?: Record<string, unknown>): string;
  ngettext(one: string, many: string, number: number, values?: Record<string, unknown>): string;
  listOf(names: string[]): string;
  compare(one: string, other: string): number;
  fold(text: string): string;
  decadeOf(year: string): string;
  isWithin(year: string, years: string): boolean;
  isTyping(event: Event): boolean;
  make(name: string, kind?: string, words?: string): AnyElement;
  truncate(text: string, most: number): string;
  toClipboard(content: { text: string; html?: string }): Promise<boolean>;
}

interface Themebook {
  root: string;
  config: {
    search?: "pagefind" | "records";
    shards?: number;
    records?: string;
    index?: string;
    themes?: string[];
    kinds?: [string, string][];
    language?: string;
    messages?: Record<string, string | Record<string, string>>;
    published?: string;
  };
  tools: Tools;
  kinds: Map<string, string>;
  receive(number: number, records: Listed[]): void;
  receiveList(number: number, content: unknown): void;
  script(path: string): Promise<unknown>;
  load(number: number): Promise<Listed[]>;
  asRecord(listed: Listed): SiteRecord;
  recordOf(url: string | URL): Promise<SiteRecord | null>;
  searchTokens(text: string): string[];
  // deno-lint-ignore no-explicit-any
  searchEngine(): Promise<any>;
}

interface Window {
  themebook: Themebook;
  // deno-lint-ignore no-explicit-any
  MiniSearch: any;
  Highlight: typeof Highlight;
  __md_scope: URL;
  __md_hash(text: string): number;
  // deno-lint-ignore no-explicit-any
  __md_get(name: string, store?: string | Storage, scope?: URL): any;
  __md_set(name: string, value: unknown, store?: string | Storage, scope?: URL): void;
}
