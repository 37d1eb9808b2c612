import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { ElementDescription, NamedDescription, TypedDescription } from './element-description.js';
import { readOptions, type RuntimeTable } from './read-options.js';

/**
 * Reads what the elements are from their sources: tags from `define-all.ts`, options from the tables, parts and custom
 * properties from the docblocks, events from the event map. Defaults come from the running classes.
 *
 * @param source the folder of the sources
 * @param library the module that exports the classes
 * @throws Error for an option, part or event without a description
 */
export function readElements(source: URL, library: object): readonly ElementDescription[] {
  const path = (name: string): string => fileURLToPath(new URL(name, source));
  const program = createProgram(path('../tsconfig.json'), [path('define-all.ts'), path('base/live-events.ts')]);
  const checker = program.getTypeChecker();
  const file = (name: string): ts.SourceFile => {
    const found = program.getSourceFile(path(name));
    if (!found) throw new Error(`${name} is not there`);
    return found;
  };
  const events = readEvents(file('base/live-events.ts'), checker);
  return definitions(file('define-all.ts'), checker).map(([tag, declaration]) => {
    const chain = baseChain(declaration, checker, path('.'));
    const className = declaration.name?.text ?? '';
    const docs = (kind: RegExp): readonly NamedDescription[] => byName(chain.flatMap((one) => readTags(one, kind)));
    return {
      tag,
      className,
      module: declaration.getSourceFile().fileName.slice(path('.').length).replace(/\.ts$/, ''),
      description: described(className, textOf(ts.getJSDocCommentsAndTags(declaration).find(ts.isJSDoc)?.comment)),
      options: readOptions(tableOf(chain), runtimeTable(library, className), checker),
      members: byName(chain.flatMap((one) => readMembers(one, checker))),
      events,
      parts: docs(/^csspart$/),
      customProperties: docs(/^cssprop(erty)?$/),
      slots: docs(/^slot$/),
    };
  });
}

function createProgram(config: string, rootNames: readonly string[]): ts.Program {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    // The client's sources instead of what was built of them: nothing has to be built to read.
    { composite: false, incremental: false, noEmit: true, customConditions: ['source'] },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic({ messageText }) {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  return ts.createProgram({ rootNames, options: { ...parsed?.options, tsBuildInfoFile: undefined } });
}

/** Tag and class of each `defineElement('tag', Class)`. */
function definitions(
  file: ts.SourceFile,
  checker: ts.TypeChecker,
): readonly (readonly [string, ts.ClassDeclaration])[] {
  const found: (readonly [string, ts.ClassDeclaration])[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineElement') {
      const [tag, name] = node.arguments;
      const declaration = name && checker.getTypeAtLocation(name).getSymbol()?.valueDeclaration;
      if (tag && ts.isStringLiteral(tag) && declaration && ts.isClassDeclaration(declaration))
        found.push([tag.text, declaration]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The class and those it extends, as far as they are ours. */
function baseChain(
  declaration: ts.ClassDeclaration,
  checker: ts.TypeChecker,
  folder: string,
): readonly ts.ClassDeclaration[] {
  const [base] = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types ?? [];
  const above = base && checker.getTypeAtLocation(base).getSymbol()?.valueDeclaration;
  const isOurs = above && ts.isClassDeclaration(above) && above.getSourceFile().fileName.startsWith(folder);
  return [declaration, ...(isOurs ? baseChain(above, checker, folder) : [])];
}

/** What `static options` is set to, in the class or the nearest one above it. */
function tableOf(chain: readonly ts.ClassDeclaration[]): ts.Expression {
  for (const { members } of chain)
    for (const member of members)
      if (ts.isPropertyDeclaration(member) && member.name.getText() === 'options' && member.initializer)
        return member.initializer;
  throw new Error('There is no table of options.');
}

function runtimeTable(library: object, className: string): RuntimeTable {
  const element: unknown = Reflect.get(library, className);
  if (typeof element !== 'function') throw new Error(`${className} is not exported.`);
  return Reflect.get(element, 'options') as RuntimeTable;
}

/** `@csspart name - text` and `@cssprop [name=default] - text`. */
function readTags(declaration: ts.ClassDeclaration, kind: RegExp): readonly NamedDescription[] {
  return ts
    .getJSDocTags(declaration)
    .filter((tag) => kind.test(tag.tagName.text))
    .map((tag) => {
      const text = textOf(tag.comment);
      const [, bracketed, fallback, bare, description] = /^(?:\[([\w-]+)=(.+?)\]|([\w-]*?)) ?- (.+)$/.exec(text) ?? [];
      const name = bracketed ?? bare ?? text;
      return { name, description: described(name, description), ...(fallback ? { fallback } : {}) };
    });
}

/** The accessors that are public and documented. */
function readMembers(declaration: ts.ClassDeclaration, checker: ts.TypeChecker): readonly TypedDescription[] {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
  return declaration.members.flatMap((member) => {
    if (!ts.isGetAccessor(member) || !ts.isIdentifier(member.name)) return [];
    if (ts.getCombinedModifierFlags(member) & hidden) return [];
    const symbol = checker.getSymbolAtLocation(member.name);
    const name = member.name.text;
    return {
      name,
      type: member.type?.getText() ?? 'unknown',
      description: described(name, symbol && ts.displayPartsToString(symbol.getDocumentationComment(checker))),
      ...(symbol?.declarations?.some(ts.isSetAccessor) ? {} : { readonly: true }),
    };
  });
}

/** The members of `LiveElementEventMap`. */
function readEvents(file: ts.SourceFile, checker: ts.TypeChecker): readonly TypedDescription[] {
  const map = file.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === 'LiveElementEventMap');
  if (!map) throw new Error('There is no map of events.');
  return map.members.filter(ts.isPropertySignature).map((member) => {
    const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
    const symbol = checker.getSymbolAtLocation(member.name);
    return {
      name,
      type: member.type?.getText() ?? 'Event',
      description: described(name, symbol && ts.displayPartsToString(symbol.getDocumentationComment(checker))),
    };
  });
}

/** The nearest one of each name; what is further up is replaced by it. */
function byName<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
}

function described(name: string, description: string | undefined): string {
  if (!description) throw new Error(`${name} has no description.`);
  return description.replace(/\s+/g, ' ').trim();
}
