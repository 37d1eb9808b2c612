import { fileURLToPath } from 'node:url';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Registration goes through the guard, or loading the library twice throws. */
const bareDefine = {
  selector: 'CallExpression[callee.property.name="define"][callee.object.name="customElements"]',
  message: 'Register with the define guard: a bare customElements.define throws when the library is loaded twice.',
};

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '**/.cache/', '**/coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: 'test/tsconfig.json', tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => this.#dial()` as a callback is the field's own idiom.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      'no-restricted-syntax': ['error', bareDefine],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Clocks, sockets and storage are handed in as plain objects of functions, and taken apart where they are used.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['packages/widgets/src/**/*.ts', 'demo/**/*.ts'],
    extends: [wc['flat/best-practice'], lit['flat/recommended']],
    // Callbacks need no guard: the base classes have them.
    rules: { 'wc/guard-super-call': 'off' },
  },
  {
    files: ['packages/widgets/src/base/define*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // What a framework knows of tags stands in a namespace of its own module.
    files: ['packages/widgets/src/frameworks/*.ts'],
    rules: { '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }] },
  },
  {
    files: ['**/*.test.ts', '**/testing/**/*.ts', 'test/**/*.ts'],
    rules: {
      // A test asserts what it looked up: failing right there is what it is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': 'off',
      // Storage is spread to see all that is in it.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module' },
    rules: {
      'no-undef': 'off',
      'prefer-const': 'error',
      'no-var': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
);
