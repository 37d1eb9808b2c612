/** One option: what is written in its element's table, and in the comment above it. */
export interface OptionDescription {
  readonly property: string;
  /** Undefined for what no text can say. */
  readonly attribute: string | undefined;
  /** Of the property, as TypeScript writes it. */
  readonly type: string;
  /** For an option that takes one of some words: these words, the default first. */
  readonly words: readonly string[];
  /** As it would be written into the attribute, or a few words about it; undefined where there is none. */
  readonly fallback: string | undefined;
  readonly description: string;
}

/** A part or custom property of an element, and what its docblock says of it. */
export interface NamedDescription {
  readonly name: string;
  readonly description: string;
  readonly fallback?: string | undefined;
}

/** A property that is no option, or an event, with its type. */
export interface TypedDescription {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly readonly?: boolean;
}

/** All that pages can rely on of one element. */
export interface ElementDescription {
  readonly tag: string;
  readonly className: string;
  /** Of the class, below `src/`, without ending. */
  readonly module: string;
  readonly description: string;
  readonly options: readonly OptionDescription[];
  readonly members: readonly TypedDescription[];
  readonly events: readonly TypedDescription[];
  readonly parts: readonly NamedDescription[];
  readonly customProperties: readonly NamedDescription[];
  readonly slots: readonly NamedDescription[];
}
