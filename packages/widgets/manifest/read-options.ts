import ts from 'typescript';
import type { OptionDescription } from './element-description.js';

/** The table at run time: only it knows the defaults. */
export type RuntimeTable = Readonly<Record<string, { readonly fallback: unknown } | undefined>>;

/**
 * Every option of a table, in its order.
 * @param table the expression that is the table
 * @throws Error for an option without a comment
 */
export function readOptions(
  table: ts.Expression,
  runtime: RuntimeTable,
  checker: ts.TypeChecker,
): readonly OptionDescription[] {
  const tableType = checker.getTypeAtLocation(table);
  // In the order of the running table: where tables are spread into each other, the compiler has one of its own.
  return Object.keys(runtime).map((property) => {
    const option = checker.getPropertyOfType(tableType, property);
    if (!option) throw new Error(`The option ${property} is not in its table's source.`);
    const description = ts.displayPartsToString(option.getDocumentationComment(checker)).replace(/\s+/g, ' ');
    if (!description) throw new Error(`The option ${option.name} has no comment that says what it means.`);
    const [said] = option.getJsDocTags(checker).filter(({ name }) => name === 'default');
    const value = checker.getPropertyOfType(checker.getTypeOfSymbol(option), 'fallback');
    if (!value) throw new Error(`${option.name} is no option.`);
    const type = checker.getTypeOfSymbol(value);
    const fallback = said ? ts.displayPartsToString(said.text) : written(runtime[property]?.fallback);
    const words = wordsOf(type, option, checker, fallback);
    return {
      property,
      attribute: isCallable(type) ? undefined : option.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      type: words.length > 0 ? words.map((word) => `'${word}'`).join(' | ') : checker.typeToString(type),
      words,
      fallback,
      description,
    };
  });
}

/** A default as an attribute's text; a flag that is off and a text that is empty have none. */
function written(fallback: unknown): string | undefined {
  if (Array.isArray(fallback)) return fallback.join(',') || undefined;
  if (typeof fallback === 'number') return String(fallback);
  return typeof fallback === 'string' && fallback !== '' ? fallback : undefined;
}

const isCallable = (type: ts.Type): boolean =>
  type.getCallSignatures().length > 0 || (type.isUnion() && type.types.some(isCallable));

/** The words in the order of the call that made the option, where a union's order is the compiler's own. */
function wordsOf(
  type: ts.Type,
  option: ts.Symbol,
  checker: ts.TypeChecker,
  fallback: string | undefined,
): readonly string[] {
  if (!type.isUnion()) return [];
  const words = type.types.flatMap((one) => (one.isStringLiteral() ? one.value : []));
  const call = option.valueDeclaration;
  const made = call && ts.isPropertyAssignment(call) && ts.isCallExpression(call.initializer) ? call.initializer : null;
  const order = (made?.arguments ?? []).flatMap((argument) => {
    if (ts.isStringLiteral(argument)) return argument.text;
    if (!ts.isSpreadElement(argument)) return [];
    const tuple = checker.getTypeAtLocation(argument.expression);
    return checker
      .getTypeArguments(tuple as ts.TypeReference)
      .flatMap((one) => (one.isStringLiteral() ? one.value : []));
  });
  const place = (word: string): number => (word === fallback ? -1 : order.indexOf(word));
  return words.sort((one, other) => place(one) - place(other));
}
